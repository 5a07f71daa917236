/** In which state a motion is, of what kind, and what it proposes: said of it wherever it is shown. */
import type { MemberRef } from "./member-ref.ts";

export type MotionKind = "founding" | "naming" | "ordinary" | "expulsion" | "reinstatement" | "bylaws" | "admission" | "repeal" | "mandate" | "recall";

export interface OptionView {
  readonly title: string;
  readonly text: string;
  readonly necessity: string;
  readonly practicality: string;
  /** Of a sign-up: how many can take part in it. */
  readonly places?: number;
}

export type MotionState =
  | { readonly is: "open"; /** this member's local deadline has passed */ readonly overdue: boolean }
  /** Promises are coming in: `sealed` of `needed` (of `roll`) have promised; the missing are named. */
  | { readonly is: "closing"; readonly sealed: number; readonly needed: number; readonly roll: number; readonly missing: readonly MemberRef[] }
  | { readonly is: "counted"; readonly by: number; readonly roll: number; readonly needed: number }
  | { readonly is: "provisional"; readonly by: number; readonly roll: number; readonly needed: number }
  | { readonly is: "certified"; readonly by: number; readonly roll: number; readonly needed: number; readonly round: number }
  /** Two results of one round have enough attestations: binds neither (POLL-5). */
  | { readonly is: "contradicted"; readonly doubleAttesters: readonly MemberRef[] }
  /** POLL-13. Taken back by its mover before it was certified. */
  | { readonly is: "withdrawn"; readonly by: MemberRef };
