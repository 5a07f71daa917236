/** Time as the host sees it. Milliseconds since 1970; for display and local delays only (no rule reads it, LOG-4). */
export interface Clock {
  now(): number;
  /** Calls `then` once after `delay` ms; the answer cancels it. */
  after(delay: number, then: () => void): () => void;
}
