/** POLL-15. Putting it to the vote to draw a lot again, without the numbers that keep it from falling. */
import type { MotionId, ThreadId } from "../../base/ids.ts";
import type { CommandOf } from "../../contract/answers.ts";
import { strictest } from "../../poll/bylaws.ts";
import { stillOpen } from "../../poll/draw.ts";
import { refuse, type Done } from "../checks.ts";
import type { GroupContext } from "../group-context.ts";
import { rollAbout, usualMotion } from "../opening.ts";
import { deadlineOf, notMover, putToVote } from "../proposing.ts";
import type { GroupHandlers } from "./handlers.ts";

async function drawAgain(context: GroupContext, command: CommandOf<"motion.drawAgain">): Promise<Done<{ motion: string }>> {
  const { group } = context;
  const { assembly } = group.fold;
  const barred = notMover(context);
  if (barred !== null) return refuse({ kind: barred });
  const waiting = assembly.motions.get(command.motion as MotionId);
  if (waiting === undefined) return refuse({ kind: "NoSuchMotion" });
  const draw = waiting.counts.draw();
  const without = (draw?.thrown ?? []).flatMap(({ member, value }) => (value === null ? [member] : [])).sort();
  if (draw === null || without.length === 0 || assembly.redrawOf(waiting.view) !== null) return refuse({ kind: "NothingToRedraw" });
  const { record, id } = waiting.view.motion;
  const { kind, mandate } = record;
  const about = { kind, names: [], ...(mandate !== undefined && { mandate }) };
  const electorate = new Set(rollAbout(group, about));
  if (2 * without.filter((member) => electorate.has(member)).length >= electorate.size) return refuse({ kind: "TooManyMissing" });
  const deadline = deadlineOf(context, command.deadline);
  if (!deadline.ok) return deadline;
  return putToVote(context, () =>
    usualMotion(group, {
      title: record.title,
      situation: record.situation,
      ...(kind === "mandate" ? { options: record.options, method: record.method, ...(record.seats !== undefined && { seats: record.seats }) } : stillOpen(record, draw.decided)),
      ...(record.advice === true && { advice: true }),
      ...about,
      roll: rollAbout(group, about),
      lots: true,
      redraws: { motion: waiting.view.id, without },
      ...strictest(record, assembly.bylaws().bylaws),
      deadline: deadline.value,
      ...(assembly.standing().isEntitled(record.implementer) && { implementer: record.implementer }),
      reportBy: record.reportBy === null ? null : Math.max(record.reportBy, deadline.value),
      thread: id as string as ThreadId,
    }),
  );
}

export const drawAgainHandlers = {
  "motion.drawAgain": ({ context }, command) => drawAgain(context, command),
} satisfies Partial<GroupHandlers>;
