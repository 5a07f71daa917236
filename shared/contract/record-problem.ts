/** What is wrong with a record file (POLL-9): each a kind with the values that fill its sentence. */
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
