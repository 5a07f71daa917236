/**
 * SYNC-2. Who is at the other end, and keys nobody in the middle has. Both sides send HELLO at once; the session keys
 * come from the newest epoch key both offered (or the invite's link key), a fresh X25519 secret and the transcript, which
 * holds both HELLOs, the group and the link's own identity. AUTH, the first encrypted message, then signs the transcript.
 *
 * Invariants:
 * - Nothing is believed before AUTH was checked, and AUTH opens only for who holds the key both HELLOs point at.
 * - Whoever changes a HELLO, or relays between two links, changes the transcript and so every key.
 * - Pure: the only effects are the values returned.
 */
import { compare, equal } from "../base/bytes.ts";
import { encodeCbor } from "../base/cbor.ts";
import { idBytes, idOf, type DeviceId, type GroupId, type InviteId, type Kid } from "../base/ids.ts";
import { err, ok, type Result } from "../base/result.ts";
import { labels } from "../crypto/labels.ts";
import { boxKeys, deriveKey, hash, isSoundPublicKey, labelledHash, sharedSecret, sign, sizes, verify, type BoxKeys } from "../crypto/sodium.ts";
import type { Random } from "../ports/random.ts";
import type { Addresses, EpochKey, InviteKey, OwnDevice } from "./group-side.ts";
import { limits } from "./limits.ts";
import { decodeHello, encodeHello, type Hello, type Message } from "./wire.ts";

/** What this side may prove: as a member any epoch key it holds, or an invite's link key to a joiner. */
export interface Credentials {
  readonly group: GroupId;
  /** `Link.binding`. */
  readonly binding: Uint8Array;
  readonly own: OwnDevice;
  readonly as: { readonly mode: "member"; readonly keys: readonly EpochKey[]; readonly invites: readonly InviteKey[] } | { readonly mode: "join"; readonly invite: InviteKey };
}

export interface Keys {
  /** What both sides hold: the epoch key that was proven, or the invite of a JOIN link. */
  readonly common: { readonly is: "epoch"; readonly kid: Kid } | { readonly is: "invite"; readonly invite: InviteId };
  readonly sending: Uint8Array;
  readonly receiving: Uint8Array;
  readonly transcript: Uint8Array;
  /** Tells the two ends apart, so that neither's AUTH can be given back to it. */
  readonly first: boolean;
}

export type HandshakeProblem =
  /** No HELLO at all. */
  | "Garbled"
  | "OtherVersion"
  /** My own HELLO came back. */
  | "Reflected"
  /** A public key of small order. */
  | "SmallOrder"
  /** No key both sides hold: somebody from elsewhere. */
  | "NothingInCommon";

export class Handshake {
  readonly #box: BoxKeys;
  readonly #hello: Hello;
  /** The bytes of my HELLO, sent as they are. */
  readonly hello: Uint8Array;

  constructor(
    private readonly mine: Credentials,
    random: Random,
  ) {
    this.#box = boxKeys(random.bytes(sizes.seed));
    const nonce = random.bytes(32);
    const offered = mine.as.mode === "join" ? [mine.as.invite.linkKey] : mine.as.keys.slice(0, limits.offeredKeys).map((held) => held.key);
    this.#hello = { mode: mine.as.mode, publicKey: this.#box.publicKey, nonce, hints: offered.map((key) => hintOf(key.reveal(), nonce)) };
    this.hello = encodeHello(this.#hello);
  }

  /** The other side's HELLO gives the keys of the session, or ends it. */
  receive(bytes: Uint8Array): Result<Keys, HandshakeProblem> {
    const theirs = decodeHello(bytes);
    if (theirs === null) return err("Garbled");
    if (theirs === "OtherVersion") return err("OtherVersion");
    if (equal(bytes, this.hello) || equal(theirs.publicKey, this.#hello.publicKey) || equal(theirs.nonce, this.#hello.nonce)) return err("Reflected");
    const shared = sharedSecret(this.#box, theirs.publicKey);
    if (shared === null) return err("SmallOrder");
    const agreed = this.#agree(theirs);
    if (agreed === null) return err("NothingInCommon");
    const first = compare(this.hello, bytes) < 0;
    const transcript = labelledHash(labels.transcript, idBytes(this.mine.group), this.mine.binding, first ? this.hello : bytes, first ? bytes : this.hello);
    const towards = (side: 0 | 1): Uint8Array => deriveKey(agreed.key, labels.session, shared, transcript, side);
    return ok({ common: agreed.common, transcript, first, sending: towards(first ? 0 : 1), receiving: towards(first ? 1 : 0) });
  }

  auth(keys: Keys, instance: Uint8Array, addresses: Addresses): Message {
    const signature = sign(labels.auth, signedInAuth(keys.transcript, keys.first, instance), this.mine.own.signing);
    return { type: "auth", publicKey: this.mine.own.signing.publicKey, signature, instance, addresses };
  }

  #agree(theirs: Hello): { readonly key: Uint8Array; readonly common: Keys["common"] } | null {
    const { as } = this.mine;
    if (as.mode === "join") {
      if (theirs.mode !== "member") return null;
      return { key: as.invite.linkKey.reveal(), common: { is: "invite", invite: as.invite.invite } };
    }
    if (theirs.mode === "join") {
      const invite = as.invites.find((open) => theirs.hints.some((hint) => equal(hint, hintOf(open.linkKey.reveal(), theirs.nonce))));
      return invite === undefined ? null : { key: invite.linkKey.reveal(), common: { is: "invite", invite: invite.invite } };
    }
    const newest = newestCommon(as.keys.slice(0, limits.offeredKeys), theirs);
    return newest === null ? null : { key: newest.key.reveal(), common: { is: "epoch", kid: newest.kid } };
  }
}

/** Both sides compute this alike: of the keys both offered the one newest for both together; equal: the lower kid. */
function newestCommon(mine: readonly EpochKey[], theirs: Hello): EpochKey | null {
  let best: { readonly held: EpochKey; readonly age: number } | null = null;
  for (const [i, held] of mine.entries()) {
    const j = theirs.hints.findIndex((hint) => equal(hint, hintOf(held.key.reveal(), theirs.nonce)));
    if (j < 0) continue;
    const age = i + j;
    if (best === null || age < best.age || (age === best.age && held.kid < best.held.kid)) best = { held, age };
  }
  return best === null ? null : best.held;
}

/** The device at the other end, or null when the signature is not for this very link. */
export function authenticate(message: Message & { readonly type: "auth" }, keys: Keys): DeviceId | null {
  const signed = signedInAuth(keys.transcript, !keys.first, message.instance);
  if (!isSoundPublicKey(message.publicKey) || !verify(labels.auth, signed, message.signature, message.publicKey)) return null;
  return idOf<DeviceId>(hash(message.publicKey));
}

const hintOf = (key: Uint8Array, nonce: Uint8Array): Uint8Array => deriveKey(key, labels.sessionHint, nonce);

const signedInAuth = (transcript: Uint8Array, first: boolean, instance: Uint8Array): Uint8Array => encodeCbor([transcript, first ? 0 : 1, instance]);
