/**
 * Mistakes one could make in the page's verifier, each a few words of it put otherwise, and the history of aimed.ts that is to
 * notice it. They are made in the program as it is built, one at a time, never in the sources.
 */
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "vite";
import type { Report } from "../../verifier/report.ts";
import { temporaryDirectory } from "../host/temporary-directory.ts";

export interface Mutant {
  readonly broken: string;
  /** Stands once in the program. */
  readonly find: string;
  readonly put: string;
  /** The history that notices it; others may too. */
  readonly by: string;
}

export const memberMutants: readonly Mutant[] = [
  { broken: "removals void nothing", find: "!one_.motion.act.past.has(act) && ", put: "false && ", by: "[MEM-5] what an expelled member did outside the cut is void" },
  { broken: "removals void what is inside the cut too", find: "!one_.motion.act.past.has(act) && ", put: "", by: "[MEM-6] two who expel each other are suspended" },
  { broken: "nothing is settled", find: "if (settling.some(({ verdict }) => verdict === \"stands\")) return \"stands\";", put: "", by: "[MEM-5] and stands where a certificate that stands settled it" },
  { broken: "what may still be settled is void", find: " && settling.every(({ verdict }) => verdict === \"void\")", put: "", by: "[ID-4] and stands where it was settled" },
  { broken: "attesters need not stand", find: "this.#verdictOn(act, member, motion, false) === \"stands\")", put: "true)", by: "[MEM-5] and is undecided where that certificate is short of those who stand" },
  { broken: "attesting in spite of a removal is no exception", find: "!(of !== null && this.known.wasAdopted(one_.motion, of.act.past)) && ", put: "", by: "[MEM-6] and help to reinstate each other" },
  { broken: "a reinstatement lifts nothing from what follows it", find: "#isLifted(removal, act, verdicts) {", put: "#isLifted(removal, act, verdicts) {\n\t\treturn false;", by: "[MEM-6] what is written after a reinstatement counts, and not what was written meanwhile" },
  { broken: "a reinstatement lifts what was written meanwhile", find: " && this.known.wasAdopted(one_.motion, act.past));", put: ");", by: "[MEM-6] what is written after a reinstatement counts, and not what was written meanwhile" },
  { broken: "nobody is brought back", find: "#isRestored(member, knows) {", put: "#isRestored(member, knows) {\n\t\treturn false;", by: "[MEM-8] and then has a place" },
  { broken: "a contested removal removes", find: "removals.length > 0 ? \"suspended\"", put: "removals.length > 0 ? \"removed\"", by: "[MEM-6] two who expel each other are suspended" },
  { broken: "the suspended have no say on places", find: "isAboutOne(kind) ? belongs(standing.of(member)) : standing.of(member) === \"active\"", put: "standing.of(member) === \"active\"", by: "[MEM-6] two who expel each other are suspended" },
  { broken: "the suspended open motions", find: "return suspendedToo ? null : \"AuthorSuspended\";", put: "return null;", by: "[MEM-6] two who expel each other are suspended" },
  { broken: "who left stays a member", find: "if (this.#leavesOf(member).length > 0) return \"left\";", put: "", by: "[MEM-8] who left may be brought back" },
  { broken: "an expulsion closes no invite", find: "standing.departures.every((one_) => this.decided.knows(one_, made)) && ", put: "", by: "[MEM-3] an invite from before an expulsion is closed" },
  { broken: "a revocation closes no invite", find: " && !this.devices.lacksRevocation(made, past)", put: "", by: "[MEM-3, ID-4] an invite from before a revocation is closed" },
  { broken: "a void invite admits", find: "standing.stands(act, by) && follows(act.past)", put: "follows(act.past)", by: "[MEM-3] an invite its maker wrote while expelled stays closed after the reinstatement" },
  { broken: "all departures close an invite for ever", find: "standing.departures.every((one_) => this.decided.knows(one_, made))", put: "standing.departures.length === 0", by: "[MEM-3] and one made after it is open" },
  { broken: "a third that holds a key is enough", find: ".length * 3 > voters.size", put: ".length * 3 >= voters.size", by: "[KEY-6] acts under a key that a third of the electorate hold do not count" },
  { broken: "acts count under any key", find: "if (!this.#isAcknowledged(act)) return true;", put: "", by: "[KEY-6] acts under a key that a third of the electorate hold do not count" },
  { broken: "whoever holds a key counts, with a vote or not", find: "[...holders].filter((member) => voters.has(member)).length", put: "holders.size", by: "[KEY-6] a newcomer without a vote and a second machine of the same member say nothing more" },
  { broken: "each machine that holds a key counts", find: "const holders = new Set(this.#merges.filter(({ act }) => act.kid === kid && past.has(act)).map(({ member }) => member));", put: "const holders = this.#merges.filter(({ act }) => act.kid === kid && past.has(act)).map(({ member }) => member);\n\t\tholders.size = holders.length;", by: "[KEY-6] a newcomer without a vote and a second machine of the same member say nothing more" },
  { broken: "a key counts from merges that are not in the past", find: "act.kid === kid && past.has(act)", put: "act.kid === kid", by: "[KEY-6] as far as their past shows" },
  { broken: "a key has to be held anew by each later electorate", find: "if (before.some((one_) => act.past.has(one_))) return false;", put: "", by: "[KEY-6] what follows an act that counted counts, whoever votes by then" },
  { broken: "a revoked machine says what its member holds", find: "if (author !== null && !membership.devices.isRevokedIn(act.device, act.past))", put: "if (author !== null)", by: "[KEY-6, ID-4] neither does a revoked machine" },
  { broken: "what a revoked or forked machine wrote stands", find: "byDevice && this.known.isOutside(act, this.past)", put: "false", by: "[ID-4] what a revoked machine wrote outside the cut is void" },
  { broken: "revoked machines open motions", find: "if (devices.isRevokedIn(device, past)) return \"DeviceRevoked\";", put: "", by: "[ID-4] what a revoked machine wrote outside the cut is void" },
  { broken: "machines that forked open motions", find: "devices.isProvenIn(device, past) ? \"DeviceSuspended\"", put: "false ? \"DeviceSuspended\"", by: "[LOG-7] what a machine wrote after its proven fork is void, and it opens nothing more" },
  { broken: "anybody revokes any machine", find: "if (by === null || this.memberIn(said.device, act.past) !== by) return \"NotOwnDevice\";", put: "", by: "[ID-4] nobody revokes another's machine, and no seventh machine is linked" },
  { broken: "a seventh machine is linked", find: "var mostDevices = 6;", put: "var mostDevices = 7;", by: "[ID-4] nobody revokes another's machine, and no seventh machine is linked" },
  { broken: "who comes in place of another shuts nobody out", find: "for (const one_ of goes)", put: "for (const one_ of [])", by: "[ID-4] a machine that comes in place of another shuts it out, and not another member's" },
  { broken: "who comes in place of others shuts out anybody's", find: "const goes = mine.filter((one_) => replaces?.includes(one_) === true);", put: "const goes = replaces ?? [];", by: "[ID-4] a machine that comes in place of another shuts it out, and not another member's" },
  { broken: "ballots of the expelled count", find: "if (this.histories.isVoid(ballot, past)) return \"expelled\";", put: "", by: "[POLL-4, MEM-4] a ballot outside the cut of an expulsion is left out" },
  { broken: "ballots of revoked machines count", find: "if (this.histories.devices.isCutOff(act, past)) return \"revoked\";", put: "", by: "[POLL-4, ID-4] a ballot outside the cut of a revocation is left out" },
  { broken: "ballots of machines that forked count", find: "if (this.#lostFrom(act.device, past)?.(act) === true) return \"forked\";", put: "", by: "[POLL-4, LOG-7] two ballots of a machine that do not know each other are left out" },
  { broken: "what is on paper is not added", find: "[...counted, ...onPaper(paper)]", put: "counted", by: "[POLL-11] what two tellers say counts like a ballot" },
  { broken: "what is on paper is not signed", find: "...this.record.tellers === void 0 ? [] : [paperValue(paper)]", put: "", by: "[POLL-11] what two tellers say counts like a ballot" },
  { broken: "a teller on two machines is two", find: "all.every(({ teller }) => teller === all[0].teller)", put: "all.length < 2", by: "[POLL-11] and not what one says on two machines" },
  { broken: "a third teller is not asked", find: "different.size > 1", put: "false", by: "[POLL-11] nor where a third says otherwise" },
  { broken: "what a teller took back stands", find: "inPast.filter((sheet) => !inPast.some((later) => later.member === sheet.member && later.act.past.has(sheet.act)))", put: "[...inPast]", by: "[POLL-11] but where the third took that back" },
  { broken: "an empty ballot takes no paper back", find: "hasBallot: (member) => voters.has(member)", put: "hasBallot: (member) => [...this.ballots.values()].some((one_) => one_.member === member && one_.record.choice !== null)", by: "[POLL-11] nor where the member says so, with a ballot of nothing" },
  { broken: "paper counts without tellers in the motion", find: "motion.tellers === void 0 ? \"beside\"", put: "false ? \"beside\"", by: "[POLL-11] nor where the motion names no tellers" },
  { broken: "tellers who promised go on", find: "!seen.isOut(act) && !seen.isAfterSeal(act, member)", put: "!seen.isOut(act)", by: "[POLL-11, POLL-3] a sheet signed after its teller's promise is left out" },
  { broken: "who promised is voted for on paper", find: "if (!seen.isVoidFor(act, member) && !seen.isAfterSeal(act, member)) said", put: "if (!seen.isVoidFor(act, member)) said", by: "[POLL-11, POLL-3] so is what it says of who had promised before" },
  { broken: "sheets of revoked machines count", find: "=== true || this.histories.devices.isCutOff(act, past),", put: "=== true,", by: "[POLL-11, POLL-4] a sheet of a revoked machine is left out" },
  { broken: "sheets of machines that forked count", find: "this.#lostFrom(act.device, past)?.(act) === true || this", put: "this", by: "[POLL-11, LOG-7] two sheets of a machine that do not know each other are left out" },
  { broken: "sheets of expelled tellers count", find: "seen.past.has(act) && !seen.isVoidFor(act, member) && ", put: "seen.past.has(act) && ", by: "[POLL-11, MEM-4] a sheet outside the cut of its teller's expulsion is left out" },
  { broken: "who was expelled votes on paper", find: "if (!seen.isVoidFor(act, member) && !seen.isAfterSeal", put: "if (!seen.isAfterSeal", by: "[POLL-11, MEM-4] so is what it says of who was expelled" },
  { broken: "of bylaws that contradict each other the first are in force", find: "heir === void 0 || heirs.length > 1", put: "heir === void 0", by: "[LAW-3] two changes of the bylaws that do not know each other bring neither" },
  { broken: "bylaws once contested stay so", find: " && isAdoptedIn(motion, other.motion.act.past)", put: " && false", by: "[LAW-3] until one that knows what they came to replaces them" },
  { broken: "bylaws fall to whoever knows of the motion", find: " && isAdoptedIn(motion, other.motion.act.past)", put: "", by: "[LAW-2] bylaws count from the certificate on, not from the motion" },
  { broken: "a void word stands for a newcomer", find: "standing.stands(one_.act, one_.by)", put: "true", by: "[LAW-4] what a sponsor said while expelled stands for nobody" },
  { broken: "a certificate need not stand", find: " && this.standings.in(past).isCertified(motion)", put: "", by: "[MEM-5, MEM-7] whom a contested certificate named has no vote" },
];

const fromHere = createRequire(import.meta.url);
let program: Promise<string> | null = null;

/** The page's verifier as one program. */
async function built(): Promise<string> {
  const entry = fileURLToPath(new URL("../../verifier/verify.ts", import.meta.url));
  const made = await build({ configFile: false, logLevel: "error", build: { ssr: entry, write: false, minify: false, rolldownOptions: { output: { format: "esm" } } } });
  const [chunk] = (Array.isArray(made) ? made[0]! : (made as Exclude<typeof made, readonly unknown[]> & { output: readonly { code?: string }[] })).output as readonly { readonly code?: string }[];
  const { resolve } = fromHere;
  await (fromHere("libsodium-wrappers-sumo") as { readonly ready: Promise<void> }).ready;
  const sodium = pathToFileURL(resolve("libsodium-wrappers-sumo")).href;
  return chunk!.code!.replace('"libsodium-wrappers-sumo"', JSON.stringify(sodium));
}

/** The program with that mistake in it. */
export async function broken({ find, put }: Mutant): Promise<string> {
  const code = await (program ??= built());
  if (code.split(find).length !== 2) throw new Error(`'${find}' stands ${code.split(find).length - 1} times in the page's verifier`);
  return code.replace(find, () => put);
}

export async function mutated(mutant: Mutant): Promise<(record: Uint8Array, group: string | null) => Report> {
  const path = join(temporaryDirectory(), "verify.mjs");
  writeFileSync(path, await broken(mutant));
  const { verify } = (await import(/* @vite-ignore */ pathToFileURL(path).href)) as { readonly verify: (record: Uint8Array, group: string | null) => Report };
  return verify;
}
