/**
 * A ranked ballot while a voter orders it: pure steps on one value, the same for dragging, arrow buttons and keys.
 * Options not ranked share the last place and keep the order of the motion, so moving one up always ranks it last.
 */

/** An option by its index in the motion; `noneOfThese` stands for "None of these" (POLL-1). */
export const noneOfThese = -1;

export interface Ranking {
  /** Options above the line, best first. */
  readonly ranked: readonly number[];
  /** The option in the hand of the voter and the order to go back to; null while nothing is lifted. */
  readonly lifted: { readonly option: number; readonly before: readonly number[] } | null;
  /** Orders before each put-down, newest last. */
  readonly past: readonly (readonly number[])[];
}

export const startRanking = (ranked: readonly number[] = []): Ranking => ({ ranked, lifted: null, past: [] });

/** Everything a ballot of `options` options can rank, in the order of the motion. */
export const candidates = (options: number): readonly number[] => [...Array.from({ length: options }, (_, i) => i), noneOfThese];

export const unranked = (ranking: Ranking, options: number): readonly number[] =>
  candidates(options).filter((option) => !ranking.ranked.includes(option));

/** The rows as they stand on the page: the ranked, then the others. */
export const rows = (ranking: Ranking, options: number): readonly number[] => [...ranking.ranked, ...unranked(ranking, options)];

export function lift(ranking: Ranking, option: number): Ranking {
  return ranking.lifted === null ? { ...ranking, lifted: { option, before: ranking.ranked } } : ranking;
}

/** Moves the lifted option to a place above the line, or below it when `place` is past the ranked ones. */
export function moveTo(ranking: Ranking, place: number): Ranking {
  if (ranking.lifted === null) return ranking;
  const { option } = ranking.lifted;
  const others = ranking.ranked.filter((each) => each !== option);
  if (place > others.length) return sameOrder(others, ranking.ranked) ? ranking : { ...ranking, ranked: others };
  const ranked = [...others.slice(0, Math.max(0, place)), option, ...others.slice(Math.max(0, place))];
  return sameOrder(ranked, ranking.ranked) ? ranking : { ...ranking, ranked };
}

/** One step up (-1) or down (+1) for the lifted option; across the line at its end. */
export function step(ranking: Ranking, by: -1 | 1): Ranking {
  if (ranking.lifted === null) return ranking;
  const place = ranking.ranked.indexOf(ranking.lifted.option);
  if (place < 0) return by < 0 ? moveTo(ranking, ranking.ranked.length) : ranking;
  return moveTo(ranking, by > 0 && place === ranking.ranked.length - 1 ? ranking.ranked.length : place + by);
}

export function putDown(ranking: Ranking): Ranking {
  if (ranking.lifted === null) return ranking;
  const { before } = ranking.lifted;
  const past = sameOrder(before, ranking.ranked) ? ranking.past : [...ranking.past, before];
  return { ranked: ranking.ranked, lifted: null, past };
}

export function putBack(ranking: Ranking): Ranking {
  return ranking.lifted === null ? ranking : { ...ranking, ranked: ranking.lifted.before, lifted: null };
}

export function undo(ranking: Ranking): Ranking {
  const last = ranking.past.at(-1);
  return last === undefined ? putBack(ranking) : { ranked: last, lifted: null, past: ranking.past.slice(0, -1) };
}

/** A whole move in one act, as the arrow buttons do it. */
export const nudge = (ranking: Ranking, option: number, by: -1 | 1): Ranking => putDown(step(lift(putDown(ranking), option), by));

export function canStep(ranking: Ranking, option: number, by: -1 | 1): boolean {
  const place = ranking.ranked.indexOf(option);
  return by < 0 ? place !== 0 : place >= 0;
}

function sameOrder(one: readonly number[], other: readonly number[]): boolean {
  return one.length === other.length && one.every((option, i) => option === other[i]);
}
