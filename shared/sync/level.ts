/**
 * SYNC-10. When "everything they have is here" may be said, which people act upon: each of the connected has said so, by
 * its last statement and ours; each has given a sign of life since it could be asked for one; nothing is being fetched, and
 * nothing here waits for what has not come. What a peer wrote since its last statement is under way for moments only, or it
 * is not heard of any more, and then nothing is said of it.
 */
import type { HubFacts } from "./group-side.ts";

/** `waiting`: entries that are here and wait for others. */
export const everythingIsHere = ({ sessions }: Pick<HubFacts, "sessions">, waiting: number): boolean =>
  sessions.length > 0 && waiting === 0 && sessions.every((session) => session.level && !session.quiet && session.coming === 0 && session.chunks === 0);
