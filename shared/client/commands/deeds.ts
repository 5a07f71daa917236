/** DEED-1…4. What is done about a decision: tasks, handing it over, reports and reviews. */
import { ok } from "../../base/result.ts";
import type { EntryId, MemberId, MotionId } from "../../base/ids.ts";
import { limits } from "../../base/limits.ts";
import type { CommandOf } from "../../contract/answers.ts";
import { implementing, openOffer, taskState, type Implementing } from "../../deeds/course.ts";
import { answerCodec, offerCodec, replyCodec, reportCodec, reviewCodec, taskCodec, taskWordCodec } from "../../deeds/records.ts";
import { kinds } from "../../log/kind.ts";
import { all, bounded, refuse, required, type Done } from "../checks.ts";
import type { GroupContext } from "../group-context.ts";
import { concernedBy, isAdopted } from "../views/decision-views.ts";
import { motionRows } from "../views/motion-views.ts";
import type { GroupHandlers } from "./handlers.ts";

async function addTask(context: GroupContext, command: CommandOf<"task.add">): Promise<Done<{ task: string }>> {
  const decision = standingDecision(context, command.motion);
  const words = all({ title: required("title", command.title, limits.taskTitle), note: bounded("note", command.note.trim(), limits.taskNote) });
  if (!decision.ok) return decision;
  if (!words.ok) return words;
  const placed = await context.group.author(kinds.task, () => taskCodec.encode({ motion: decision.value.id, ...words.value }));
  return ok({ task: placed.id });
}

/** DEED-1. Says about a task what one may say. */
async function sayOfTask(context: GroupContext, command: CommandOf<"task.say">): Promise<Done<null>> {
  const { group } = context;
  const task = group.fold.deeds.task(command.task as EntryId);
  const note = bounded("note", command.note.trim(), limits.taskNote);
  if (task === null) return refuse({ kind: "NoSuchTask" });
  if (!note.ok) return note;
  const decision = adopted(context, task.motion);
  if (!decision.ok) return decision;
  const { ever } = decision.value.hands;
  const { holders } = taskState(task, ever);
  const { word } = command;
  const member = command.member as MemberId | undefined;
  if ((word === "release") !== (member !== undefined)) return refuse({ kind: "BadInput", detail: "member" });
  const own = holders.includes(group.me);
  const allowed = { take: true, leave: own, release: ever.has(group.me), done: own || ever.has(group.me), open: own || ever.has(group.me), drop: task.author === group.me || ever.has(group.me), restore: task.author === group.me || ever.has(group.me) };
  if (!allowed[word]) return refuse({ kind: "NotYourTask" });
  await group.author(kinds.taskWord, () => taskWordCodec.encode({ task: task.id, word, note: note.value, ...(member !== undefined && { member }) }));
  return ok(null);
}

/** DEED-2. Whoever implements a decision offers it to another, who may accept. */
async function offerImplementing(context: GroupContext, command: CommandOf<"implementing.offer">): Promise<Done<{ offer: string }>> {
  const { group } = context;
  const decision = adopted(context, command.motion);
  if (!decision.ok) return decision;
  const { id, hands } = decision.value;
  const to = command.to as MemberId;
  if (!hands.now.has(group.me)) return refuse({ kind: "NotImplementer" });
  if (!group.fold.assembly.standing().isEntitled(to) || hands.now.has(to)) return refuse({ kind: "NoSuchMember" });
  const placed = await group.author(kinds.offer, () => offerCodec.encode({ motion: id, from: hands.by.get(group.me) ?? null, to }));
  return ok({ offer: placed.id });
}

async function answerOffer(context: GroupContext, command: CommandOf<"implementing.answer">): Promise<Done<null>> {
  const { group } = context;
  const offer = group.fold.deeds.offer(command.offer as EntryId);
  if (offer === null || offer.to !== group.me) return refuse({ kind: "NoSuchOffer" });
  const decision = adopted(context, offer.motion);
  if (!decision.ok) return decision;
  const mine = decision.value.hands.by.get(group.me) === offer.id;
  const asked = openOffer(group.fold.deeds.of(offer.motion), decision.value.hands)?.id === offer.id;
  if (!asked && !(mine && !command.accepts)) return refuse({ kind: "NoSuchOffer" });
  await group.author(kinds.answer, () => answerCodec.encode({ offer: offer.id, accepts: command.accepts }));
  return ok(null);
}

/** DEED-3. Anyone may report; how the decision stands, only who implements it says. */
async function writeReport(context: GroupContext, command: CommandOf<"report.write">): Promise<Done<{ report: string }>> {
  const decision = adopted(context, command.motion);
  const text = required("text", command.text, limits.reportText);
  if (!decision.ok) return decision;
  if (!text.ok) return text;
  const next = command.state === "underway" ? command.next : null;
  if (next !== null && next <= context.clock.now()) return refuse({ kind: "DeadlinePast" });
  const placed = await context.group.author(kinds.report, () => reportCodec.encode({ motion: decision.value.id, state: command.state, text: text.value, next }));
  return ok({ report: placed.id });
}

/** DEED-4. Of a decision or a report; one of its parts at least says something. */
async function writeReview(context: GroupContext, command: CommandOf<"review.write">): Promise<Done<{ review: string }>> {
  const { group } = context;
  const of = command.of as EntryId;
  const decision = adopted(context, group.fold.deeds.report(of)?.motion ?? of);
  if (!decision.ok) return decision;
  const part = (name: "aim" | "done" | "learnt" | "self") => bounded(name, command[name].trim(), limits.reportText);
  const parts = all({ aim: part("aim"), done: part("done"), learnt: part("learnt"), self: part("self") });
  if (!parts.ok) return parts;
  if (Object.values(parts.value).every((text) => text === "")) return refuse({ kind: "Empty", field: "learnt" });
  const placed = await group.author(kinds.review, () => reviewCodec.encode({ of, ...parts.value }));
  return ok({ review: placed.id });
}

/** DEED-4. Whom a review concerns has the right to be read beside it; everybody else discusses it. */
async function replyToReview(context: GroupContext, command: CommandOf<"review.reply">): Promise<Done<null>> {
  const { group } = context;
  const review = group.fold.deeds.review(command.review as EntryId);
  const text = required("text", command.text, limits.reportText);
  if (review === null) return refuse({ kind: "NoSuchReview" });
  if (!text.ok) return text;
  if (!concernedBy(context, review).has(group.me)) return refuse({ kind: "NotConcerned" });
  await group.author(kinds.reply, () => replyCodec.encode({ review: review.id, text: text.value }));
  return ok(null);
}

/** One that no later decision has ended. */
function standingDecision(context: GroupContext, id: string): ReturnType<typeof adopted> {
  const { assembly } = context.group.fold;
  const motion = assembly.motions.get(id as MotionId);
  return motion !== undefined && assembly.repealOf(motion.view) !== null ? refuse({ kind: "NotDecided" }) : adopted(context, id);
}

/** A decision that binds, and who implements it. */
function adopted(context: GroupContext, id: string): Done<{ readonly id: EntryId; readonly hands: Implementing }> {
  const { assembly, deeds } = context.group.fold;
  const motion = assembly.motions.get(id as MotionId);
  const row = motion && motionRows(context).find((each) => each.id === id);
  if (motion === undefined || row === undefined) return refuse({ kind: "NoSuchMotion" });
  if (!isAdopted(row)) return refuse({ kind: "NotDecided" });
  return ok({ id: id as EntryId, hands: implementing(deeds.of(id as EntryId), motion.view.motion.record.implementer) });
}

export const deedHandlers = {
  "task.add": ({ context }, command) => addTask(context, command),
  "task.say": ({ context }, command) => sayOfTask(context, command),
  "implementing.offer": ({ context }, command) => offerImplementing(context, command),
  "implementing.answer": ({ context }, command) => answerOffer(context, command),
  "report.write": ({ context }, command) => writeReport(context, command),
  "review.write": ({ context }, command) => writeReview(context, command),
  "review.reply": ({ context }, command) => replyToReview(context, command),
} satisfies Partial<GroupHandlers>;
