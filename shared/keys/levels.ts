/**
 * KEY-4. One id, two levels. Of a *split* key a secret opens posts, and what is derived from it opens acts: whoever holds
 * the first has both, whoever was given only the second reads every act and no post. Both are under the id of the second,
 * so that a key says by itself which it is. A key that is not split opens both.
 */
import { idBytes, idOf, type GroupId, type Kid } from "../base/ids.ts";
import { labels } from "../crypto/labels.ts";
import { deriveKey } from "../crypto/sodium.ts";

/** So that nobody can hand different keys to different members under one id. */
export const kidOf = (key: Uint8Array, group: GroupId): Kid => idOf<Kid>(deriveKey(key, labels.kid, idBytes(group)));

/** What is held of a group key. */
export interface HeldKey {
  readonly kid: Kid;
  /** Opens acts; of a key that is not split, posts as well. */
  readonly acts: Uint8Array;
  /** Opens the posts of a split key; null: not held, or not split. */
  readonly posts: Uint8Array | null;
}

/** A key that is not split, or of a split one what opens acts. */
export const actsKey = (key: Uint8Array, group: GroupId): HeldKey => ({ kid: kidOf(key, group), acts: key, posts: null });

/** A split key by its secret. */
export function splitKey(secret: Uint8Array, group: GroupId): HeldKey {
  const acts = deriveKey(secret, labels.actsKey, idBytes(group));
  return { kid: kidOf(acts, group), acts, posts: secret };
}

/** What these 32 bytes are of the key with that id; null: nothing. */
export const keyUnder = (kid: Kid, key: Uint8Array, group: GroupId): HeldKey | null => [actsKey(key, group), splitKey(key, group)].find((one) => one.kid === kid) ?? null;

/** What opens most. */
export const highest = ({ acts, posts }: HeldKey): Uint8Array => posts ?? acts;

/** The same key without what opens its posts. */
export const forActsAlone = ({ kid, acts }: HeldKey): HeldKey => ({ kid, acts, posts: null });
