/** ENC-2…4, LOG-2. What the checker asks of libsodium, the only code it shares with the app. */
import sodium from "libsodium-wrappers-sumo";
import { fromHex, hex, joined, same, utf8 } from "./bytes.ts";
import { write, type Value } from "./cbor.ts";

export const ready: Promise<void> = sodium.ready;

const label = (purpose: string): string => `veche/1/${purpose}`;

/** BLAKE2b-256. */
export const hash = (bytes: Uint8Array): Uint8Array => sodium.crypto_generichash(32, bytes, null);
export const idOf = (bytes: Uint8Array): string => hex(hash(bytes));
export const labelledHash = (purpose: string, ...context: readonly Value[]): string => idOf(write([label(purpose), ...context]));
const derive = (key: Uint8Array, purpose: string, ...context: readonly Value[]): Uint8Array => sodium.crypto_generichash(32, write([label(purpose), ...context]), key);

export const isSigned = (purpose: string, message: Uint8Array, signature: Uint8Array, key: Uint8Array): boolean =>
  sodium.crypto_sign_verify_detached(signature, joined([utf8(label(purpose)), message]), key);

/** ENC-4. On the curve, and of the large prime order. */
export function isSoundKey(key: Uint8Array): boolean {
  try {
    return sodium.crypto_sign_ed25519_pk_to_curve25519(key).length === 32;
  } catch {
    return false;
  }
}

/** An X25519 key that is not of small order. */
export function isSoundBoxKey(key: Uint8Array): boolean {
  try {
    return sodium.crypto_scalarmult(new Uint8Array(32).fill(1), key).length === 32;
  } catch {
    return false;
  }
}

/** MEM-3. The public key an invite's seed makes. */
export function inviteKey(seed: Uint8Array, group: string): Uint8Array {
  return sodium.crypto_sign_seed_keypair(derive(seed, "invite-sign", fromHex(group))).publicKey;
}

/** LOG-2. Opens a payload by its entry's own key; null when that is not the key committed to, or the content is altered. */
export function open(key: Uint8Array, sealed: { readonly payload: Uint8Array; readonly nonce: Uint8Array; readonly commitment: Uint8Array; readonly bound: Uint8Array }): Uint8Array | null {
  if (!same(fromHex(labelledHash("commitment", key)), sealed.commitment)) return null;
  try {
    return sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(null, sealed.payload, sealed.bound, sealed.nonce, key);
  } catch {
    return null;
  }
}
