/** Members, their invites and the eight words. */
import type { MemberId } from "../../base/ids.ts";
import { days } from "../../base/units.ts";
import type { ChronicleRow, InviteRow, MemberRow, MemberSnapshot, MembersSnapshot, Proposal } from "../../contract/snapshots.ts";
import { eightWords } from "../../governance/eight-words.ts";
import type { MemberFact } from "../../governance/governance.ts";
import { certificateIn } from "../../poll/certificate.ts";
import { givesVote, isAboutOne } from "../../poll/motion-kind.ts";
import { comparedState, safetyNumberOf } from "../comparing.ts";
import { whyNot } from "../commands/membership.ts";
import type { GroupContext } from "../group-context.ts";
import { kidForPosts } from "../group-keys.ts";
import { rollAbout } from "../opening.ts";
import { decidedAt, membershipChronicle } from "./chronicle.ts";

export function membersSnapshot(context: GroupContext, linkOf: (invite: InviteRow["id"]) => string | null): MembersSnapshot {
  const electorate = context.group.fold.assembly.electorate();
  const forked = context.group.fold.assembly.forks.devices;
  return {
    eightWords: groupWords(context),
    members: context.members.map((member) => memberRow(context, member, electorate, forked)),
    invites: inviteRows(context, linkOf),
  };
}

/** One member, gone or not, as their own page shows them. */
export function memberSnapshot(context: GroupContext, id: MemberId): MemberSnapshot | null {
  const { group, governance } = context;
  const { assembly } = group.fold;
  const member = governance.members.get(id);
  if (member === undefined) return null;
  const { deadlineDays, noticeDays } = assembly.bylaws().bylaws;
  const why = (kind: Proposal) => (id === group.me ? "NotInThatPlace" : whyNot(context, { kind, names: [id] }));
  const row = memberRow(context, member, assembly.electorate(), assembly.forks.devices);
  return {
    ...row,
    underWay: underWay(context, id),
    history: membershipChronicle(context)
      .filter(({ what }) => concerns(id, what))
      .sort((a, b) => b.time - a.time || (a.id < b.id ? 1 : -1)),
    safetyNumber: safetyNumberOf(context, id),
    muted: context.muted.has(id),
    barred: { expulsion: why("expulsion"), reinstatement: why("reinstatement") },
    voters: rollAbout(group, { kind: "expulsion", names: [id] }).map((voter) => context.ref(voter)),
    openDays: Math.max(deadlineDays, noticeDays),
    noticeDays,
  };
}

function departureOf({ group, governance }: GroupContext, id: MemberId): Pick<MemberRow, "removals" | "leftAt"> {
  const standing = group.fold.assembly.standing();
  const removals = standing.removalsOf(id).map(({ expulsion, stands }) => ({ motion: expulsion.id, title: expulsion.motion.record.title, time: decidedAt(expulsion), stands }));
  const left = standing.of(id) === "left" ? governance.leaves.filter((leave) => leave.member === id).map(({ act }) => act.time) : [];
  return { removals: removals.sort((a, b) => b.time - a.time), leftAt: left.length > 0 ? Math.max(...left) : null };
}

/** The newest motion about a member that nobody has certified yet. */
function underWay(context: GroupContext, id: MemberId): MemberSnapshot["underWay"] {
  const about = context.motions.filter(({ view }) => isAboutOne(view.motion.record.kind) && view.motion.record.names[0] === id && certificateIn(view, null).is !== "certified");
  const newest = about.toSorted((a, b) => b.view.motion.lamport - a.view.motion.lamport)[0]?.view;
  if (newest === undefined) return null;
  const { kind, title } = newest.motion.record;
  return isAboutOne(kind) ? { motion: newest.id, title, what: kind } : null;
}

function concerns(id: MemberId, what: ChronicleRow["what"]): boolean {
  switch (what.is) {
    case "founded":
      return what.by.id === id;
    case "named":
      return what.who.some((who) => who.id === id);
    case "keysRenewed":
      return what.without.some((who) => who.id === id);
    case "joined":
    case "sponsored":
    case "machineLinked":
    case "machineShutOut":
    case "proposed":
    case "removed":
    case "reinstated":
    case "left":
      return what.who.id === id;
    default:
      return false;
  }
}

/** ID-3. Of the key that is written under (KEY-3), which does not depend on the order in which rotations were heard. */
export function groupWords(context: GroupContext): readonly string[] {
  const { assembly } = context.group.fold;
  const kid = kidForPosts(context.group.fold);
  const members = assembly.entitled().map((m) => ({ id: m.id, devices: assembly.governance.devices.unrevokedOf(m.id, null).map(({ device }) => device) }));
  return kid === null ? [] : eightWords(context.group.group, members, kid);
}

function memberRow(context: GroupContext, member: MemberFact, electorate: ReadonlySet<MemberId>, forked: ReadonlySet<string>): MemberRow {
  const { admissions } = member;
  const by = admissions[0]!.by;
  const devices = context.governance.devicesOf(member.id);
  return {
    ...context.ref(member.id),
    founder: by === null,
    votes: electorate.has(member.id),
    standing: context.group.fold.assembly.standing().of(member.id) ?? "void",
    namingMotion: namingMotionOf(context, member.id),
    inviteDoubled: context.governance.rivalsOf(member, null).length > 0,
    admittedBy: by === null ? null : context.ref(by).name,
    joined: admissions[0]!.act.time,
    forked: devices.some((d) => forked.has(d)) || context.group.fold.forks.some((f) => devices.includes(f.device)),
    reached: member.id === context.group.me || context.sessionWith(member) !== null,
    heard: context.heard(member),
    compared: comparedState(context, member.id),
    ...departureOf(context, member.id),
    ...waitingOf(context, member, electorate),
  };
}

/** LAW-4, LAW-5. */
function waitingOf(context: GroupContext, member: MemberFact, electorate: ReadonlySet<MemberId>): Pick<MemberRow, "awaits" | "sponsors" | "dormant"> {
  const { assembly } = context.group.fold;
  const { bylaws } = assembly.bylaws();
  const waits = assembly.isConstituted() && !electorate.has(member.id) && assembly.standing().of(member.id) === "active";
  const last = context.heard(member) ?? member.admissions[0]!.act.time;
  return {
    awaits: !waits || assembly.isSponsored(member.id) ? null : bylaws.admission === "byMotion" ? "motion" : "sponsors",
    sponsors: waits ? assembly.sponsorsOf(member.id).map((id) => context.ref(id)) : [],
    dormant: bylaws.dormantAfterDays > 0 && member.id !== context.group.me && context.clock.now() - last > days(bylaws.dormantAfterDays),
  };
}

/** A motion under way that would name this member. */
export function namingMotionOf(context: GroupContext, member: MemberId): string | null {
  const motion = context.motions.find(
    ({ view }) => givesVote(view.motion.record.kind) && view.motion.record.names.includes(member) && certificateIn(view, null).is === "none",
  );
  return motion?.view.id ?? null;
}

function inviteRows(context: GroupContext, linkOf: (invite: string) => string | null): readonly InviteRow[] {
  return [...context.governance.invites.values()]
    .map((invite) => {
      const [first] = invite.acts;
      const state = context.group.inviteState(invite);
      return { id: invite.id, by: context.ref(first!.by), created: first!.act.time, expires: first!.expires, state, link: state === "open" ? linkOf(invite.id) : null };
    })
    .sort((a, b) => b.created - a.created || (a.id < b.id ? -1 : 1));
}
