/** `veche tally`: counts a sheet of ballots without a group. */
import { methodNames } from "../../shared/contract/commands.ts";
import { command, WrongUsage } from "../command.ts";
import { ballotsIn, byName, countSheet, readSheetFile } from "../sheet-count.ts";
import { counted, list } from "../words/lists.ts";
import { matrixLines, rankingLines } from "../words/motions.ts";

export default command({
  name: "tally",
  usage: "--method METHOD FILE",
  summary: "Counts a sheet of ranked ballots; needs no profile.",
  help: `
  --method METHOD         schulze: winning votes, ties are shared places

FILE is a tally sheet as Debian publishes them, or JSON:
  {"candidates": ["Ada", "Bela"], "ballots": [{"ranks": [["Bela"], ["Ada"]], "count": 12}]}

Example: veche tally --method schulze leader2007_tally.txt --json`,
  options: { method: { type: "string" } },
  words: [1, 1],
  run: async ({ values, words: [path], out }) => {
    checkMethod(values.method);
    const sheet = await readSheetFile(path!);
    const tally = countSheet(sheet);
    const ballots = ballotsIn(sheet);
    const named = byName(tally, sheet.candidates);
    out.answer({ method: "schulze", ballots, candidates: sheet.candidates, ...named }, () =>
      [
        `${counted(ballots, "ballot")}, ranked (Schulze, winning votes)`,
        named.winners.length === 1 ? `Winner: ${named.winners[0]}` : `Tied: ${list(named.winners)}`,
        "",
        ...rankingLines(tally.ranking, sheet.candidates),
        "",
        ...matrixLines(tally.pairwise, sheet.candidates),
      ].join("\n"),
    );
  },
});

function checkMethod(typed: string | undefined): void {
  if (typed === "schulze") return;
  if (typed === undefined) throw new WrongUsage("Say how to count with --method schulze.");
  if (methodNames.some((each) => each === typed)) throw new WrongUsage(`A sheet holds ranked ballots, which “${typed}” does not count; use --method schulze.`);
  throw new WrongUsage(`There is no method “${typed}”; sheets are counted with --method schulze.`);
}
