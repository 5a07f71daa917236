/**
 * SYNC-5. Who opens a parcel: its content key is wrapped once for each device it is for, or under a group key for all who
 * hold that. A reader knows its slot by a hint that nobody else can tell from chance, and that is another in each parcel.
 */
import { concat, toHex } from "../base/bytes.ts";
import { idBytes, type GroupId, type Kid } from "../base/ids.ts";
import { labels } from "../crypto/labels.ts";
import { boxKeys, decrypt, deriveKey, encrypt, sharedSecret, sizes, type BoxKeys } from "../crypto/sodium.ts";
import { shuffled } from "../keys/epoch.ts";
import { kidOf } from "../keys/levels.ts";
import type { Random } from "../ports/random.ts";
import { hintLength, mostSlots, nameLength, paddedSlots, slotContent, slotLength } from "./layout.ts";

/** Whom a parcel is for. */
export interface Readers {
  /** X25519 keys of devices. */
  readonly boxes: readonly Uint8Array[];
  /** Group keys. */
  readonly keys: readonly { readonly kid: Kid; readonly key: Uint8Array }[];
}

/** What one may hold that opens a slot, and to which of one's groups the parcel then belongs. */
export interface Opener {
  readonly group: GroupId;
  readonly box: BoxKeys;
  /** Group keys held. */
  readonly keys: Iterable<Uint8Array>;
}

export interface Head {
  /** The public part of the parcel's own X25519 key; its highest bit, which X25519 ignores, is chance. */
  readonly name: Uint8Array;
  readonly slots: Uint8Array;
}

export function writeHead(readers: Readers, contentKey: Uint8Array, random: Random): Head {
  const own = boxKeys(random.bytes(sizes.seed));
  const name = own.publicKey.slice();
  name[nameLength - 1]! |= random.bytes(1)[0]! & 0x80;
  const secrets = [
    ...readers.boxes.map((box) => ({ secret: sharedSecret(own, box), reader: box })),
    ...readers.keys.map(({ kid, key }) => ({ secret: key, reader: idBytes(kid) })),
  ].filter((one): one is Wrapping => one.secret !== null);
  const count = paddedSlots(secrets.length);
  if (count > mostSlots) throw new Error(`a parcel has at most ${mostSlots} readers`);
  const content = concat(contentKey, Uint8Array.of(count >> 8, count & 255));
  const slots = secrets.map((one) => concat(hintOf(one, name), encrypt(slotKey(one, name), zeros, content, none)));
  while (slots.length < count) slots.push(random.bytes(slotLength));
  return { name, slots: concat(...shuffled(slots, random)) };
}

export interface Opened {
  readonly group: GroupId;
  readonly contentKey: Uint8Array;
  /** Bytes before the first segment. */
  readonly headLength: number;
}

/** Looks through slots as they come. */
export class SlotSearch {
  readonly #wanted = new Map<string, Wrapping & { readonly group: GroupId }>();
  #seen = 0;

  constructor(
    private readonly name: Uint8Array,
    openers: Iterable<Opener>,
  ) {
    const point = name.slice();
    point[nameLength - 1]! &= 0x7f;
    for (const { group, box, keys } of openers) {
      const secret = sharedSecret(box, point);
      if (secret !== null) this.#want({ group, secret, reader: box.publicKey });
      for (const key of keys) this.#want({ group, secret: key, reader: idBytes(kidOf(key, group)) });
    }
  }

  /** `head`: everything from the parcel's beginning that is there. Null: more is needed; "NotMine": no slot is. */
  look(head: Uint8Array): Opened | "NotMine" | null {
    for (; this.#seen < mostSlots; this.#seen++) {
      const at = nameLength + this.#seen * slotLength;
      if (at + slotLength > head.length) return null;
      const one = this.#wanted.get(toHex(head.subarray(at, at + hintLength)));
      const content = one === undefined ? null : decrypt(slotKey(one, this.name), zeros, head.slice(at + hintLength, at + slotLength), none);
      if (content === null || content.length !== slotContent) continue;
      const count = content[sizes.key]! * 256 + content[sizes.key + 1]!;
      return { group: one!.group, contentKey: content.slice(0, sizes.key), headLength: nameLength + count * slotLength };
    }
    return "NotMine";
  }

  #want(one: Wrapping & { readonly group: GroupId }): void {
    this.#wanted.set(toHex(hintOf(one, this.name)), one);
  }
}

interface Wrapping {
  readonly secret: Uint8Array;
  /** The device's X25519 key, or the group key's id. */
  readonly reader: Uint8Array;
}

const none = new Uint8Array(0);
/** Each slot's key is used once. */
const zeros = new Uint8Array(sizes.nonce);
const hintOf = ({ secret, reader }: Wrapping, name: Uint8Array): Uint8Array => deriveKey(secret, labels.parcelHint, name, reader).slice(0, hintLength);
const slotKey = ({ secret, reader }: Wrapping, name: Uint8Array): Uint8Array => deriveKey(secret, labels.parcelSlot, name, reader);
