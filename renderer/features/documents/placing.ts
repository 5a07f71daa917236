/** Where notes stand in a margin: each beside what it speaks of, none over another, the one that is looked at exactly there. */

export interface Note {
  /** Where it would stand if it were alone, px below the head of the margin. */
  readonly wants: number;
  readonly height: number;
}

/** Between two notes, px. */
export const gap = 12;

/**
 * Tops of notes that come in the order of the text. Those that have no room move down; around the one that is looked at
 * (`active`, its index) those before it move up as far as they must, so that it can stand at its passage.
 */
export function placed(notes: readonly Note[], active: number | null): readonly number[] {
  const tops = downwards(notes, 0);
  const looked = active === null ? undefined : notes[active];
  if (active === null || looked === undefined) return tops;
  const before = notes.slice(0, active).reduce((sum, { height }) => sum + height + gap, 0);
  tops[active] = Math.max(looked.wants, before);
  for (let at = active - 1; at >= 0; at -= 1) tops[at] = Math.min(tops[at]!, tops[at + 1]! - gap - notes[at]!.height);
  return [...tops.slice(0, active + 1), ...downwards(notes.slice(active + 1), tops[active]! + looked.height + gap)];
}

function downwards(notes: readonly Note[], free: number): number[] {
  let next = free;
  return notes.map(({ wants, height }) => {
    const top = Math.max(wants, next);
    next = top + height + gap;
    return top;
  });
}
