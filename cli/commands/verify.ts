/** `veche verify`: checks a record with nothing but the file and, if given, the group's id. */
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import { parseId, type GroupId } from "../../shared/base/ids.ts";
import { verifyRecord } from "../../shared/record/verify.ts";
import type { RecordReport } from "../../shared/contract/record-report.ts";
import { command, Refused, WrongUsage } from "../command.ts";
import { readInput } from "../input.ts";
import { formatTime } from "../times.ts";
import { list } from "../words/lists.ts";
import { motionFileLine } from "../words/files.ts";
import { drawLines } from "../words/lots.ts";
import { outcomeSentence, resultLines, rollCallLine, stateSentence } from "../words/motions.ts";
import { recordProblemSentence, unseenWords } from "../words/records.ts";

export default command({
  name: "verify",
  usage: "FILE [--group ID]",
  summary: "Checks a record by counting it again; needs no profile.",
  help: `
  --group ID              the id of the group it should be of (64 digits)

Exit code 0: everything in the file checks out. 1: it does not, and why.

Example: veche verify decision.veche-record`,
  options: { group: { type: "string" } },
  words: [1, 1],
  run: async ({ values, words: [path], out }) => {
    const group = values.group === undefined ? null : parseId<GroupId>(values.group.trim().toLowerCase());
    if (group === null && values.group !== undefined) throw new WrongUsage("--group takes a whole id of 64 digits.");
    const bytes = await readInput(path!);
    await cryptoReady;
    const report = verifyRecord(bytes, group);
    if (out.json || report.valid) out.answer(report, () => reportText(report));
    if (!report.valid) throw new Refused(problemsText(report));
  },
});

/** What is wrong, the first thing in full: one altered byte may upset much else. */
function problemsText({ problems }: RecordReport): string {
  const [first] = problems;
  const more = problems.length - 1;
  const sentence = first === undefined ? "The record does not check out." : recordProblemSentence(first);
  return more > 0 ? `${sentence} ${more} further ${more === 1 ? "problem follows" : "problems follow"}; --json shows all.` : sentence;
}

function reportText({ group, groupChecked, motion, state, result, draw, rollCall, attesters, unseen }: RecordReport): string {
  const titles = motion?.options.map((option) => option.title) ?? [];
  const agreeing = [...new Set(attesters.filter((a) => a.agrees).map((a) => a.name))];
  return [
    "The record is whole and counts to what it states.",
    `Group: ${group?.name ?? ""} (${group?.id ?? ""}${groupChecked === "given" ? ", as you gave it" : ", as the file says"})`,
    `Motion: ${motion?.title ?? ""}, moved by ${motion?.mover ?? ""}, ${motion === null ? "" : formatTime(motion.opened)}`,
    ...(motion?.files ?? []).map((file) => `File: ${motionFileLine(file)}`),
    `State: ${state === null ? "" : stateSentence(state)}`,
    ...(result === null ? [] : [`Outcome: ${outcomeSentence(result.outcome, titles)}`, ...resultLines(result, titles, null)]),
    ...(draw === null ? [] : drawLines(draw, titles)),
    "",
    ...rollCall.map((row) => rollCallLine(row, titles)),
    "",
    `Counted alike by ${list(agreeing)}.`,
    ...unseen.map((kind) => `Not to be seen from this file: ${unseenWords[kind]}.`),
  ].join("\n");
}
