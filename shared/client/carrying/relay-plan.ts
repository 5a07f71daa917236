/** SYNC-6. What a machine reads of a relay and puts on it: pure decisions, without the network. */
import type { Entry } from "../../log/entry.ts";
import type { Holdings } from "../../parcel/statement.ts";
import { days, hours, kib, minutes, seconds } from "../../base/units.ts";
import { largestBlob } from "../../mailbox/mailbox.ts";
import type { Random } from "../../ports/random.ts";

export interface RelayPace {
  /** Between two looks at a relay. */
  readonly every: number;
  /** From a change here to putting it: what is written together goes together. */
  readonly soon: number;
  /** What others wrote is left to them to put for so long, by chance up to twice as long. */
  readonly others: number;
  /** What this machine holds is said so often where it changed; and four times as seldom anyway. */
  readonly state: number;
  /** Waiting for a relay that does not answer: doubling up to this. */
  readonly longestWait: number;
}

export const usualRelayPace: RelayPace = { every: seconds(30), soon: seconds(2), others: minutes(1), state: hours(6), longestWait: minutes(15) };

/** By chance a quarter shorter or longer, so that machines do not come in step. */
export const spread = (time: number, random: Random): number => Math.round(time * (0.75 + random.bytes(1)[0]! / 512));

/** Who writes now is likely to be answered soon: then it is looked oftener, for a while. */
export const nextLook = ({ every }: RelayPace, sinceNews: number): number => (sinceNews >= 0 && sinceNews < minutes(2) ? every / 6 : every);

/** Mailboxes older than this are not looked into. */
const longestBack = 30;

const dayOf = (time: number): number => Math.floor(time / days(1));

/** Where this machine puts things now. */
export const dayToPut = (now: number): number => dayOf(now);

/** The days since all was last read; two clocks less than half a day apart share one. `through`: null for a relay new to us. */
export function daysToRead(now: number, through: number | null): readonly number[] {
  const last = dayOf(now + hours(12));
  const nearest = dayOf(now - hours(12));
  const first = Math.max(Math.min(through ?? 0, nearest), dayOf(now) - longestBack);
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

/** How long what was put may be taken to lie there: half of what the relay says, at most two weeks. */
export const trustFor = (daysKept: number): number => days(Math.max(1, Math.min(14, Math.floor(daysKept / 2))));

/** Head, slots, and what sealing adds to each segment and entry, generously. */
const parcelOverhead = kib(24);
const idBytesInStatement = 36;
const entryOverhead = 96;

/** Entries in as many parcels as it takes, none larger than the largest blob; the order stays. */
export function* inParcels(entries: readonly Entry[], holdings: Holdings): Iterable<readonly Entry[]> {
  const room = largestBlob - parcelOverhead - idBytesInStatement * (holdings.acts.length + holdings.tips.length);
  for (let at = 0; at < entries.length; ) {
    const from = at;
    for (let bytes = 0; at < entries.length; at++) {
      bytes += entries[at]!.header.length + entries[at]!.payload.length + entryOverhead;
      if (bytes > room && at > from) break;
    }
    yield entries.slice(from, at);
  }
}
