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
import { alwaysOpen, pastOfDecision, placeOf, statementOf } from "./export.ts";
import { decodeRecord, inFileOrder, type RecordEntry, type RecordFile } from "./format.ts";
import { handCounts } from "./hand-counts.ts";
import { mandateOf } from "./mandate.ts";
import { drawView, motionState, resultView, shownCount } from "./motion-state.ts";
import { paperView } from "./paper.ts";
import { rollCall } from "./roll-call.ts";

/** `group`: the id the reader expects. */
export function verifyRecord(bytes: Uint8Array, group: GroupId | null): RecordReport {
  const decoded = decodeRecord(bytes);
  if (!decoded.ok) return failed([decoded.error], group);
  const file = decoded.value;
  const problems: RecordProblem[] = [];
  if (group !== null && file.group !== group) problems.push({ kind: "WrongGroup", stated: file.group });
  const replay = new Replay(file, problems);
  replay.run();
  const motion = replay.assembly.motions.get(file.motion as MotionId);
  if (motion === undefined) {
    replay.blameMotion(file.motion);
    return failed(problems, group);
  }
  compareStatement(file, motion, problems);
  replay.findStrangers(motion);
  return report(replay.assembly, motion, problems, group);
}

interface Numbered {
  readonly at: number;
  readonly entry: Entry;
}

/** Offers the file's entries to a log of their own, as if they had come from peers. */
class Replay {
  readonly assembly: Assembly;
  readonly log: Log;
  readonly #keys = new Map<EntryId, Uint8Array>();
  readonly #places = new Map<EntryId, number>();
  readonly #voids = new Map<EntryId, string>();

  constructor(
    private readonly file: RecordFile,
    private readonly problems: RecordProblem[],
  ) {
    this.assembly = new Assembly(file.group);
    this.log = new Log(file.group, (entry) => this.#publicKeyOf(entry), (placed) => this.#fold(placed));
  }

  run(): void {
    let left = this.#parse();
    // Again and again, for whose admission comes later in the file than their first entries.
    for (let before = -1; left.length > 0 && this.log.size > before; ) {
      before = this.log.size;
      left = left.filter((one) => this.#offer(one));
      left = left.filter(({ entry }) => !this.log.has(entry.id));
    }
    this.#blame(left);
  }

  #parse(): Numbered[] {
    const out: Numbered[] = [];
    this.file.entries.forEach((raw, at) => {
      const entry = readEntry(raw);
      if (typeof entry === "string") return this.#bad(at, entry);
      const last = out.at(-1);
      if (this.#places.has(entry.id)) this.problems.push({ kind: "ExtraData", at: String(at) });
      else if (last !== undefined && inFileOrder(placeOf(last.entry), placeOf(entry)) > 0) this.problems.push({ kind: "NotCanonical", at: `order of entries[${at}]` });
      if (raw.key !== null) this.#keys.set(entry.id, raw.key);
      else if (alwaysOpen.has(entry.decoded.kind)) this.#bad(at, "Closed");
      this.#places.set(entry.id, at);
      out.push({ at, entry });
    });
    return out;
  }

  /** False for what no later entry can make right. */
  #offer({ at, entry }: Numbered): boolean {
    const { forged, rejected } = this.log.offer([entry]);
    if (forged.includes(entry.id)) this.#bad(at, "BadSignature");
    for (const one of rejected) this.#bad(this.#places.get(one.id)!, one.reason);
    return !forged.includes(entry.id);
  }

  /** Of entries that found no place those on which the others wait, and what no entry of the file is. */
  #blame(left: readonly Numbered[]): void {
    const missing = new Set<EntryId>();
    for (const { at, entry } of left) {
      const gov = entry.decoded.gov ?? [];
      for (const id of gov) if (!this.#places.has(id)) missing.add(id);
      if (gov.every((id) => this.log.has(id))) this.#bad(at, entry.decoded.kind === kinds.genesis ? "NotGenesis" : "AuthorUnknown");
    }
    for (const id of missing) this.problems.push({ kind: "MissingEntry", id });
  }

  /** The file does not show the motion it names: it is not there, closed, or breaks a rule. */
  blameMotion(id: EntryId): void {
    const at = this.#places.get(id);
    if (at === undefined) this.problems.push({ kind: "MissingEntry", id });
    else if (this.problems.length === 0) this.#bad(at, this.#voids.get(id) ?? (this.#keys.has(id) ? "NotAMotion" : "Closed"));
  }

  /** Entries the decision does not rest on have no business in the file: they break a rule, or belong elsewhere. */
  findStrangers(motion: Motion): void {
    const past = pastOfDecision(this.assembly, motion.view);
    for (const act of this.log.acts) {
      if (past.has(act.act!)) continue;
      const at = this.#places.get(act.id)!;
      const reason = this.#voids.get(act.id);
      if (reason === undefined) this.problems.push({ kind: "ExtraData", at: String(at) });
      else this.#bad(at, reason);
    }
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
    const record = this.#open(entry);
    if (this.assembly.isUnderOtherKey(entry)) {
      this.assembly.addUnreadable(entry);
      this.#voids.set(entry.id, "OtherKey");
      return;
    }
    if (this.assembly.isAcknowledgement(entry)) return this.assembly.addUnreadable(entry);
    if (record === null) {
      this.assembly.addUnreadable(entry);
      if (this.#keys.has(entry.id)) this.#bad(this.#places.get(entry.id)!, "WrongKey");
      return;
    }
    const reason = this.assembly.add(entry, record);
    if (reason !== null) this.#voids.set(entry.id, reason);
  }

  #bad(at: number, reason: string): void {
    this.problems.push({ kind: "BadEntry", at, reason });
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
  if (counted.result !== "" && counted.result !== stated.result) problems.push({ kind: "WrongResult", stated: stated.result, counted: counted.result });
  else if (counted.state !== "contradicted" && counted.attesters < stated.attesters) problems.push({ kind: "NotEnoughAttestations", have: counted.attesters, needed: stated.attesters });
  else if (counted.state !== stated.state || counted.round !== stated.round || counted.attesters !== stated.attesters || counted.result !== stated.result) {
    problems.push({ kind: "WrongStatement", stated: stated.state, counted: counted.state });
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
  const mover = view.memberOf(view.motion.device, view.motion.past);
  return {
    valid: problems.length === 0,
    problems,
    group: { id: governance.group, name: governance.genesis?.name ?? "" },
    groupChecked: group === null ? "stated" : "given",
    motion: { id, title: record.title, situation: record.situation, options: record.options, files: (record.files ?? []).map(({ name, size, content }) => ({ name, size, content })), mover: mover === null ? "?" : ref(mover).name, opened: time, deadline: record.deadline, advice: record.advice === true, kind: record.kind },
    mandate: problems.length === 0 && certificate.is === "certified" ? mandateOf(assembly, view) : null,
    state: motionState(motion, Number.POSITIVE_INFINITY, ref),
    result: resultView(count.decided),
    draw: drawView(motion, ref),
    rollCall: rollCall(motion, count, ref),
    handCounts: handCounts(view, ref),
    paper: paperView(view, count, ref),
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
  mandate: null,
  result: null,
  draw: null,
  rollCall: [],
  handCounts: [],
  paper: { tellers: [], lines: [] },
  attesters: [],
  unseen: [],
});
