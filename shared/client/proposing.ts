/** What a member puts to the vote: whether they may, until when, and what is said when it has no effect. */
import type { MotionId } from "../base/ids.ts";
import { err, ok } from "../base/result.ts";
import { days } from "../base/units.ts";
import type { Refusal } from "../contract/refusals.ts";
import type { Motion } from "../poll/records.ts";
import { refuse, type Done } from "./checks.ts";
import type { GroupContext } from "./group-context.ts";
import { openMotion } from "./opening.ts";

/** Why I cannot put anything to the vote now; null: I can. */
export function notMover({ group }: GroupContext): "NotConstituted" | "NotVotingMember" | null {
  const { assembly } = group.fold;
  if (!assembly.isConstituted()) return "NotConstituted";
  return assembly.electorate().has(group.me) ? null : "NotVotingMember";
}

/** LAW-5. The chosen one, ms since 1970; else as many days as the bylaws give, or as their notice takes where that is more. */
export function deadlineOf({ group, clock }: GroupContext, chosen: number | undefined): Done<number> {
  const { deadlineDays, noticeDays: least } = group.fold.assembly.bylaws().bylaws;
  const now = clock.now();
  const deadline = chosen ?? now + days(Math.max(deadlineDays, least));
  if (deadline <= now) return refuse({ kind: "DeadlinePast" });
  return deadline < now + days(least) ? refuse({ kind: "NoticeTooShort", days: least }) : ok(deadline);
}

/** A motion that turned out void is said to be, with its reason. */
export async function putToVote({ group }: GroupContext, motion: () => Motion): Promise<Done<{ motion: MotionId }>> {
  const id = await openMotion(group, motion);
  const reason = group.fold.voids.get(id);
  const why: Refusal | null = reason === undefined ? null : reason === "BylawsMoved" ? { kind: reason } : { kind: "BadInput", detail: reason };
  return why === null ? ok({ motion: id }) : err(why);
}
