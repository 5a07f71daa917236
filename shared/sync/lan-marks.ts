/**
 * LAN-1, SYNC-4. What shows a group, or an open invite, on a network of one's own: for each key to be met by and each day
 * a tag that says nothing to others and a key that opens the door behind it. Tags of one day are announced; those of
 * the neighbouring day are looked for too, so that two clocks less than half a day apart find each other.
 */
import { labels } from "../crypto/labels.ts";
import { deriveKey } from "../crypto/sodium.ts";
import type { Mark } from "../ports/lan.ts";
import type { Way } from "./rendezvous.ts";
import { dayOf, daysAround } from "./sealed-signal.ts";

/** Two of a network's few hundred tags alike would cost a connection that does not open. */
const tagBytes = 8;

/** A joiner looks for members and shows nothing. */
export function marksOf(ways: readonly Way[], role: "member" | "join", now: number): readonly Mark[] {
  return ways.flatMap((way) => daysAround(now).map((day) => ({ ...markOf(way.key, day), shown: role === "member" && day === dayOf(now) })));
}

function markOf(key: Uint8Array, day: number): Pick<Mark, "tag" | "key"> {
  return { tag: deriveKey(key, labels.lanTag, day).subarray(0, tagBytes), key: deriveKey(key, labels.lanKey, day) };
}
