/** What members' machines can show of somebody who broke a rule: what was done, by whom, and the signed things themselves. */
import type { MemberRef } from "./member-ref.ts";

export interface EvidenceSnapshot {
  /** Newest first, at most 200. */
  readonly rows: readonly EvidenceRow[];
  /** Further ones that are not shown. */
  readonly more: number;
}

export interface EvidenceRow {
  readonly id: string;
  readonly time: number;
  /** Null: of somebody nobody has let in. */
  readonly who: MemberRef | null;
  readonly what:
    | ProvenDeed
    /** LOG-8. */
    | { readonly is: "refused"; readonly reason: string };
  /** Their own signatures stand below it. Without, it is only what this machine was sent. */
  readonly proven: boolean;
  readonly proof: readonly SignedThing[];
  /** Their removal can be put to the vote. */
  readonly mayPropose: boolean;
}

/** What their own two signatures contradict each other in. */
export type ProvenDeed =
  /** LOG-7. Two headers for one place of one log. */
  | { readonly is: "forked" }
  /** POLL-2. Two ballots, neither of which follows the other. */
  | { readonly is: "votedTwice"; readonly motion: string; readonly title: string }
  /** POLL-5. Two results of one motion in one round. */
  | { readonly is: "attestedTwice"; readonly motion: string; readonly title: string };

export interface SignedThing {
  readonly entry: string;
  readonly device: string;
  /** Its place in the machine's log. */
  readonly seq: number;
  /** As its author's clock claims. */
  readonly time: number;
  readonly header: string;
  readonly signature: string;
  /** Of an attestation, the result it signs. */
  readonly result: string | null;
}
