/** DEED-1…4. The payloads of what is written about a decision: tasks, who implements it, reports, reviews and replies. */
import type { EntryId, MemberId } from "../base/ids.ts";
import { limits } from "../base/limits.ts";
import { flag, id, leftOut, nullable, record, text, time, word } from "../base/record.ts";

export interface TaskRecord {
  /** The motion whose decision it is a task of. */
  readonly motion: EntryId;
  readonly title: string;
  readonly note: string;
}

/** "release" takes it from the member it names, "open" says that it is not done after all, "drop" that it need not be done. */
export const taskWords = ["take", "leave", "release", "done", "open", "drop", "restore"] as const;
export type TaskSaying = (typeof taskWords)[number];

export interface TaskWordRecord {
  readonly task: EntryId;
  readonly word: TaskSaying;
  /** Of "release" and of no other. */
  readonly member?: MemberId;
  readonly note: string;
}

export interface OfferRecord {
  readonly motion: EntryId;
  /** The accepted offer by which its author implements the decision; null for the implementer whom the motion names. */
  readonly from: EntryId | null;
  readonly to: MemberId;
}

export interface AnswerRecord {
  readonly offer: EntryId;
  readonly accepts: boolean;
}

export const reportStates = ["underway", "done", "failed"] as const;
export type ReportState = (typeof reportStates)[number];

export interface ReportRecord {
  readonly motion: EntryId;
  readonly state: ReportState;
  readonly text: string;
  /** When the next report is promised for. */
  readonly next: number | null;
}

/** What was aimed at, done and learnt, and what its author did wrong or left undone. */
export interface ReviewRecord {
  /** A motion (a decision, or a mandate it gave), or a report. */
  readonly of: EntryId;
  readonly aim: string;
  readonly done: string;
  readonly learnt: string;
  readonly self: string;
}

export interface ReplyRecord {
  readonly review: EntryId;
  readonly text: string;
}

const entry = id<EntryId>();
const long = text(limits.reportText);

export const taskCodec = record<TaskRecord>({ motion: [1, entry], title: [2, text(limits.taskTitle)], note: [3, text(limits.taskNote)] });
export const taskWordCodec = record<TaskWordRecord>({ task: [1, entry], word: [2, word(taskWords)], member: [3, leftOut(id<MemberId>())], note: [4, text(limits.taskNote)] });
export const offerCodec = record<OfferRecord>({ motion: [1, entry], from: [2, nullable(entry)], to: [3, id<MemberId>()] });
export const answerCodec = record<AnswerRecord>({ offer: [1, entry], accepts: [2, flag] });
export const reportCodec = record<ReportRecord>({ motion: [1, entry], state: [2, word(reportStates)], text: [3, long], next: [4, nullable(time)] });
export const reviewCodec = record<ReviewRecord>({ of: [1, entry], aim: [2, long], done: [3, long], learnt: [4, long], self: [5, long] });
export const replyCodec = record<ReplyRecord>({ review: [1, entry], text: [2, long] });
