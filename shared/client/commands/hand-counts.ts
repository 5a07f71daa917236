/** POLL-11. A teller enters what was counted of hands or paper, or who voted how, by name; another enters the same of their own. */
import type { EntryId, MemberId, MotionId } from "../../base/ids.ts";
import { ok } from "../../base/result.ts";
import type { CommandOf } from "../../contract/answers.ts";
import { kinds } from "../../log/kind.ts";
import { askedBy } from "../../poll/count.ts";
import { handCountLines } from "../../poll/fault.ts";
import { encodePollRecord } from "../../poll/records.ts";
import { faultOfSheet } from "../../poll/sheet.ts";
import { fits } from "../../tally/choice.ts";
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

/** In place of what this teller entered before. */
async function enterSheet({ group, clock }: GroupContext, { motion: id, lines }: CommandOf<"motion.enterSheet">): Promise<Done<null>> {
  const view = group.fold.assembly.motions.get(id as MotionId)?.view;
  if (view === undefined) return refuse({ kind: "NoSuchMotion" });
  if (!view.roll.has(group.me)) return refuse({ kind: "NotOnRoll" });
  if (view.sealsOf(group.me).length > 0) return refuse({ kind: "AlreadySealed" });
  if (clock.now() > view.motion.record.deadline) return refuse({ kind: "MotionClosed" });
  const sorted = lines.map(({ member, choice }) => ({ member: member as MemberId, choice })).sort((a, b) => (a.member < b.member ? -1 : 1));
  const asked = askedBy(view.motion.record);
  const wrong = sorted.find(({ choice }) => choice !== null && !fits(choice, asked))?.choice;
  if (wrong != null) return refuse({ kind: "WrongChoice", detail: JSON.stringify(wrong) });
  const fault = faultOfSheet({ motion: view.id, lines: sorted }, group.me, view, asked);
  if (fault !== null) return refuse({ kind: fault });
  if (sorted.some(({ member }, at) => member === sorted[at - 1]?.member)) return refuse({ kind: "WrongSheet" });
  await group.author(kinds.sheet, () => encodePollRecord({ type: "sheet", motion: view.id, lines: sorted }));
  return ok(null);
}

export const handCountHandlers = {
  "motion.countByHand": ({ context }, command) => countByHand(context, command),
  "motion.enterSheet": ({ context }, command) => enterSheet(context, command),
} satisfies Partial<GroupHandlers>;
