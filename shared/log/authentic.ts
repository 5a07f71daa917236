/** LOG-6. Which of several entries are truly by the devices they name, with as few signature checks as the rule allows. */
import type { EntryId } from "../base/ids.ts";
import { signedBy, type Entry } from "./entry.ts";

export interface Checked {
  /** In the order given. */
  readonly genuine: readonly Entry[];
  readonly forged: readonly EntryId[];
}

export type PublicKeyOf = (entry: Entry) => Uint8Array | null;

/**
 * Acts need their own signature. A chain of other entries is proven by the signature of its newest; where that fails,
 * the next older one is tried, so one bad signature costs only itself.
 * Entries of a device without a key count as forged.
 */
export function authentic(entries: readonly Entry[], publicKeyOf: PublicKeyOf): Checked {
  const byId = new Map(entries.map((e) => [e.id, e]));
  const proven = new Set<EntryId>();
  const forged: EntryId[] = [];
  const newestFirst = [...entries].sort((a, b) => b.decoded.seq - a.decoded.seq);
  for (const entry of newestFirst) {
    const key = publicKeyOf(entry);
    const mustProve = entry.decoded.gov !== null;
    if (!proven.has(entry.id) || mustProve) {
      if (key === null || !signedBy(entry, key)) {
        proven.delete(entry.id);
        forged.push(entry.id);
        continue;
      }
      proven.add(entry.id);
    }
    const { prev, device } = entry.decoded;
    const before = prev === null ? undefined : byId.get(prev);
    if (before !== undefined && before.decoded.device === device) proven.add(before.id);
  }
  return { genuine: entries.filter((e) => proven.has(e.id)), forged };
}
