/** What the page of a decision shows, and what one can do there. */
import type { CommandOf } from "../../../shared/contract/answers.ts";
import type { Refusal } from "../../../shared/contract/refusals.ts";
import type { DecisionSnapshot, ReportView } from "../../../shared/contract/snapshots.ts";
import type { Draft } from "../discussions/draft.ts";
import type { ReviewDraft } from "./review-draft.ts";

export interface DecisionPageSnapshot {
  readonly group: string;
  readonly decision: DecisionSnapshot;
  /** KEY-4. What is said of what was written about it before I joined; null where it was decided later. */
  readonly beforeYou: string | null;
  readonly refusals: Readonly<Record<"hands" | "tasks" | "reports" | "reviews", Refusal | null>>;
  readonly repeal: { readonly draft: Draft; readonly refusal: Refusal | null };
  readonly task: Draft;
  readonly report: Draft;
  readonly review: ReviewDraft;
  readonly reviewState: Draft["state"];
  readonly reply: Draft;
  /** The review one replies to. */
  readonly answering: string | null;
}

export interface TaskActions {
  addTask(): void;
  readonly sayOfTask: (task: string, word: CommandOf<"task.say">["word"], member?: string) => void;
}

export interface ReportActions {
  /** True when it is written. */
  writeReport(state: ReportView["state"], next: number | null): Promise<boolean>;
}

export interface ReviewActions {
  writeReview(change: Partial<ReviewDraft>): void;
  sendReview(): Promise<boolean>;
  /** Begins, or with null leaves, a reply. */
  answer(review: string | null): void;
  sendReply(): void;
  /** A new motion, from this review. */
  moveFrom(review: string): void;
}

export interface DecisionActions extends TaskActions, ReportActions, ReviewActions {
  /** Leads to the vote on ending it. */
  repeal(): void;
  offerTo(member: string): void;
  answerOffer(offer: string, accepts: boolean): void;
}
