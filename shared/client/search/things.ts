/**
 * What of a group is searched: one function for each kind of thing says under which title it stands and which words of it
 * are found. What has no words any more (retracted, removed) is null.
 */
import type { EntryId, MemberId, MotionId } from "../../base/ids.ts";
import type { SearchKind, SearchPlace } from "../../contract/search.ts";
import { choosesIn } from "../../poll/draw.ts";
import { isRemoved } from "../../library/library.ts";
import type { GroupContext } from "../group-context.ts";

export interface Thing {
  readonly is: SearchKind;
  /** Where among the group's places it stands, and on the page of which thing. */
  readonly place: SearchPlace;
  readonly page: { readonly id: EntryId; readonly title: string };
  /** Its own title; empty for what has none. */
  readonly title: string;
  readonly text: string;
  readonly author: MemberId;
  readonly time: number;
}

/** Null while there is nothing to find; "unread" for a document that must be read first. */
export function thingOf(context: GroupContext, id: EntryId): Thing | "unread" | null {
  for (const kind of [post, motion, report, review, document, comment, shelf, item, file]) {
    const thing = kind(context, id);
    if (thing !== null) return thing === "gone" ? null : thing;
  }
  return null;
}

type Of = (context: GroupContext, id: EntryId) => Thing | "gone" | "unread" | null;

/** A post is found by its present text; the first of a thread by the thread's title, too. */
const post: Of = (context, id) => {
  const { posts, threads } = context.group.fold.discussion;
  const found = posts.get(id);
  if (found === undefined) return null;
  const page = pageOf(context, found.thread);
  if (found.retracted || page === null) return "gone";
  const { author, time, texts } = found;
  const begins = found.thread === id;
  return { is: begins ? "thread" : "post", ...page, title: begins ? (threads.get(id)?.title ?? "") : "", text: texts[texts.length - 1]!.text, author, time };
};

/** Once it is certified and adopted it is found as what was decided. */
const motion: Of = ({ group }, id) => {
  const found = group.fold.assembly.motions.get(id as string as MotionId);
  if (found === undefined) return null;
  const { device, past, record, time } = found.view.motion;
  const author = found.view.memberOf(device, past) ?? record.implementer;
  const options = record.options.flatMap(({ title, text, necessity, practicality }) => [title, text, necessity, practicality]);
  const text = [record.situation, ...options].filter((part) => part !== "").join("\n");
  const decided = choosesIn(found.counts, null) && record.advice !== true;
  return { is: decided ? "decision" : "motion", place: decided ? "decisions" : "motions", page: { id, title: record.title }, title: record.title, text, author, time };
};

const report: Of = (context, id) => {
  const found = context.group.fold.deeds.report(id);
  return found === null ? null : (onDecision(context, found.motion, { is: "report", text: found.text, author: found.author, time: found.time }) ?? "gone");
};

const review: Of = (context, id) => {
  const { deeds } = context.group.fold;
  const found = deeds.review(id);
  if (found === null) return null;
  const text = [found.aim, found.done, found.learnt, found.self, ...found.replies.map((reply) => reply.text)].filter((part) => part !== "").join("\n");
  return onDecision(context, deeds.report(found.of)?.motion ?? found.of, { is: "review", text, author: found.author, time: found.time }) ?? "gone";
};

/** On the page of a decision; null for one that is not here. */
function onDecision({ group }: GroupContext, id: EntryId, said: Pick<Thing, "is" | "text" | "author" | "time">): Thing | null {
  const decision = group.fold.assembly.motions.get(id as string as MotionId);
  return decision === undefined ? null : { ...said, place: "decisions", page: { id, title: decision.view.motion.record.title }, title: "" };
}

/** Of its entries, so many are read in passing. */
const readInPassing = 300;

const document: Of = ({ group }, id) => {
  const found = group.fold.documents.all.get(id);
  if (found === undefined) return null;
  const { title, text, author, time, last } = found;
  if (text.unread > readInPassing) return "unread";
  text.settle();
  return { is: "document", place: "documents", page: { id, title }, title, text: text.live.words, author, time: Math.max(time, last.time) };
};

const comment: Of = ({ group }, id) => {
  const on = group.fold.documents.documentOf(id);
  const found = on?.comments.find((one) => one.id === id);
  if (on === undefined || found === undefined) return null;
  return { is: "post", place: "documents", page: { id: on.id, title: on.title }, title: "", text: found.record.text, author: found.author, time: found.time };
};

const shelf: Of = ({ group }, id) => {
  const found = group.fold.library.shelf(id);
  if (found === null) return null;
  if (isRemoved(found)) return "gone";
  const { title, about } = found.words;
  return { is: "shelf", place: "library", page: { id, title }, title, text: about, author: found.author, time: found.time };
};

const item: Of = ({ group }, id) => {
  const found = group.fold.library.item(id);
  if (found === null) return null;
  if (isRemoved(found)) return "gone";
  const { title, note } = found.words;
  return { is: "item", place: "library", page: { id, title }, title, text: note, author: found.author, time: found.time };
};

/** By its name: what is in it may be on another machine. */
const file: Of = ({ group }, id) => {
  const found = group.fold.files.all.get(id);
  if (found === undefined) return null;
  if (found.removed) return "gone";
  const { name, author, time } = found;
  return { is: "file", place: "files", page: { id, title: name }, title: name, text: "", author, time };
};

/** The page on which a discussion stands; null while what it is about is not here. */
function pageOf(context: GroupContext, thread: EntryId): Pick<Thing, "place" | "page"> | null {
  const { fold } = context.group;
  const found = fold.discussion.threads.get(thread);
  if (found?.started != null) return { place: "discussions", page: { id: thread, title: found.title ?? "" } };
  const words = context.begunBefore(thread);
  if (words !== null) return { place: "discussions", page: { id: thread, title: words } };
  const motionHere = fold.assembly.motions.get(thread as string as MotionId);
  if (motionHere !== undefined) return { place: "motions", page: { id: thread, title: motionHere.view.motion.record.title } };
  const itemHere = fold.library.item(thread);
  if (itemHere !== null) return { place: "library", page: { id: thread, title: itemHere.words.title } };
  const on = fold.documents.documentOf(thread);
  return on === undefined ? null : { place: "documents", page: { id: on.id, title: on.title } };
}
