/** ENC-5, POLL-3. Which acts a merge joins where there are more heads than an entry may name. */
import type { DeviceId, EntryId } from "../base/ids.ts";
import { limits } from "../log/header.ts";
import type { Log, Placed } from "../log/log.ts";

export function headsToMerge(log: Log, device: DeviceId): EntryId[] {
  const own = headOfOwnActs(log, device);
  const others = [...log.actHeads].filter((id) => id !== own).sort();
  return [...(own === null ? [] : [own]), ...others].slice(0, limits.deps).sort();
}

/** A merge that did not follow my own newest act would be a second history of this device (POLL-4). */
function headOfOwnActs(log: Log, device: DeviceId): EntryId | null {
  const own = log.chainsOf(device).map((chain) => ({ chain, position: log.lengthOf(chain) - 1 }));
  const holdsAll = (head: Placed): boolean => own.every((place) => log.actAt(place.chain, place.position) === head || head.act!.past.has(place));
  return [...log.actHeads].find((id) => holdsAll(log.get(id)!)) ?? null;
}
