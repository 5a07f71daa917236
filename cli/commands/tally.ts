/** `veche tally`: counts a sheet of ballots without a group. */
import { countSheet, seatsOf, sheetMethods, type SheetCount, type SheetMethod } from "../../shared/tally/sheet/count-sheet.ts";
import { maxCandidates } from "../../shared/tally/sheet/sheet.ts";
import { command, Refused, WrongUsage } from "../command.ts";
import { byName, readSheetFile } from "../sheet-count.ts";
import { counted, list } from "../words/lists.ts";
import { matrixLines, rankingLines } from "../words/motions.ts";
import { electedLines, roundLines, sheetMethodWords, unsuitableSentence } from "../words/sheets.ts";

export default command({
  name: "tally",
  usage: "--method METHOD [--seats N] [--dots N] FILE",
  summary: "Counts a sheet of ballots and shows every round; needs no profile.",
  help: `
  --method METHOD         yes-no-abstain, approval, score, dots, irv (instant run-off), schulze, stv-scottish, stv-meek
  --seats N               how many are elected by approval, score, dots and STV (default: what the sheet says, else 1)
  --dots N                how many dots a ballot may give; one that gives more is refused (default: any number)

FILE is BLT, ABIF, CSV (count,preferences…), a tally sheet as Debian publishes them, or JSON:
  {"candidates": ["Ada", "Bela"], "ballots": [{"ranks": [["Bela"], ["Ada"]], "count": 12}]}
docs/tallies.md says what each method makes of equal and skipped ranks, withdrawn candidates and ties.

Example: veche tally --method stv-scottish --seats 3 ward.blt --json`,
  options: { method: { type: "string" }, seats: { type: "string" }, dots: { type: "string" } },
  words: [1, 1],
  run: async ({ values, words: [path], out }) => {
    const method = methodOf(values.method);
    const asked = seatsAsked(values.seats, method);
    const sheet = await readSheetFile(path!);
    const count = countSheet(method, sheet, asked ?? (seatsOf[method] === "one" ? 1 : (sheet.seats ?? 1)), dotsAsked(values.dots, method));
    if (!count.ok) throw new Refused(unsuitableSentence(count.error));
    const result = count.value;
    const withdrawn = sheet.withdrawn.map((i) => sheet.candidates[i]!);
    out.answer({ method, withdrawn, ...document(result) }, () =>
      [
        `${counted(result.ballots, "ballot")}, ${sheetMethodWords[method]}${result.seats === 1 ? "" : `, ${counted(result.seats, "seat")}`}`,
        ...(withdrawn.length === 0 ? [] : [`Withdrawn: ${list(withdrawn)}`]),
        ...electedLines(result),
        ...(result.ranking === null ? [] : ["", ...rankingLines(result.ranking, result.candidates)]),
        ...(result.pairwise === null ? [] : ["", ...matrixLines(result.pairwise, result.candidates)]),
        ...result.rounds.flatMap((round, at) => ["", ...roundLines(round, at, result)]),
      ].join("\n"),
    );
  },
});

function methodOf(typed: string | undefined): SheetMethod {
  if (typed === undefined) throw new WrongUsage(`Say how to count, with --method and one of ${list(sheetMethods)}.`);
  const method = sheetMethods.find((each) => each === typed);
  if (method === undefined) throw new WrongUsage(`There is no method “${typed}”; sheets are counted by ${list(sheetMethods)}.`);
  return method;
}

function seatsAsked(typed: string | undefined, method: SheetMethod): number | null {
  if (typed === undefined) return null;
  const seats = Number(typed);
  if (!/^\d+$/u.test(typed) || seats < 1 || seats > maxCandidates) throw new WrongUsage(`--seats takes a whole number from 1 to ${maxCandidates}, not “${typed}”.`);
  if (seats > 1 && seatsOf[method] === "one") throw new WrongUsage(`“${method}” fills one seat; several are filled by ${list(sheetMethods.filter((each) => seatsOf[each] === "several"))}.`);
  return seats;
}

function dotsAsked(typed: string | undefined, method: SheetMethod): number | null {
  if (typed === undefined) return null;
  if (method !== "dots") throw new WrongUsage("--dots goes with --method dots.");
  if (!/^[1-9]\d{0,5}$/u.test(typed)) throw new WrongUsage(`--dots takes a whole number from 1, not “${typed}”.`);
  return Number(typed);
}

/** By names. */
function document({ candidates, seats, ballots, elected, tied, rounds, ranking, pairwise }: SheetCount) {
  const names = (of: readonly number[]): string[] => of.map((i) => candidates[i]!);
  const places = ranking === null ? {} : { ranking: ranking.map(names) };
  return {
    ballots,
    candidates,
    seats,
    elected: names(elected),
    tied: names(tied),
    winners: names(elected.length > 0 ? elected : tied),
    ...places,
    ...(ranking === null || pairwise === null ? {} : byName({ ranking, pairwise }, candidates)),
    rounds: rounds.map((round) => ({
      votes: Object.fromEntries(candidates.map((name, i) => [name, round.votes[i]!])),
      exhausted: round.exhausted,
      quota: round.quota,
      elected: names(round.elected),
      excluded: names(round.excluded),
      surplusOf: round.surplusOf === null ? null : candidates[round.surplusOf]!,
      lot: round.lot === null ? null : { of: round.lot.of, between: names(round.lot.between), fell: candidates[round.lot.fell]!, idle: round.lot.idle },
    })),
  };
}
