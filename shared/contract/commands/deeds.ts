/** What is done about decisions (DEED-1…4). */
import * as v from "valibot";
import { id, text } from "./fields.ts";

export const deedCommands = [
  /** Anyone may, to any decision. */
  v.strictObject({ type: v.literal("task.add"), group: id, motion: id, title: text, note: text }),
  /** "release" takes it from `member`; of the others `member` is absent. */
  v.strictObject({ type: v.literal("task.say"), group: id, task: id, word: v.picklist(["take", "leave", "release", "done", "open", "drop", "restore"]), member: v.optional(id), note: text }),
  v.strictObject({ type: v.literal("implementing.offer"), group: id, motion: id, to: id }),
  v.strictObject({ type: v.literal("implementing.answer"), group: id, offer: id, accepts: v.boolean() }),
  /** `next`: when the next report is promised for, of one that is under way. */
  v.strictObject({ type: v.literal("report.write"), group: id, motion: id, state: v.picklist(["underway", "done", "failed"]), text, next: v.nullable(v.number()) }),
  /** Of a decision or a report. */
  v.strictObject({ type: v.literal("review.write"), group: id, of: id, aim: text, done: text, learnt: text, self: text }),
  v.strictObject({ type: v.literal("review.reply"), group: id, review: id, text }),
] as const;
