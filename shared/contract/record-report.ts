/** What checking a record file says (POLL-9). `problems` empty is the only good result. */
import type { DrawView, HandCountView, PaperView, ResultView } from "./result-snapshots.ts";
import type { RecordProblem } from "./record-problem.ts";
import type { RecordMandate } from "./mandate-names.ts";
import type { MotionRow, MotionState, OptionView, RollCallRow } from "./snapshots.ts";

export type { RecordMandate, RecordProblem };

export interface RecordReport {
  /** True when everything in the file checks out and its result is certified or counted as stated. */
  readonly valid: boolean;
  /** Why not: each a kind with the values that fill its sentence. */
  readonly problems: readonly RecordProblem[];
  readonly group: { readonly id: string; readonly name: string } | null;
  /** "given": equal to the group id the reader supplied; "stated": only what the file says. */
  readonly groupChecked: "given" | "stated";
  readonly motion: {
    readonly id: string;
    readonly title: string;
    readonly situation: string;
    readonly options: readonly OptionView[];
    /** What the mover signed of the files that go with it (FILE-3). */
    readonly files: readonly { readonly name: string; readonly size: number; readonly content: string }[];
    readonly mover: string;
    readonly opened: number;
    readonly deadline: number;
    /** It binds nobody (POLL-12). */
    readonly advice: boolean;
    readonly kind: MotionRow["kind"];
  } | null;
  readonly state: MotionState | null;
  /** MAN-9. Of a certified mandate: who holds the office as far as the file shows. */
  readonly mandate: RecordMandate | null;
  readonly result: ResultView | null;
  readonly draw: DrawView | null;
  readonly rollCall: readonly RollCallRow[];
  readonly handCounts: readonly HandCountView[];
  readonly paper: PaperView;
  readonly attesters: readonly { readonly name: string; readonly round: number; readonly agrees: boolean }[];
  /** What this file cannot show, as kinds with sentences: e.g. "RestOfLog", "LaterEntries", "GroupUnchecked". */
  readonly unseen: readonly ("RestOfLog" | "LaterEntries" | "GroupUnchecked" | "OtherBranches")[];
}
