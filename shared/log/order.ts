/** An order in which entries can be handed on, each after what it refers to. */
import type { Entry } from "./entry.ts";

/** Follows LOG-4: whatever an entry refers to has a smaller lamport. */
export function inOrder(a: Entry, b: Entry): number {
  const { lamport, device, seq } = a.decoded;
  const other = b.decoded;
  if (lamport !== other.lamport) return lamport - other.lamport;
  if (device !== other.device) return device < other.device ? -1 : 1;
  return seq - other.seq;
}
