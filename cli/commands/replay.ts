/** `veche replay`: recorded editing, written again by members of a group who hear of each other late and out of order. */
import { command, Refused } from "../command.ts";
import { readInput } from "../input.ts";
import { replay } from "../replay/replay.ts";
import { readTrace } from "../replay/trace.ts";
import { counted } from "../words/lists.ts";

export default command({
  name: "replay",
  usage: "FILE",
  summary: "Replays an editing trace as members of a group; needs no profile.",
  help: `
FILE is a trace as josephg/editing-traces publishes them, of one writer or of several at once: JSON, plain or gzipped. Each
agent is a member of a group in memory; real entries, signed and encrypted, reach the others shuffled and more than once.
Exit code 1 where the members do not end in one text, or in another than the trace.

Example: veche replay friendsforever.json.gz --json`,
  options: {},
  words: [1, 1],
  run: async ({ words: [path], out }) => {
    const trace = readTrace(await readInput(path!));
    let told = Date.now();
    const result = await replay(trace, (done, of) => {
      if (Date.now() - told < 2000) return;
      told = Date.now();
      out.note(`${done} of ${of} transactions`);
    });
    const { members, transactions, equal, matches, sha256, ms } = result;
    out.answer(result, () =>
      [
        `${counted(transactions, "transaction")} by ${counted(members, "member")} in ${(ms / 1000).toFixed(1)} s`,
        equal ? "Every member, and a newcomer, holds the same text." : "The members do NOT hold the same text.",
        matches ? "It is the text the trace ends in." : "It is NOT the text the trace ends in.",
        `SHA-256 ${sha256}`,
      ].join("\n"),
    );
    if (!equal || !matches) throw new Refused("The replay did not end as it should.");
  },
});
