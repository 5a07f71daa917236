/** `veche credential check`: who holds an office of another group, as its file shows; needs no profile (MAN-9). */
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import { parseId, type GroupId } from "../../shared/base/ids.ts";
import { isNewer } from "../../shared/record/mandate.ts";
import { verifyRecord } from "../../shared/record/verify.ts";
import { command, Refused, WrongUsage } from "../command.ts";
import { readInput } from "../input.ts";
import { list } from "../words/lists.ts";
import { credentialText } from "../words/offices.ts";
import { recordProblemSentence } from "../words/records.ts";

export default command({
  name: "credential check",
  usage: "FILE [--against FILE] [--group ID]",
  summary: "Checks who holds an office of another group, and whether a newer file ends it; needs no profile.",
  help: `
  --against FILE          another file of the same office: what of the two is newer, and what it changes
  --group ID              the id of the group it should be of (64 digits)

Exit code 0: the file checks out and somebody holds the office. 1: it does not, or the mandate has ended.

Example: veche credential check amara.veche-record --against newer.veche-record`,
  options: { group: { type: "string" }, against: { type: "string" } },
  words: [1, 1],
  run: async ({ values, words: [path], out }) => {
    const group = values.group === undefined ? null : parseId<GroupId>(values.group.trim().toLowerCase());
    if (group === null && values.group !== undefined) throw new WrongUsage("--group takes a whole id of 64 digits.");
    await cryptoReady;
    const first = await checked(path!, group);
    const other = values.against === undefined ? null : await checked(values.against, first.group!.id as GroupId);
    if (other !== null && other.mandate.office !== first.mandate.office) throw new Refused("The two files are about different offices.");
    const newer = other !== null && isNewer(other.mandate, first.mandate) ? other : first;
    const lost = newer === first ? [] : first.mandate.holders.filter(({ id }) => !newer.mandate.holders.some((holder) => holder.id === id));
    const order = other === null ? "alone" : newer === other ? "older" : isNewer(first.mandate, other.mandate) ? "newer" : "neither";
    out.answer({ ...first, against: other, order, lapsed: lost.map(({ name }) => name) }, () =>
      [
        credentialText(first),
        ...(other === null ? [] : [order === "older" ? "The other file is newer:" : order === "newer" ? "The other file is older:" : "Neither file is newer than the other:", credentialText(other)]),
        ...(lost.length === 0 ? [] : [`${list(lost.map(({ name }) => name))} holds it no longer: the mandate in the first file has lapsed.`]),
      ].join("\n"),
    );
    if (newer.mandate.holders.length === 0 || lost.length > 0) throw new Refused("The mandate has ended.");
  },
});

async function checked(path: string, group: GroupId | null) {
  const report = verifyRecord(await readInput(path), group);
  if (!report.valid) throw new Refused(`${path}: ${report.problems[0] === undefined ? "it does not check out." : recordProblemSentence(report.problems[0])}`);
  const { mandate } = report;
  if (mandate === null) throw new Refused(`${path} checks out, but does not show who holds an office.`);
  return { ...report, mandate };
}
