/** LIB-2. Places in a reading list: far apart, so that one entry moves an item between two others. */
import { lastPlace } from "./records.ts";

const step = 2 ** 32;

/** A place for what is to stand at `at` (from 0) of a list with these places; null when there is no room left there. */
export function placeAt(places: readonly number[], at: number): number | null {
  const low = at === 0 ? 0 : places[at - 1]!;
  const high = places[at];
  const place = high === undefined ? Math.min(low + step, lastPlace) : Math.floor(low + (high - low) / 2);
  return place > low ? place : null;
}

/** Places for a whole list anew, each with room around it. */
export const spread = (length: number): readonly number[] => Array.from({ length }, (_, at) => (at + 1) * Math.min(step, Math.floor(lastPlace / (length + 1))));
