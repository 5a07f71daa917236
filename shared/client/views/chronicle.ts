/** What happened in a group, newest first: who came and went and by which decision, what was decided, what was wrong. */
import type { MemberId, MotionId } from "../../base/ids.ts";
import { append } from "../../base/lists.ts";
import type { ChronicleRow, MotionRow } from "../../contract/snapshots.ts";
import type { Assembly, RotationFact } from "../../governance/assembly.ts";
import { certificateIn } from "../../poll/certificate.ts";
import { choosesIn } from "../../poll/draw.ts";
import { doubleAttesters, type MotionView } from "../../poll/motion-view.ts";
import { givesVote, isAboutOne, namesVoters } from "../../poll/motion-kind.ts";
import { courseOf } from "../../meeting/course.ts";
import { contradictions } from "../evidence.ts";
import { awaitsLot } from "../../record/motion-state.ts";
import type { GroupContext } from "../group-context.ts";
import { endedMandates } from "./mandate-views.ts";

export function chronicle(context: GroupContext, motions: readonly MotionRow[]): readonly ChronicleRow[] {
  const rows = [...membershipChronicle(context), ...decisions(context, motions), ...offices(context), ...meetings(context), ...wrongs(context)];
  return rows.sort((a, b) => b.time - a.time || (a.id < b.id ? 1 : -1));
}

/** When the newest attestation of a motion was written, by its author's clock. */
export const decidedAt = (view: MotionView): number => view.rounds.flatMap((round) => view.attestationsIn(round)).reduce((newest, { act }) => Math.max(newest, act.time), 0);

/** MEM-3…8, KEY-2. Everything about who belongs, in no order. */
export function membershipChronicle(context: GroupContext): readonly ChronicleRow[] {
  const ref = context.ref.bind(context);
  const { assembly } = context.group.fold;
  const rows: ChronicleRow[] = [];
  for (const member of context.members) {
    const [first] = member.admissions;
    const what = first!.by === null ? ({ is: "founded", by: ref(member.id) } as const) : ({ is: "joined", who: ref(member.id), by: ref(first!.by) } as const);
    rows.push({ id: first!.act.id, time: first!.act.time, what });
  }
  for (const { act, member } of context.governance.leaves) rows.push({ id: act.id, time: act.time, what: { is: "left", who: ref(member) } });
  rows.push(...machines(context), ...invites(context));
  for (const { act, by, member } of assembly.sponsored) rows.push({ id: act.id, time: act.time, what: { is: "sponsored", who: ref(member), by: ref(by) } });
  for (const { view } of context.motions) rows.push(...ofMembership(context, view));
  for (const [rotation, without] of shutOut(assembly)) {
    rows.push({ id: rotation.id, time: rotation.time, what: { is: "keysRenewed", without: without.map(ref) } });
  }
  return rows;
}

/** ID-2, ID-4. Further machines of members; the first comes with its member. */
function machines(context: GroupContext): readonly ChronicleRow[] {
  const { devices } = context.governance;
  const names = new Map<string, string>();
  const linked = context.members.flatMap(({ id, admissions }) =>
    devices.linksOf(id).flatMap(({ act, device, identity }): ChronicleRow[] => {
      names.set(device, identity.name);
      const cameWithMember = admissions.some((admission) => admission.act.id === act.id);
      return cameWithMember ? [] : [{ id: act.id, time: act.time, what: { is: "machineLinked", who: context.ref(id), machine: identity.name } }];
    }),
  );
  const out = devices.revocations.map(({ act, device, member }): ChronicleRow => ({ id: `${act.id} ${device}`, time: act.time, what: { is: "machineShutOut", who: context.ref(member), machine: names.get(device) ?? "" } }));
  return [...linked, ...out];
}

/** MEM-3. Of one that somebody joined by, that they joined says it. */
function invites(context: GroupContext): readonly ChronicleRow[] {
  return [...context.governance.invites.values()].flatMap(({ acts, admissions, revocations }): ChronicleRow[] => {
    const [made] = acts;
    const unused = made === undefined || admissions.length > 0 ? [] : [{ id: made.act.id, time: made.act.time, what: { is: "invited", by: context.ref(made.by) } as const }];
    const revoked = revocations.flatMap((act): ChronicleRow[] => {
      const member = context.governance.memberOf(act.device);
      return member === null ? [] : [{ id: act.id, time: act.time, what: { is: "inviteRevoked", by: context.ref(member.id) } }];
    });
    return [...unused, ...revoked];
  });
}

/** MAN-1, MAN-6. Who was given an office, and how it ended. */
function offices(context: GroupContext): readonly ChronicleRow[] {
  const { mandates } = context.group.fold.assembly;
  return mandates.offices(null).flatMap((office) => {
    const { title } = mandates.termsOf(office, null);
    const given = mandates.decided(office, null).motions.flatMap((view): ChronicleRow[] => {
      const who = mandates.electedBy(view, null).map((id) => context.ref(id));
      return who.length === 0 ? [] : [{ id: `${view.id}-elected`, time: decidedAt(view), what: { is: "elected", who, title, motion: view.id } }];
    });
    const over = endedMandates(context, mandates, office).map(({ member, mandate, by, time }): ChronicleRow => ({ id: `${mandate}-${member.id}-ended`, time, what: { is: "mandateEnded", who: member, title, by } }));
    return [...given, ...over];
  });
}

/** MEET-1, MEET-2. */
function meetings(context: GroupContext): readonly ChronicleRow[] {
  return context.group.fold.meetings.all.flatMap((meeting): ChronicleRow[] => {
    const { id, title, author, time } = meeting;
    const { ended } = courseOf(meeting);
    const called: ChronicleRow = { id, time, what: { is: "meetingCalled", by: context.ref(author), meeting: id, title } };
    return ended === null ? [called] : [called, { id: `${id}-ended`, time: ended, what: { is: "meetingEnded", meeting: id, title } }];
  });
}

/** Motions that name members: who was proposed for what, and what came of it. */
function ofMembership(context: GroupContext, view: MotionView): readonly ChronicleRow[] {
  const { kind, names, implementer } = view.motion.record;
  const { id: motion } = view;
  if (kind === "ordinary") return [];
  const certificate = certificateIn(view, null);
  const adopted = certificate.is === "certified" && certificate.adopted;
  if (!isAboutOne(kind)) return adopted && givesVote(kind) ? [{ id: `${motion}-named`, time: decidedAt(view), what: { is: "named", who: names.map((name) => context.ref(name)), motion } }] : [];
  const who = context.ref(names[0]!);
  const by = context.ref(view.memberOf(view.motion.device, view.motion.past) ?? implementer);
  const proposed: ChronicleRow = { id: motion, time: view.motion.time, what: { is: "proposed", what: kind, by, who, motion } };
  if (!adopted) return [proposed];
  const stands = context.group.fold.assembly.standing().isCertified(view);
  const what = kind === "expulsion" ? ({ is: "removed", who, motion, stands } as const) : ({ is: "reinstated", who, motion } as const);
  return [proposed, { id: `${motion}-followed`, time: decidedAt(view), what }];
}

/** Every new key, and whom it shuts out whom no key before it did. They come in an order in which each follows its past. */
function* shutOut(assembly: Assembly): Iterable<readonly [RotationFact, readonly MemberId[]]> {
  const firsts = new Map<MemberId, RotationFact[]>();
  for (const rotation of assembly.rotations) {
    const without = goneBy(assembly, rotation).filter((member) => firsts.get(member)?.some((other) => rotation.past.has(other)) !== true);
    for (const member of without) append(firsts, member, rotation);
    if (rotation !== assembly.rotations[0]) yield [rotation, without];
  }
}

/** What a past shows stays (MEM-2), so it is asked once: a member can renew keys by the thousand. */
const gone = new WeakMap<RotationFact, readonly MemberId[]>();

function goneBy(assembly: Assembly, rotation: RotationFact): readonly MemberId[] {
  let known = gone.get(rotation);
  if (known === undefined) gone.set(rotation, (known = [...new Set(assembly.standing(rotation.past).departures.map(({ member }) => member))]));
  return known;
}

function decisions(context: GroupContext, motions: readonly MotionRow[]): readonly ChronicleRow[] {
  const rows: ChronicleRow[] = [];
  for (const { id, kind, title, opened, mover, state } of motions) {
    const motion = context.group.fold.assembly.motions.get(id as MotionId)!;
    const { view, counts } = motion;
    const adopted = choosesIn(counts, null);
    if (!namesVoters(kind) && !isAboutOne(kind)) rows.push({ id, time: opened, what: { is: "motionOpened", by: mover, motion: id, kind, title } });
    const saidOtherwise = namesVoters(kind) || (adopted && (isAboutOne(kind) || givesVote(kind) || electsOrEnds(view)));
    if (state.is !== "certified" || saidOtherwise || awaitsLot(motion)) continue;
    const what = adopted && kind === "bylaws" ? ({ is: "bylawsChanged", motion: id, title } as const) : ({ is: "motionDecided", motion: id, kind, title, adopted } as const);
    rows.push({ id: `${id}-decided`, time: decidedAt(view), what });
  }
  return rows;
}

/** A motion about an office that gives it to somebody or takes it back; one that only makes it is told as decided. */
const electsOrEnds = ({ motion: { record } }: MotionView): boolean => record.mandate !== undefined && (record.mandate.ends !== undefined || record.mandate.nominees !== undefined);

/** What broke a rule, and what two hands of one member contradict each other in. */
function wrongs(context: GroupContext): readonly ChronicleRow[] {
  const { governance } = context;
  const ref = context.ref.bind(context);
  const rows: ChronicleRow[] = [];
  for (const { view } of context.motions) {
    const { title } = view.motion.record;
    for (const who of doubleAttesters(view.rounds.flatMap((r) => view.attestationsIn(r)))) {
      rows.push({ id: `${view.id}-double-${who}`, time: view.motion.time, what: { is: "doubleAttested", who: ref(who), motion: view.id, title } });
    }
  }
  for (const { id, time, member, what } of contradictions(context)) {
    if (what.is === "votedTwice") rows.push({ id, time, what: { is: "votedTwice", who: ref(member), motion: what.motion, title: what.title } });
  }
  for (const fork of governance.forks) {
    const member = governance.memberOf(fork.device);
    if (member !== null) rows.push({ id: fork.act.id, time: fork.act.time, what: { is: "forked", who: ref(member.id) } });
  }
  for (const invite of governance.invites.values()) {
    const who = [...new Set(invite.admissions.map((a) => a.member))];
    if (who.length > 1) rows.push({ id: `${invite.id}-doubled`, time: invite.admissions[0]!.act.time, what: { is: "inviteDoubled", who: who.map(ref) } });
  }
  for (const rejected of context.group.log.rejected.values()) rows.push(rejection(context, rejected.id, rejected.decoded.device, rejected.decoded.time, rejected.reason));
  for (const [id, reason] of context.group.fold.voids) {
    const entry = context.group.log.get(id);
    if (entry !== undefined) rows.push(rejection(context, id, entry.decoded.device, entry.decoded.time, reason));
  }
  return rows;
}

function rejection(context: GroupContext, id: string, device: Parameters<GroupContext["governance"]["memberOf"]>[0], time: number, reason: string): ChronicleRow {
  const member = context.governance.memberOf(device);
  return { id, time, what: { is: "rejected", who: member === null ? null : context.ref(member.id), reason } };
}
