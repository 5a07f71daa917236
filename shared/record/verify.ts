/**
 * POLL-9. Checks a record with nothing but the file and, if the reader has it, the group id: every signature, every
 * key, every rule of membership and voting, and the count. Says what it cannot see.
 */
import type { EntryId, GroupId, MemberId, MotionId } from "../base/ids.ts";
import type { RecordProblem, RecordReport } from "../contract/record-report.ts";
import type { MemberRef } from "../contract/snapshots.ts";
import { Assembly, type Motion } from "../governance/assembly.ts";
import { nameOf, readGenesis } from "../governance/governance.ts";
import { deviceIdOf } from "../governance/identity.ts";
import { openWith, parseEntry, type Entry } from "../log/entry.ts";
import { decodeHeader, entryIdOf } from "../log/header.ts";
import { kinds } from "../log/kind.ts";
import { Log, type Placed } from "../log/log.ts";
import { certificateIn } from "../poll/certificate.ts";
import { pastOfMotion, statementOf } from "./export.ts";
import { decodeRecord, type RecordEntry, type RecordFile } from "./format.ts";
import { motionState, resultView, shownCount } from "./motion-state.ts";
import { rollCall } from "./roll-call.ts";

/** `group`: the id the reader expects. */
export function verifyRecord(bytes: Uint8Array, group: GroupId | null): RecordReport {
  const file = decodeRecord(bytes);
  if (typeof file === "string") return failed([file === "NotCanonical" ? { kind: file, at: "" } : { kind: file }], group);
  const problems: RecordProblem[] = [];
  if (group !== null && file.group !== group) problems.push({ kind: "WrongGroup", stated: file.group });
  const replay = new Replay(file, problems);
  replay.run();
  const motion = replay.assembly.motions.get(file.motion as MotionId);
  if (motion === undefined) {
    if (problems.length === 0) problems.push({ kind: "MissingEntry", id: file.motion });
    return failed(problems, group);
  }
  compareStatement(file, motion, problems);
  replay.findStrangers(motion);
  return report(replay.assembly, motion, problems, group);
}

/** Offers the file's entries to a log of their own, as if they had come from peers. */
class Replay {
  readonly assembly: Assembly;
  readonly log: Log;
  readonly #keys = new Map<EntryId, Uint8Array>();
  readonly #places = new Map<EntryId, number>();

  constructor(
    private readonly file: RecordFile,
    private readonly problems: RecordProblem[],
  ) {
    this.assembly = new Assembly(file.group);
    this.log = new Log(file.group, (entry) => this.#publicKeyOf(entry), (placed) => this.#fold(placed));
  }

  run(): void {
    this.file.entries.forEach((entry, at) => {
      const parsed = readEntry(entry);
      if (typeof parsed === "string") {
        this.problems.push({ kind: "BadEntry", at, reason: parsed });
        return;
      }
      if (this.log.has(parsed.id)) this.problems.push({ kind: "ExtraData", at: String(at) });
      if (entry.key !== null) this.#keys.set(parsed.id, entry.key);
      this.#places.set(parsed.id, at);
      this.#offer(parsed, at);
    });
  }

  #offer(entry: Entry, at: number): void {
    const { forged, rejected } = this.log.offer([entry]);
    if (forged.length > 0) this.problems.push({ kind: "BadEntry", at, reason: "BadSignature" });
    for (const one of rejected) this.problems.push({ kind: "BadEntry", at, reason: one.reason });
    if (this.log.has(entry.id) || forged.length > 0) return;
    const missing = entry.decoded.gov?.find((id) => !this.log.has(id));
    this.problems.push(missing === undefined ? { kind: "BadEntry", at, reason: "AuthorUnknown" } : { kind: "MissingEntry", id: missing });
  }

  /** Entries the decision does not rest on have no business in the file. */
  findStrangers(motion: Motion): void {
    const past = pastOfMotion(motion.view);
    for (const act of this.log.acts) if (!past.has(act.act!)) this.problems.push({ kind: "ExtraData", at: String(this.#places.get(act.id) ?? "") });
  }

  #publicKeyOf(entry: Entry): Uint8Array | null {
    const known = this.assembly.governance.publicKeyOf(entry.decoded.device);
    if (known !== null || entry.decoded.kind !== kinds.genesis) return known;
    const record = this.#open(entry);
    const founder = record === null ? undefined : readGenesis(record, this.file.group)?.founder.device;
    return founder !== undefined && deviceIdOf(founder) === entry.decoded.device ? founder : null;
  }

  #open(entry: Entry): Uint8Array | null {
    const key = this.#keys.get(entry.id);
    return key === undefined ? null : openWith(key, entry);
  }

  #fold(entry: Placed): void {
    if (!this.#keys.has(entry.id)) {
      this.assembly.addUnreadable(entry);
      return;
    }
    const record = this.#open(entry);
    if (record !== null) this.assembly.add(entry, record);
    else this.problems.push({ kind: "BadEntry", at: this.#places.get(entry.id) ?? -1, reason: "WrongKey" });
  }
}

/** An entry of which only the header is shown has no payload to check; it can only link others. */
function readEntry(entry: RecordEntry): Entry | string {
  const { header, signature, payload, key } = entry;
  if ((payload === null) !== (key === null)) return "KeyWithoutPayload";
  if (payload !== null) {
    const parsed = parseEntry({ header, signature, payload });
    return typeof parsed === "string" || parsed.decoded.gov !== null ? parsed : "NotAnAct";
  }
  const decoded = decodeHeader(header);
  if (decoded === null) return "HeaderMalformed";
  return decoded.gov === null ? "NotAnAct" : { id: entryIdOf(header), decoded, header, signature, payload: new Uint8Array(0) };
}

function compareStatement(file: RecordFile, { view }: Motion, problems: RecordProblem[]): void {
  const counted = statementOf(view);
  const stated = file.statement;
  if (counted.result !== stated.result) problems.push({ kind: "WrongResult", stated: stated.result, counted: counted.result });
  if (counted.state !== stated.state || counted.round !== stated.round || counted.attesters !== stated.attesters) {
    problems.push({ kind: "NotEnoughAttestations", have: counted.attesters, needed: Math.max(view.q, stated.attesters) });
  }
}

function report(assembly: Assembly, motion: Motion, problems: readonly RecordProblem[], group: GroupId | null): RecordReport {
  const { governance } = assembly;
  const ref = (id: MemberId): MemberRef => {
    const member = governance.members.get(id);
    return { id, name: member === undefined ? "?" : nameOf(member), me: false };
  };
  const { view } = motion;
  const { record, time, id } = view.motion;
  const certificate = certificateIn(view, null);
  const agreed = "result" in certificate ? certificate.result : null;
  const count = shownCount(motion);
  const mover = governance.memberOf(view.motion.device);
  return {
    valid: problems.length === 0,
    problems,
    group: { id: governance.group, name: governance.genesis?.name ?? "" },
    groupChecked: group === null ? "stated" : "given",
    motion: { id, title: record.title, situation: record.situation, options: record.options, mover: mover === null ? "?" : nameOf(mover), opened: time, deadline: record.deadline },
    state: motionState(motion, Number.POSITIVE_INFINITY, ref),
    result: resultView(count.decided),
    rollCall: rollCall(motion, count, ref),
    attesters: view.rounds.flatMap((round) => view.attestationsIn(round).map(({ act, member }) => ({ name: ref(member).name, round, agrees: act.record.result === agreed }))),
    unseen: [...(group === null ? (["GroupUnchecked"] as const) : []), "RestOfLog", "LaterEntries", ...(governance.forks.length > 0 ? (["OtherBranches"] as const) : [])],
  };
}

const failed = (problems: readonly RecordProblem[], group: GroupId | null): RecordReport => ({
  valid: false,
  problems,
  group: null,
  groupChecked: group === null ? "stated" : "given",
  motion: null,
  state: null,
  result: null,
  rollCall: [],
  attesters: [],
  unseen: [],
});
