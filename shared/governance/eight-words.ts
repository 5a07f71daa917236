/** ID-3. Eight words that are the same on two machines exactly when both see the same group under the same key. */
import { utf8 } from "../base/bytes.ts";
import { idBytes, type DeviceId, type GroupId, type Kid, type MemberId } from "../base/ids.ts";
import { wordList } from "../base/word-list.ts";
import { labels } from "../crypto/labels.ts";
import { hash, labelledHash } from "../crypto/sodium.ts";

/** Fixed in genesis, so that no version of the app reads out other words. */
export const wordListHash = (): Uint8Array => hash(utf8(wordList.join("\n")));

/** The first 88 bits of the hash, eleven to a word. */
export function eightWords(group: GroupId, members: readonly { readonly id: MemberId; readonly devices: readonly DeviceId[] }[], kid: Kid): readonly string[] {
  const sorted = [...members].sort((a, b) => (a.id < b.id ? -1 : 1));
  const digest = labelledHash(labels.eightWords, idBytes(group), sorted.map((m) => [idBytes(m.id), [...m.devices].sort().map(idBytes)]), idBytes(kid));
  return Array.from({ length: 8 }, (_, i) => wordList[bitsAt(digest, 11 * i)]!);
}

function bitsAt(bytes: Uint8Array, first: number): number {
  let value = 0;
  for (let bit = first; bit < first + 11; bit++) value = value * 2 + ((bytes[bit >> 3]! >> (7 - (bit & 7))) & 1);
  return value;
}
