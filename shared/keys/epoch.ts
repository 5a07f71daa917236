/** KEY-1, KEY-3, KEY-5. Group keys: making and reading a rotation, capsules for single devices, and which key to write under. */
import { concat, equal } from "../base/bytes.ts";
import { idBytes, idOf, type DeviceId, type GroupId, type Kid } from "../base/ids.ts";
import { bytesOf, bytesUpTo, flag, id, list, record, sortedIds, usually } from "../base/record.ts";
import { labels } from "../crypto/labels.ts";
import { decrypt, deriveKey, encrypt, labelledHash, openSealed, sealTo, type BoxKeys } from "../crypto/sodium.ts";
import { Past, type Place } from "../log/past.ts";
import type { Random } from "../ports/random.ts";
import { actsKey, forActsAlone, highest, keyUnder, splitKey, type HeldKey } from "./levels.ts";

/** `key.rotate`: alone not encrypted under a group key. */
export interface Rotation {
  readonly kid: Kid;
  /** Kids of the keys before it, ascending. */
  readonly parents: readonly Kid[];
  /** KEY-4. The parents' keys, as `kid ‖ key` pairs, encrypted under what opens the acts of the new one. */
  readonly nonce: Uint8Array;
  readonly carried: Uint8Array;
  /** One per recipient device, in random order, so that the recipients are hidden. */
  readonly boxes: readonly Uint8Array[];
  /** KEY-4. Its boxes hold the secret of a split key, and of split parents it carries only what opens acts. */
  readonly split: boolean;
}

/** What a rotation carries beyond these is asked for (KEY-5). */
export const mostParents = 64;

/** A sealed box of `key ‖ H(groupId, kid, device)`. */
const capsuleLength = 32 + 32 + 48;

export const rotationCodec = record<Rotation>({
  kid: [1, id<Kid>()],
  parents: [2, sortedIds<Kid>(mostParents)],
  nonce: [3, bytesOf(24)],
  carried: [4, bytesUpTo(64 * mostParents + 16)],
  boxes: [5, list(bytesOf(capsuleLength), 2048)],
  split: [6, usually(flag, false)],
});

export interface Recipient {
  readonly device: DeviceId;
  readonly box: Uint8Array;
}

/** `secret`: 32 random bytes. `parents`: null for those whose maker of this holds nothing. */
export function makeRotation(group: GroupId, secret: Uint8Array, parents: ReadonlyMap<Kid, HeldKey | null>, recipients: readonly Recipient[], random: Random, split = false): Rotation {
  const key = (split ? splitKey : actsKey)(secret, group);
  const held = [...parents.values()].filter((one) => one !== null).map((one) => (split ? forActsAlone(one) : one));
  const nonce = random.bytes(24);
  const carried = encrypt(deriveKey(key.acts, labels.capsule), nonce, concat(...held.flatMap((one) => [idBytes(one.kid), highest(one)])), idBytes(key.kid));
  const boxes = recipients.map((r) => makeCapsule(group, key, r, random));
  return { kid: key.kid, parents: [...parents.keys()].sort(), nonce, carried, boxes: shuffled(boxes, random), split };
}

/** KEY-5: a key for one device, also sent to a joiner with `join.admit`. */
export const makeCapsule = (group: GroupId, key: HeldKey, to: Recipient, random: Random): Uint8Array =>
  sealTo(to.box, concat(highest(key), bindingOf(group, key.kid, to.device)), random.bytes(32));

/**
 * "NotMine" when these keys do not open it (another's, or damaged: a sealed box hides which); "Bad" when it opens and
 * holds anything but a key bound to this device, or another key than the one `kid` asks for.
 */
export function openCapsule(capsule: Uint8Array, group: GroupId, kid: Kid | "any", device: DeviceId, keys: BoxKeys): HeldKey | "NotMine" | "Bad" {
  const content = openSealed(capsule, keys);
  if (content === null) return "NotMine";
  if (content.length !== 64) return "Bad";
  const key = content.slice(0, 32);
  const isBound = (one: HeldKey): boolean => (kid === "any" || kid === one.kid) && equal(content.slice(32), bindingOf(group, one.kid, device));
  return [actsKey(key, group), splitKey(key, group)].find(isBound) ?? "Bad";
}

/** My key in a rotation: "NoBox" when none of its boxes is for me, "Bad" when mine holds another key. */
export function openRotation(rotation: Rotation, group: GroupId, device: DeviceId, keys: BoxKeys): HeldKey | "NoBox" | "Bad" {
  for (const box of rotation.boxes) {
    const key = openCapsule(box, group, rotation.kid, device, keys);
    if (key !== "NotMine") return key;
  }
  return "NoBox";
}

/** The earlier keys a rotation carries (KEY-4), by what opens the acts of the new one. Null when they are not what it says. */
export function carriedKeys(rotation: Rotation, acts: Uint8Array, group: GroupId): readonly HeldKey[] | null {
  const plain = decrypt(deriveKey(acts, labels.capsule), rotation.nonce, rotation.carried, idBytes(rotation.kid));
  if (plain === null || plain.length % 64 !== 0) return null;
  const out: HeldKey[] = [];
  for (let at = 0; at < plain.length; at += 64) {
    const kid = idOf<Kid>(plain.slice(at, at + 32));
    const parent = keyUnder(kid, plain.slice(at + 32, at + 64), group);
    if (!rotation.parents.includes(kid) || parent === null) return null;
    out.push(parent);
  }
  return out;
}

/** A rotation that stands, where it stands. */
export interface StandingRotation extends Place {
  readonly past: Past;
  /** Claimed (LOG-4). */
  readonly time: number;
  readonly kid: Kid;
  readonly split: boolean;
  /** Its own past declares the same key: who has gone since may hold it, and who came since not. */
  readonly again: boolean;
}

/**
 * KEY-3. Among the causally newest eligible keys that I hold, that with the lowest kid; null when I hold none of the eligible
 * ones. Eligible is whose rotation follows every removal and leave in my view, which is not for this layer to judge.
 */
export function keyToWriteUnder<R extends StandingRotation>(rotations: readonly R[], isEligible: (rotation: R) => boolean, holds: (rotation: R) => boolean): R | null {
  // Those placed last first, so that few others are judged; and all pasts together, as thousands may stand side by side: a member can make them.
  const usable: R[] = [];
  let earlier = Past.empty;
  for (const one of rotations.toReversed()) {
    if (earlier.has(one) || !holds(one) || !isEligible(one)) continue;
    usable.push(one);
    earlier = earlier.union(one.past);
  }
  const newest = usable.filter((one) => !earlier.has(one));
  return newest.sort((a, b) => (a.kid < b.kid ? -1 : 1))[0] ?? null;
}

const bindingOf = (group: GroupId, kid: Kid, device: DeviceId): Uint8Array => labelledHash(labels.capsule, idBytes(group), idBytes(kid), idBytes(device));

/** Fisher–Yates; 32-bit words leave a bias far below 2⁻²⁰ for lists of this length. */
export function shuffled<T>(items: readonly T[], random: Random): T[] {
  const out = [...items];
  const chance = new DataView(random.bytes(4 * Math.max(1, out.length)).slice().buffer);
  for (let i = out.length - 1; i > 0; i--) {
    const j = chance.getUint32(4 * i) % (i + 1);
    [out[i], out[j]] = [out[j]!, out[i]!];
  }
  return out;
}

