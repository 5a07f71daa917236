/** Approval: each ballot approves any number of options; one sum per option (POLL-8). */
import type { ApprovalChoice, Ballots } from "./choice.ts";

export interface ApprovalTally {
  readonly method: "approval";
  /** By option. */
  readonly approvals: readonly number[];
}

export function approval(options: number, ballots: Ballots<ApprovalChoice>): ApprovalTally {
  const approvals = new Array<number>(options).fill(0);
  for (const { choice, count } of ballots) for (const option of choice.approved) approvals[option]! += count;
  return { method: "approval", approvals };
}
