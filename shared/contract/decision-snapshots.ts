/** What the engine shows of decisions and of what is done about them. */
import type { MemberRef } from "./member-ref.ts";
import type { MotionKind, MotionState, OptionView } from "./motion-state.ts";
import type { OutcomeView } from "./result-snapshots.ts";

/**
 * Of what was adopted, by its reports and this machine's clock. inForce: there is nothing to carry out; inHand: being
 * implemented; overdue: a report was due; reported: there is one, and it goes on; failed: could not be carried out; repealed: ended by a later decision.
 */
export const decisionStates = ["inHand", "overdue", "reported", "done", "failed", "inForce", "repealed"] as const;
export type DecisionState = (typeof decisionStates)[number];

export interface DecisionRow {
  readonly motion: string;
  readonly number: number;
  readonly title: string;
  readonly kind: MotionKind;
  /** Of what won, where there were options to choose from. */
  readonly chosen: readonly string[];
  /** Only what is certified is decided. */
  readonly certified: MotionState;
  readonly outcome: OutcomeView;
  readonly adopted: boolean;
  /** When the last machine signed the count, by its own clock. */
  readonly decided: number;
  /** Null for what was not adopted, or is not certified. */
  readonly state: DecisionState | null;
  readonly implementers: readonly MemberRef[];
  /** When a report is due. */
  readonly due: number | null;
  readonly tasks: { readonly open: number; readonly free: number; readonly all: number };
  readonly reviews: number;
}

export interface DecisionSnapshot extends DecisionRow {
  readonly situation: string;
  /** POLL-14. The decision it ended, and the one that ended it. */
  readonly repeals: { readonly id: string; readonly title: string } | null;
  readonly repealedBy: { readonly id: string; readonly title: string } | null;
  /** Of the options those that won, or the one that was proposed. */
  readonly won: readonly OptionView[];
  readonly list: readonly TaskRow[];
  readonly reports: readonly ReportView[];
  readonly reviewed: readonly ReviewView[];
  /** Whether I implement it, or did. */
  readonly mine: "now" | "once" | "no";
  /** Implementing, offered to somebody who has not answered. */
  readonly offer: { readonly id: string; readonly by: MemberRef; readonly to: MemberRef; readonly time: number } | null;
  /** To whom I can offer it. */
  readonly others: readonly MemberRef[];
}

export interface TaskRow {
  readonly id: string;
  readonly title: string;
  readonly note: string;
  readonly by: MemberRef;
  readonly added: number;
  /** Who took it; nobody: it is free. */
  readonly holders: readonly MemberRef[];
  readonly done: { readonly by: MemberRef; readonly time: number } | null;
  readonly dropped: { readonly by: MemberRef; readonly time: number } | null;
  readonly notes: readonly { readonly by: MemberRef; readonly time: number; readonly text: string }[];
  /** What I may say. */
  readonly may: { readonly finish: boolean; readonly drop: boolean; readonly release: boolean };
}

export interface ReportView {
  readonly id: string;
  readonly by: MemberRef;
  /** Whether its author implements the decision, or did: only such a report says how it stands. */
  readonly counts: boolean;
  readonly time: number;
  readonly state: "underway" | "done" | "failed";
  readonly text: string;
  readonly next: number | null;
}

export interface ReviewView {
  readonly id: string;
  readonly by: MemberRef;
  readonly time: number;
  /** The report it is about; null for the decision as a whole. */
  readonly report: string | null;
  readonly aim: string;
  readonly done: string;
  readonly learnt: string;
  readonly self: string;
  /** Of those whom it concerns: the newest of each. */
  readonly replies: readonly { readonly by: MemberRef; readonly time: number; readonly text: string }[];
  readonly iMayReply: boolean;
  /** Motions that were opened from it. */
  readonly motions: readonly { readonly id: string; readonly title: string }[];
}

/** A task that I took and that is not done. */
export interface MyTask {
  readonly task: string;
  readonly title: string;
  readonly motion: string;
  readonly decision: string;
}
