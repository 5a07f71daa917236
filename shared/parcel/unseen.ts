/** SYNC-5. What is new for somebody: acts first, then each entry after what it refers to. */
import type { EntryId } from "../base/ids.ts";
import type { Entry } from "../log/entry.ts";
import type { Log } from "../log/log.ts";
import { inOrder } from "../log/order.ts";
import type { Holdings } from "./statement.ts";

/** What is known of one who was never heard from. */
export const nothingHeld: Holdings = { acts: [], tips: [] };

/** Every entry of the log that one at least of these is not known to hold. */
export function unseen(log: Log, readers: readonly Holdings[]): readonly Entry[] {
  const found = new Map<EntryId, Entry>();
  for (const held of distinct(readers)) {
    const past = log.pastOf(held.acts);
    const known = new Set(held.tips);
    const mayHold = (entry: Entry): boolean => {
      const act = log.get(entry.id)?.act ?? null;
      return act !== null && past.has(act);
    };
    for (const act of log.acts) if (!past.has(act.act!)) found.set(act.id, act);
    for (const tip of log.devices.tips()) for (const entry of log.devices.chainTo(tip.id, known)) if (!mayHold(entry)) found.set(entry.id, entry);
  }
  const acts = log.acts.filter((act) => found.delete(act.id));
  return [...acts, ...[...found.values()].sort(inOrder)];
}

/** Many are known to hold the same, or nothing. */
function distinct(readers: readonly Holdings[]): readonly Holdings[] {
  if (readers.some((held) => held.acts.length === 0 && held.tips.length === 0)) return [nothingHeld];
  return [...new Map(readers.map((held) => [`${held.acts.join()};${held.tips.join()}`, held])).values()];
}
