/** MEM-4, MEM-6, MEM-8. Motions that end or restore a membership, and leaving. */
import type { MemberId } from "../../base/ids.ts";
import { limits } from "../../base/limits.ts";
import { ok } from "../../base/result.ts";
import { days } from "../../base/units.ts";
import type { CommandOf } from "../../contract/answers.ts";
import { faultOfTarget } from "../../governance/motion-rules.ts";
import { leaveCodec } from "../../governance/records.ts";
import { kinds } from "../../log/kind.ts";
import { motionTextHash } from "../../poll/records.ts";
import { all, bounded, refuse, required, type Done } from "../checks.ts";
import type { GroupContext } from "../group-context.ts";
import { openMotion, rollAbout } from "../opening.ts";
import type { GroupHandlers } from "./handlers.ts";

async function propose(context: GroupContext, command: CommandOf<"member.propose">): Promise<Done<{ motion: string }>> {
  const { group, clock } = context;
  const { assembly } = group.fold;
  const text = all({ title: required("title", command.title, limits.title), situation: bounded("situation", command.grounds.trim(), limits.situation) });
  if (!text.ok) return text;
  if (!assembly.isConstituted()) return refuse({ kind: "NotConstituted" });
  if (!assembly.electorate().has(group.me)) return refuse({ kind: "NotVotingMember" });
  const names = [command.member as MemberId];
  const about = { kind: command.what, names };
  const misplaced = faultOfTarget({ kind: command.what, roll: rollAbout(group, about) }, assembly.standing().of(names[0]!));
  if (misplaced !== null) return refuse({ kind: refusals[misplaced] });
  const { bylaws } = assembly.governance.genesis!;
  const deadline = command.deadline ?? clock.now() + days(bylaws.deadlineDays);
  if (deadline <= clock.now()) return refuse({ kind: "DeadlinePast" });
  const words = { ...text.value, options: [] };
  const motion = await openMotion(group, () => ({
    ...words,
    ...about,
    method: "yes-no-abstain",
    roll: rollAbout(group, about),
    quorum: bylaws.quorum,
    threshold: bylaws.threshold,
    base: bylaws.base,
    deadline,
    secrecy: "open",
    implementer: group.me,
    reportBy: null,
    thread: null,
    textHash: motionTextHash(words),
  }));
  const reason = group.fold.voids.get(motion);
  return reason === undefined ? ok({ motion }) : refuse({ kind: "BadInput", detail: reason });
}

const refusals = { NamesUnknown: "NoSuchMember", NamesOther: "NotInThatPlace", TooFewOthers: "TooFewOthers" } as const;

async function leave({ group }: GroupContext): Promise<Done<null>> {
  if (!group.fold.assembly.standing().isEntitled(group.me)) return refuse({ kind: "NoLongerMember" });
  await group.author(kinds.leave, () => leaveCodec.encode({ nothing: [] }));
  return ok(null);
}

export const memberHandlers = {
  "member.propose": ({ context }, command) => propose(context, command),
  "group.leave": ({ context }) => leave(context),
} satisfies Partial<GroupHandlers>;
