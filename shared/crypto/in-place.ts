/**
 * The two primitives that every entry and every frame needs, called on memory of libsodium's that was set aside once.
 * The wrapper allocates, copies and frees each argument for each call, which costs more than hashing three hundred
 * bytes does (docs/measurements.md). Inputs too long for that memory take the wrapper's way.
 */
import sodium from "libsodium-wrappers-sumo";

/** What the wrapper itself calls: pointers into HEAPU8, 64-bit lengths as two halves. */
interface Compiled {
  /** Another array whenever memory grows. */
  readonly HEAPU8: Uint8Array;
  _malloc(bytes: number): number;
  _crypto_generichash(out: number, outLength: number, input: number, length: number, lengthHigh: number, key: number, keyLength: number): number;
  _crypto_aead_xchacha20poly1305_ietf_encrypt(
    sealed: number, sealedLength: number, plain: number, length: number, lengthHigh: number,
    associated: number, associatedLength: number, associatedLengthHigh: number, unused: number, nonce: number, key: number,
  ): number;
  _crypto_aead_xchacha20poly1305_ietf_decrypt(
    plain: number, plainLength: number, unused: number, sealed: number, length: number, lengthHigh: number,
    associated: number, associatedLength: number, associatedLengthHigh: number, nonce: number, key: number,
  ): number;
}

const room = 40_000; // two frames, or an entry as people write them
const small = 1024;
const tag = 16;

interface Memory {
  readonly of: Compiled;
  readonly out: number;
  readonly input: number;
  readonly associated: number;
  readonly key: number;
  readonly nonce: number;
}

let memory: Memory | null = null;

/** After `sodium.ready`. */
function setAside(): Memory {
  if (memory !== null) return memory;
  const of = (sodium as unknown as { readonly libsodium: Compiled }).libsodium;
  const out = of._malloc(2 * (room + tag) + small + 64);
  const input = out + room + tag;
  const associated = input + room + tag;
  memory = { of, out, input, associated, key: associated + small, nonce: associated + small + 32 };
  return memory;
}

/** BLAKE2b of `length` bytes, keyed if a key of at most 32 bytes is given. */
export function blake2b(length: number, input: Uint8Array, key: Uint8Array | null): Uint8Array {
  if (input.length > room || length > 64 || (key !== null && key.length > 32)) return sodium.crypto_generichash(length, input, key);
  const at = setAside();
  const { of } = at;
  of.HEAPU8.set(input, at.input);
  if (key !== null) of.HEAPU8.set(key, at.key);
  const failed = of._crypto_generichash(at.out, length, at.input, input.length, 0, key === null ? 0 : at.key, key?.length ?? 0);
  if (failed !== 0) throw new Error("hashing failed");
  return of.HEAPU8.slice(at.out, at.out + length);
}

/** XChaCha20-Poly1305; the key has 32 bytes, the nonce 24. */
export function seal(key: Uint8Array, nonce: Uint8Array, plain: Uint8Array, associated: Uint8Array): Uint8Array {
  if (plain.length > room || associated.length > small || key.length !== 32 || nonce.length !== 24) {
    return sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(plain, associated, null, nonce, key);
  }
  const at = setAside();
  const { of } = at;
  const heap = of.HEAPU8;
  heap.set(plain, at.input);
  heap.set(associated, at.associated);
  heap.set(nonce, at.nonce);
  heap.set(key, at.key);
  const failed = of._crypto_aead_xchacha20poly1305_ietf_encrypt(at.out, 0, at.input, plain.length, 0, at.associated, associated.length, 0, 0, at.nonce, at.key);
  if (failed !== 0) throw new Error("encrypting failed");
  return heap.slice(at.out, at.out + plain.length + tag);
}

/** Null when it does not open. Lengths of key, nonce and tag are checked by the caller. */
export function unseal(key: Uint8Array, nonce: Uint8Array, sealed: Uint8Array, associated: Uint8Array): Uint8Array | null {
  if (sealed.length > room || associated.length > small) return unsealLong(key, nonce, sealed, associated);
  const at = setAside();
  const { of } = at;
  const heap = of.HEAPU8;
  heap.set(sealed, at.input);
  heap.set(associated, at.associated);
  heap.set(nonce, at.nonce);
  heap.set(key, at.key);
  const failed = of._crypto_aead_xchacha20poly1305_ietf_decrypt(at.out, 0, 0, at.input, sealed.length, 0, at.associated, associated.length, 0, at.nonce, at.key);
  return failed === 0 ? heap.slice(at.out, at.out + sealed.length - tag) : null;
}

function unsealLong(key: Uint8Array, nonce: Uint8Array, sealed: Uint8Array, associated: Uint8Array): Uint8Array | null {
  try {
    return sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(null, sealed, associated, nonce, key);
  } catch {
    return null; // forged and wrong key are the same to libsodium
  }
}
