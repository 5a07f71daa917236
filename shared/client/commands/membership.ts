/** MEM-4, MEM-6, MEM-8. Motions that end or restore a membership, and leaving. */
import type { MemberId } from "../../base/ids.ts";
import { limits } from "../../base/limits.ts";
import { ok } from "../../base/result.ts";
import type { CommandOf } from "../../contract/answers.ts";
import { faultOfTarget, type About } from "../../governance/motion-rules.ts";
import { leaveCodec } from "../../governance/records.ts";
import { kinds } from "../../log/kind.ts";
import { compare } from "../comparing.ts";
import { all, bounded, refuse, required, type Done } from "../checks.ts";
import type { GroupContext } from "../group-context.ts";
import { rollAbout, usualMotion } from "../opening.ts";
import { deadlineOf, notMover, putToVote } from "../proposing.ts";
import type { GroupHandlers } from "./handlers.ts";

async function propose(context: GroupContext, command: CommandOf<"member.propose">): Promise<Done<{ motion: string }>> {
  const { group } = context;
  const text = all({ title: required("title", command.title, limits.title), situation: bounded("situation", command.grounds.trim(), limits.situation) });
  if (!text.ok) return text;
  const about = { kind: command.what, names: [command.member as MemberId] };
  const barred = whyNot(context, about);
  if (barred !== null) return refuse({ kind: barred });
  const deadline = deadlineOf(context, command.deadline);
  if (!deadline.ok) return deadline;
  return putToVote(context, () => usualMotion(group, { ...text.value, options: [], ...about, roll: rollAbout(group, about), deadline: deadline.value }));
}

/** Why I cannot put this to the vote now; null: I can. */
export function whyNot(context: GroupContext, about: About): "NotConstituted" | "NotVotingMember" | "NoSuchMember" | "NotInThatPlace" | "TooFewOthers" | null {
  const { group } = context;
  const barred = notMover(context);
  if (barred !== null) return barred;
  const misplaced = faultOfTarget({ kind: about.kind, roll: rollAbout(group, about) }, group.fold.assembly.standing().of(about.names[0]!));
  return misplaced === null ? null : refusals[misplaced];
}

const refusals = { NamesUnknown: "NoSuchMember", NamesOther: "NotInThatPlace", TooFewOthers: "TooFewOthers" } as const;

async function leave({ group }: GroupContext): Promise<Done<null>> {
  if (!group.fold.assembly.standing().isEntitled(group.me)) return refuse({ kind: "NoLongerMember" });
  await group.author(kinds.leave, () => leaveCodec.encode({ nothing: [] }));
  return ok(null);
}

/** Kept on this machine, and told to nobody. */
async function mute(context: GroupContext, command: CommandOf<"member.mute">): Promise<Done<null>> {
  const member = command.member as MemberId;
  if (!context.governance.members.has(member)) return refuse({ kind: "NoSuchMember" });
  await context.store.saveMuted(member, command.muted);
  if (command.muted) context.muted.add(member);
  else context.muted.delete(member);
  return ok(null);
}

export const memberHandlers = {
  "member.propose": ({ context }, command) => propose(context, command),
  "member.mute": ({ context, watching }, command) => mute(context, command).finally(() => watching.changed(command.group)),
  "member.compare": ({ context, watching }, command) => compare(context, command).finally(() => watching.changed(command.group)),
  "group.leave": ({ context }) => leave(context),
} satisfies Partial<GroupHandlers>;
