/** POLL-9. Puts one decision into a file, revealing no more entries than a reader needs to count it again. */
import type { EntryId, Kid } from "../base/ids.ts";
import type { Assembly, Motion } from "../governance/assembly.ts";
import { isAboutOffice, isAboutOne, type MotionKind } from "../poll/motion-kind.ts";
import { officeOf } from "../governance/motion-rules.ts";
import { entryKey, type Entry } from "../log/entry.ts";
import { kinds } from "../log/kind.ts";
import type { Log, Placed } from "../log/log.ts";
import { Past } from "../log/past.ts";
import { certificateIn } from "../poll/certificate.ts";
import type { MotionView } from "../poll/motion-view.ts";
import { decodeRecord, encodeRecord, inFileOrder, type RecordEntry, type Statement } from "./format.ts";

export interface Source {
  readonly log: Log;
  readonly assembly: Assembly;
  readonly keys: ReadonlyMap<Kid, Uint8Array>;
}

/** The file of a motion as this machine knows it now. */
export function exportRecord(source: Source, motion: Motion): Uint8Array {
  const past = pastOfDecision(source.assembly, motion.view);
  const open = revealed(source, motion.view);
  const acts = source.log.acts.filter((act) => past.has(act.act!)).sort((a, b) => inFileOrder(placeOf(a), placeOf(b)));
  const entries = acts.map((act) => recordEntry(act, open(act), source.keys));
  const file = encodeRecord({ group: source.log.group, motion: motion.view.id, statement: statementOf(motion.view), entries });
  if (!decodeRecord(file).ok) throw new Error("a record does not read back");
  return file;
}

export const placeOf = (entry: Entry): { readonly id: EntryId; readonly lamport: number } => ({ id: entry.id, lamport: entry.decoded.lamport });

export function statementOf(view: MotionView): Statement {
  const certificate = certificateIn(view, null);
  if (certificate.is === "none" || certificate.is === "contradicted") return { state: certificate.is, round: 0, attesters: 0, result: "" };
  return { state: certificate.is, round: certificate.round, attesters: certificate.by.length, result: certificate.result };
}

/** Every act of the motion with everything before it. */
export function pastOfMotion(view: MotionView): Past {
  return Past.of([view.motion, ...actsOf(view)]);
}

/** MAN-9, POLL-15. A mandate is shown with all that was decided about the office since, a lot with the motion that drew it again. */
export function pastOfDecision(assembly: Assembly, view: MotionView): Past {
  const { mandates, governance } = assembly;
  const again = assembly.redrawOf(view);
  const past = again === null ? pastOfMotion(view) : pastOfMotion(view).union(pastOfMotion(again));
  const office = officeOf(view);
  if (office === null) return past;
  const { motions, acts } = mandates.decided(office, null);
  const holders = new Set(motions.flatMap((one) => mandates.electedBy(one, null)));
  const gone = governance.leaves.filter(({ member }) => holders.has(member)).map(({ act }) => act);
  return motions.reduce((all, one) => all.union(pastOfMotion(one)), past.union(Past.of([...acts, ...gone])));
}

function actsOf(view: MotionView) {
  const ballots = [...view.voters].flatMap((member) => view.ballotsOf(member));
  const attestations = view.rounds.flatMap((round) => view.attestationsIn(round));
  return [...ballots, ...view.seals, ...view.closes, ...attestations, ...view.disputes, ...view.withdrawals, ...view.handCounts, ...view.secondCounts, ...view.sheets, ...view.seeds].map(({ act }) => act);
}

/**
 * Which acts a reader must open: membership, this motion, the motions that named its voters or changed its bylaws, and
 * those that took or restored a place before it was counted. Invites only once spent: an open one would let the reader in.
 */
function revealed({ assembly, log }: Source, view: MotionView): (act: Placed) => boolean {
  const ids = new Set<EntryId>([view.motion.id, ...actsOf(view).map((a) => a.id)]);
  for (const other of [...[...assembly.motions.values()].filter((one) => isNeededForRepeal(view, one.view)), ...drawnBefore(assembly, view), ...drawnAfter(assembly, view)]) for (const act of [other.view.motion, ...actsOf(other.view)]) ids.add(act.id);
  const office = officeOf(view);
  if (office !== null) for (const { id } of assembly.mandates.saidOf(office)) ids.add(id);
  const whole = pastOfDecision(assembly, view);
  const about = [...assembly.motions.values()].filter((other) => office !== null && officeOf(other.view) === office);
  const others = [...assembly.motions.values()].filter((other) => changesGroup(other.view.motion.record.kind) && whole.has(other.view.motion));
  // What was expelled or restored meanwhile, or given or taken back, was so by the voters and the bylaws of that motion's past.
  const basis = [...about, ...others.filter((other) => isAboutOne(other.view.motion.record.kind))].reduce((past, other) => past.union(other.view.motion.past), view.motion.past);
  for (const other of [...about, ...others]) {
    if (!about.includes(other) && !isAboutOne(other.view.motion.record.kind) && !basis.has(other.view.motion)) continue;
    for (const act of [other.view.motion, ...actsOf(other.view)]) ids.add(act.id);
  }
  for (const invite of assembly.governance.invites.values()) {
    if (invite.admissions.length > 0) for (const { act } of invite.acts) ids.add(act.id);
  }
  for (const act of log.acts) if (alwaysOpen.has(act.decoded.kind)) ids.add(act.id);
  return (act) => ids.has(act.id);
}

const changesGroup = (kind: MotionKind): boolean => kind !== "ordinary" && kind !== "repeal" && !isAboutOffice(kind);

/** POLL-14. The decision a repeal ends, and what may have ended it before. */
function isNeededForRepeal({ motion }: MotionView, other: MotionView): boolean {
  const { repeals } = motion.record;
  return repeals !== undefined && motion.past.has(other.motion) && (other.id === repeals || other.motion.record.repeals === repeals);
}

/** POLL-15. The motions whose lot is drawn again, one after the other. */
function drawnBefore(assembly: Assembly, { motion }: MotionView): readonly Motion[] {
  const { redraws } = motion.record;
  const first = redraws === undefined ? undefined : assembly.motions.get(redraws.motion);
  return first === undefined ? [] : [first, ...drawnBefore(assembly, first.view)];
}

function drawnAfter(assembly: Assembly, view: MotionView): readonly Motion[] {
  const again = assembly.redrawOf(view);
  return again === null ? [] : [assembly.motions.get(again.id)!];
}

/** What decides who belongs is never left closed: closed, an admission or a fork could be kept from the reader. */
export const alwaysOpen: ReadonlySet<number> = new Set([kinds.genesis, kinds.admit, kinds.revokeInvite, kinds.forkProof, kinds.leave, kinds.deviceAdd, kinds.deviceRevoke, kinds.sponsor]);

function recordEntry(act: Placed, open: boolean, keys: ReadonlyMap<Kid, Uint8Array>): RecordEntry {
  const { header, signature, payload, decoded } = act;
  const epochKey = keys.get(decoded.kid);
  if (!open || epochKey === undefined) return { header, signature, payload: null, key: null };
  return { header, signature, payload, key: entryKey(epochKey, decoded) };
}
