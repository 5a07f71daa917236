/**
 * The one door to libsodium (ENC-4). Await `cryptoReady` once before anything else is called; all else is synchronous.
 * Chance is never taken from here (ENC-3): callers bring it through the Random port.
 */
import sodium from "libsodium-wrappers-sumo";
import { encodeCbor, type CborValue } from "../base/cbor.ts";
import { concat, utf8 } from "../base/bytes.ts";
import { blake2b, seal, unseal } from "./in-place.ts";
import type { Label } from "./labels.ts";

export const cryptoReady: Promise<void> = sodium.ready;

export const sizes = { hash: 32, key: 32, publicKey: 32, signature: 64, nonce: 24, tag: 16, seed: 32, sealedOverhead: 48 } as const;

/** BLAKE2b-256, the `H` of the protocol. */
export const hash = (bytes: Uint8Array): Uint8Array => blake2b(sizes.hash, bytes, null);

/** H over `cbor([label, …context])`: hashes of different purposes never meet (ENC-2). */
export const labelledHash = (label: Label, ...context: readonly CborValue[]): Uint8Array => hash(encodeCbor([label, ...context]));

/** ENC-3. `KDF(key, purpose, …context) = BLAKE2b-256(key, cbor([label, …context]))`. */
export const deriveKey = (key: Uint8Array, label: Label, ...context: readonly CborValue[]): Uint8Array =>
  blake2b(sizes.key, encodeCbor([label, ...context]), key);

// ---------------------------------------------------------------- Ed25519

export interface SigningKeys {
  readonly publicKey: Uint8Array;
  readonly secretKey: Uint8Array;
}

/** From a 32-byte seed (RFC 8032 private key). */
export function signingKeys(seed: Uint8Array): SigningKeys {
  const { publicKey, privateKey } = sodium.crypto_sign_seed_keypair(seed);
  return { publicKey, secretKey: privateKey };
}

const prefixes = new Map<Label, Uint8Array>();
function prefixed(label: Label, message: Uint8Array): Uint8Array {
  let prefix = prefixes.get(label);
  if (prefix === undefined) prefixes.set(label, (prefix = utf8(label)));
  return concat(prefix, message);
}

/** ENC-2: over `label ‖ message`. */
export const sign = (label: Label, message: Uint8Array, keys: SigningKeys): Uint8Array =>
  sodium.crypto_sign_detached(prefixed(label, message), keys.secretKey);

export function verify(label: Label, message: Uint8Array, signature: Uint8Array, publicKey: Uint8Array): boolean {
  if (signature.length !== sizes.signature || publicKey.length !== sizes.publicKey) return false;
  return sodium.crypto_sign_verify_detached(signature, prefixed(label, message), publicKey);
}

/**
 * ENC-4. A usable Ed25519 public key: on the curve, canonical and of the large prime order. Checked once, at admission
 * (libsodium's conversion to X25519 makes exactly these checks).
 */
export function isSoundPublicKey(publicKey: Uint8Array): boolean {
  if (publicKey.length !== sizes.publicKey) return false;
  try {
    sodium.crypto_sign_ed25519_pk_to_curve25519(publicKey);
    return true;
  } catch {
    return false; // libsodium throws for a key it refuses; there is no other way to ask
  }
}

// ---------------------------------------------------------------- X25519

export interface BoxKeys {
  readonly publicKey: Uint8Array;
  readonly secretKey: Uint8Array;
}

export function boxKeys(seed: Uint8Array): BoxKeys {
  const { publicKey, privateKey } = sodium.crypto_box_seed_keypair(seed);
  return { publicKey, secretKey: privateKey };
}

/**
 * Anonymous sealed box (libsodium's `crypto_box_seal`, built here so that chance is an argument: `seed` has 32 fresh
 * random bytes); 48 bytes longer than its content.
 */
export function sealTo(publicKey: Uint8Array, content: Uint8Array, seed: Uint8Array): Uint8Array {
  const ephemeral = boxKeys(seed);
  const nonce = blake2b(sizes.nonce, concat(ephemeral.publicKey, publicKey), null);
  return concat(ephemeral.publicKey, sodium.crypto_box_easy(content, nonce, publicKey, ephemeral.secretKey));
}

/** Null when the box is not for these keys, or damaged. */
export function openSealed(box: Uint8Array, keys: BoxKeys): Uint8Array | null {
  if (box.length < sizes.sealedOverhead) return null;
  try {
    return sodium.crypto_box_seal_open(box, keys.publicKey, keys.secretKey);
  } catch {
    return null; // a box for somebody else and a damaged one are the same to libsodium
  }
}

/** A point of small order gives every key the same secret: nothing can be sealed to it. */
export const isSoundBoxKey = (publicKey: Uint8Array): boolean => sharedSecret({ publicKey, secretKey: anySecret }, publicKey) !== null;
const anySecret = new Uint8Array(32).fill(1);

/** Raw X25519 shared secret; null for a public key of small order. Feed it to `deriveKey`, never use it as it is. */
export function sharedSecret(mine: BoxKeys, theirs: Uint8Array): Uint8Array | null {
  if (theirs.length !== sizes.publicKey) return null;
  try {
    return sodium.crypto_scalarmult(mine.secretKey, theirs);
  } catch {
    return null; // libsodium refuses an all-zero result
  }
}

// ---------------------------------------------------------------- XChaCha20-Poly1305

export const encrypt = (key: Uint8Array, nonce: Uint8Array, plain: Uint8Array, associated: Uint8Array): Uint8Array => seal(key, nonce, plain, associated);

/** Null when anything was altered or the key is another. */
export function decrypt(key: Uint8Array, nonce: Uint8Array, sealed: Uint8Array, associated: Uint8Array): Uint8Array | null {
  if (sealed.length < sizes.tag || nonce.length !== sizes.nonce || key.length !== sizes.key) return null;
  return unseal(key, nonce, sealed, associated);
}

// ---------------------------------------------------------------- Argon2id

export interface Argon2Cost {
  readonly operations: number;
  readonly memoryBytes: number;
}

/** Argon2id 1.3 with one lane. `salt` has 16 bytes. */
export const stretch = (passphrase: string, salt: Uint8Array, cost: Argon2Cost): Uint8Array =>
  sodium.crypto_pwhash(sizes.key, passphrase.normalize("NFC"), salt, cost.operations, cost.memoryBytes, sodium.crypto_pwhash_ALG_ARGON2ID13);
