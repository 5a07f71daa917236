/**
 * LAN-3. TLS 1.2 with a pre-shared key (RFC 5489): both ends hold the key or there is no connection. The identity a
 * caller names is random to everybody else: a nonce and its MAC under the key, so that nobody who watches can say which
 * group, invite or earlier call it belongs to, and the door finds the key by trying those it holds.
 */
import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { TlsOptions } from "node:tls";

const nonceBytes = 16;
const macBytes = 16;

export const cipher = {
  ciphers: "ECDHE-PSK-CHACHA20-POLY1305",
  minVersion: "TLSv1.2",
  maxVersion: "TLSv1.2",
} as const satisfies TlsOptions;

const derived = (key: Uint8Array, purpose: "caller" | "psk", context = new Uint8Array(0)): Buffer =>
  createHmac("sha256", key).update(`veche/1/lan-${purpose}`).update(context).digest();

export interface Credential {
  readonly identity: string;
  readonly psk: Buffer;
}

/** What a caller shows; another each time. */
export function credentialOf(key: Uint8Array): Credential {
  const nonce = randomBytes(nonceBytes);
  const mac = derived(key, "caller", nonce).subarray(0, macBytes);
  return { identity: Buffer.concat([nonce, mac]).toString("hex"), psk: pskOf(key) };
}

export const pskOf = (key: Uint8Array): Buffer => derived(key, "psk");

/** True when the identity was made with this key. */
export function isCaller(identity: string, key: Uint8Array): boolean {
  const bytes = Buffer.from(identity, "hex");
  if (bytes.length !== nonceBytes + macBytes) return false;
  const mac = derived(key, "caller", bytes.subarray(0, nonceBytes)).subarray(0, macBytes);
  return timingSafeEqual(mac, bytes.subarray(nonceBytes));
}
