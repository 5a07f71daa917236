/** Places by a number each has: equal numbers share a place, and a place that does not wholly fit the seats is tied (POLL-7). */
import { upTo } from "./preferences.ts";

/** Groups of equal number, greatest first. */
export function placesBy(numbers: readonly number[]): number[][] {
  const groups = new Map<number, number[]>();
  for (const candidate of upTo(numbers.length)) groups.set(numbers[candidate]!, [...(groups.get(numbers[candidate]!) ?? []), candidate]);
  return [...groups].sort(([a], [b]) => b - a).map(([, group]) => group);
}

export function seated(places: readonly (readonly number[])[], seats: number): { elected: number[]; tied: readonly number[] } {
  const elected: number[] = [];
  for (const place of places) {
    if (elected.length + place.length <= seats) elected.push(...place);
    else return { elected, tied: elected.length < seats ? place : [] };
  }
  return { elected, tied: [] };
}
