/** POLL-13, POLL-14. Taking a motion back before it is decided, and moving to end a decision. */
import type { MotionId } from "../../base/ids.ts";
import { limits } from "../../base/limits.ts";
import { ok } from "../../base/result.ts";
import type { CommandOf } from "../../contract/answers.ts";
import { kinds } from "../../log/kind.ts";
import { strictest } from "../../poll/bylaws.ts";
import { namesVoters } from "../../poll/motion-kind.ts";
import { encodePollRecord } from "../../poll/records.ts";
import { motionState } from "../../record/motion-state.ts";
import { bounded, refuse, type Done } from "../checks.ts";
import type { GroupContext } from "../group-context.ts";
import { usualMotion } from "../opening.ts";
import { deadlineOf, putToVote } from "../proposing.ts";
import type { GroupHandlers } from "./handlers.ts";

async function withdraw(context: GroupContext, command: CommandOf<"motion.withdraw">): Promise<Done<null>> {
  const { group, clock } = context;
  const motion = group.fold.assembly.motions.get(command.motion as MotionId);
  if (motion === undefined) return refuse({ kind: "NoSuchMotion" });
  const { view } = motion;
  if (namesVoters(view.motion.record.kind) || view.memberOf(view.motion.device, view.motion.past) !== group.me) return refuse({ kind: "NotMover" });
  const { is } = motionState(motion, clock.now(), (member) => context.ref(member));
  if (is === "certified" || is === "contradicted" || is === "withdrawn") return refuse({ kind: "MotionClosed" });
  await group.author(kinds.withdrawal, () => encodePollRecord({ type: "withdrawal", motion: view.id }));
  return ok(null);
}

async function repeal(context: GroupContext, command: CommandOf<"motion.repeal">): Promise<Done<{ motion: string }>> {
  const { group } = context;
  const { assembly } = group.fold;
  const decision = assembly.motions.get(command.motion as MotionId);
  const grounds = bounded("situation", command.grounds.trim(), limits.situation);
  if (!grounds.ok) return grounds;
  if (decision === undefined) return refuse({ kind: "NoSuchMotion" });
  if (!assembly.electorate().has(group.me)) return refuse({ kind: "NotVotingMember" });
  if (!assembly.isRepealable(decision.view)) return refuse({ kind: "NothingToRepeal" });
  const deadline = deadlineOf(context, command.deadline);
  if (!deadline.ok) return deadline;
  const { record } = decision.view.motion;
  return putToVote(context, () =>
    usualMotion(group, {
      title: record.title,
      situation: grounds.value,
      options: [],
      kind: "repeal",
      repeals: decision.view.id,
      names: [],
      ...strictest(record, assembly.bylaws().bylaws),
      deadline: deadline.value,
    }),
  );
}

export const withdrawingHandlers = {
  "motion.withdraw": ({ context }, command) => withdraw(context, command),
  "motion.repeal": ({ context }, command) => repeal(context, command),
} satisfies Partial<GroupHandlers>;
