/**
 * What sync carries ahead of a long answer: the newest of what people wrote, so that it can be read while all before it
 * is still on its way. It is only shown: never in the log, never stored, never named to others (SYNC-8).
 */
import type { DeviceId } from "../base/ids.ts";
import { parseEntry, type Entry, type RawEntry } from "../log/entry.ts";
import { limits } from "./limits.ts";
import { weightOf, weightOfAll } from "./weight.ts";

/** Nothing here may throw on a peer's account. */
export interface AheadSide {
  /** Of a long answer, what is worth reading first, in that order; bounded by `limits.ahead…`. */
  newest(answer: readonly Entry[]): readonly Entry[];
  /** Parsed and within the limits; nothing else is checked. */
  take(entries: readonly Entry[], from: DeviceId): void;
  /** No more is to come from it, or no session with it is left: what it brought and is not in the log is forgotten. */
  drop(from: DeviceId): void;
}

export const noAhead: AheadSide = { newest: () => [], take: () => undefined, drop: () => undefined };

export const isLong = (answer: readonly Entry[]): boolean =>
  answer.length > limits.longAnswer || weightOfAll(answer) > limits.longAnswerBytes;

/** What came ahead in one session. */
export class AheadTaking {
  #entries = 0;
  #bytes = 0;
  #open = false;

  /** The entries of a message, or how they break the rules. */
  take(raw: readonly RawEntry[]): readonly Entry[] | "Malformed" | "Flood" {
    const entries: Entry[] = [];
    this.#entries += raw.length;
    for (const one of raw) {
      const entry = parseEntry(one);
      if (typeof entry === "string") return "Malformed";
      this.#bytes += weightOf(entry);
      entries.push(entry);
    }
    this.#open = true;
    return this.#entries > limits.aheadEntries || this.#bytes > limits.aheadBytes ? "Flood" : entries;
  }

  /** True once after something came. */
  settle(): boolean {
    const open = this.#open;
    this.#open = false;
    return open;
  }
}
