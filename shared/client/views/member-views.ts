/** Members, their invites and the eight words. */
import type { MemberId } from "../../base/ids.ts";
import type { InviteRow, MemberRow, MembersSnapshot } from "../../contract/snapshots.ts";
import { eightWords } from "../../governance/eight-words.ts";
import type { MemberFact } from "../../governance/governance.ts";
import { certificateIn } from "../../poll/certificate.ts";
import { namesVoters } from "../../poll/records.ts";
import type { GroupContext } from "../group-context.ts";
import { kidForPosts } from "../group-keys.ts";

export function membersSnapshot(context: GroupContext, linkOf: (invite: InviteRow["id"]) => string | null): MembersSnapshot {
  const electorate = context.group.fold.assembly.electorate();
  const forked = context.group.fold.assembly.forks.devices;
  return {
    eightWords: groupWords(context),
    members: context.members.map((member) => memberRow(context, member, electorate, forked)),
    invites: inviteRows(context, linkOf),
  };
}

/** ID-3. Of the key that is written under (KEY-3), which does not depend on the order in which rotations were heard. */
export function groupWords(context: GroupContext): readonly string[] {
  const { assembly } = context.group.fold;
  const kid = kidForPosts(context.group.fold);
  const members = assembly.entitled().map((m) => ({ id: m.id, devices: assembly.governance.devices.activeOf(m.id, null).map(({ device }) => device) }));
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
  };
}

/** A motion under way that would name this member. */
export function namingMotionOf(context: GroupContext, member: MemberId): string | null {
  const motion = context.motions.find(
    ({ view }) => namesVoters(view.motion.record.kind) && view.motion.record.names.includes(member) && certificateIn(view, null).is === "none",
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
