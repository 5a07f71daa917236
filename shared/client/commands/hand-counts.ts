/** POLL-11. A teller enters what was counted of hands or paper; another enters what they counted of the same. */
import type { EntryId, MotionId } from "../../base/ids.ts";
import { ok } from "../../base/result.ts";
import type { CommandOf } from "../../contract/answers.ts";
import { kinds } from "../../log/kind.ts";
import { handCountLines } from "../../poll/fault.ts";
import { encodePollRecord } from "../../poll/records.ts";
import { refuse, type Done } from "../checks.ts";
import type { GroupContext } from "../group-context.ts";
import type { GroupHandlers } from "./handlers.ts";

async function countByHand({ group }: GroupContext, { motion: id, votes, second }: CommandOf<"motion.countByHand">): Promise<Done<null>> {
  const view = group.fold.assembly.motions.get(id as MotionId)?.view;
  if (view === undefined) return refuse({ kind: "NoSuchMotion" });
  if (!view.roll.has(group.me)) return refuse({ kind: "NotOnRoll" });
  const { method, options } = view.motion.record;
  if (handCountLines(method, options.length) !== votes.length) return refuse({ kind: "NotCountedByHand" });
  if (second === undefined) {
    await group.author(kinds.handCount, () => encodePollRecord({ type: "handCount", motion: view.id, votes }));
    return ok(null);
  }
  const first = view.get("handCount", second as EntryId);
  if (first === null || first.member === group.me) return refuse({ kind: "SecondTeller" });
  await group.author(kinds.secondCount, () => encodePollRecord({ type: "secondCount", motion: view.id, votes, count: first.act.id }));
  return ok(null);
}

export const handCountHandlers = {
  "motion.countByHand": ({ context }, command) => countByHand(context, command),
} satisfies Partial<GroupHandlers>;
