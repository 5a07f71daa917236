/** LOG-7. Two headers that show, to anybody, that a device wrote two histories. */
import { compare } from "../base/bytes.ts";
import { signedBy, type Entry } from "../log/entry.ts";
import type { Fork } from "../log/log.ts";
import type { GroupFold } from "./group-fold.ts";

/** LOG-6: a post may stand by a later signature alone, and proves nothing. Two twins that are signed themselves do; null without. */
export function signedPair(fold: GroupFold, [twin, entry]: Fork["entries"]): readonly [Entry, Entry] | null {
  const { device, seq } = entry.decoded;
  const publicKey = fold.assembly.governance.publicKeyOf(device);
  if (publicKey === null || !signedBy(entry, publicKey)) return null;
  const twins = [twin, ...fold.forks.filter((f) => f.device === device && f.seq === seq).map((f) => f.entries[1])];
  const other = twins.find((one) => one.id !== entry.id && signedBy(one, publicKey));
  if (other === undefined) return null;
  return compare(other.header, entry.header) < 0 ? [other, entry] : [entry, other];
}
