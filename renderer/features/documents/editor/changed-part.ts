/** Where a document differs from the one before it, however it was changed: what comes from the shared text replaces the whole. */
import type { Node } from "@tiptap/pm/model";
import { Mapping, StepMap } from "@tiptap/pm/transform";

export interface Part {
  readonly from: number;
  readonly to: number;
}

interface Changed {
  /** In the newer document. */
  readonly part: Part;
  /** From places in the older to those in the newer. */
  readonly mapping: Mapping;
}

/** Null where nothing differs. */
export function changedPart(before: Node, after: Node): Changed | null {
  const from = before.content.findDiffStart(after.content);
  if (from === null) return null;
  const ends = before.content.findDiffEnd(after.content)!;
  // What is the same letter twice is counted from both ends.
  const overlap = Math.max(0, from - Math.min(ends.a, ends.b));
  const [a, to] = [ends.a + overlap, ends.b + overlap];
  return { part: { from, to }, mapping: new Mapping([new StepMap([from, a - from, to - from])]) };
}

/** One part that holds both; the former is carried along. */
export function joined(former: Part | null, { part, mapping }: Changed): Part {
  if (former === null) return part;
  return { from: Math.min(mapping.map(former.from, -1), part.from), to: Math.max(mapping.map(former.to, 1), part.to) };
}
