/** What checking a record file says (POLL-9). `problems` empty is the only good result. */
import type { ResultView } from "./result-snapshots.ts";
import type { MotionRow, MotionState, OptionView, RollCallRow } from "./snapshots.ts";

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
  readonly result: ResultView | null;
  readonly rollCall: readonly RollCallRow[];
  readonly attesters: readonly { readonly name: string; readonly round: number; readonly agrees: boolean }[];
  /** What this file cannot show, as kinds with sentences: e.g. "RestOfLog", "LaterEntries", "GroupUnchecked". */
  readonly unseen: readonly ("RestOfLog" | "LaterEntries" | "GroupUnchecked" | "OtherBranches")[];
}

export type RecordProblem =
  | { kind: "NotARecord" }
  | { kind: "NewerVersion" }
  | { kind: "NotCanonical"; at: string }
  | { kind: "WrongGroup"; stated: string }
  | { kind: "BadEntry"; at: number; reason: string }
  | { kind: "MissingEntry"; id: string }
  | { kind: "WrongResult"; stated: string; counted: string }
  | { kind: "NotEnoughAttestations"; have: number; needed: number }
  /** The state, round or number of attesters, where the result is the stated one. */
  | { kind: "WrongStatement"; stated: string; counted: string }
  | { kind: "ExtraData"; at: string };
