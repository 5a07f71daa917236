/** Byte strings: comparison, joining, and the two text forms used (hex for ids, base64url for links). */

const hexOf: string[] = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, "0"));

/** The two ASCII digits of each byte. */
const digits = Uint8Array.from(hexOf.join(""), (digit) => digit.charCodeAt(0));
const scratch = new Uint8Array(64);

/**
 * Lower-case hexadecimal; string order of equal-length ids equals their byte order. Made at one go of the codes of its
 * digits: every entry that arrives needs an id, and joining strings or asking a TextDecoder takes several times as long.
 */
export function toHex(bytes: Uint8Array): string {
  const out = 2 * bytes.length <= scratch.length ? scratch.subarray(0, 2 * bytes.length) : new Uint8Array(2 * bytes.length);
  for (let i = 0; i < bytes.length; i++) {
    const at = 2 * bytes[i]!;
    out[2 * i] = digits[at]!;
    out[2 * i + 1] = digits[at + 1]!;
  }
  return ofCodes(out);
}

/** The text of these character codes; calls take only so many arguments. */
function ofCodes(codes: Uint8Array): string {
  if (codes.length <= atOnce) return String.fromCharCode.apply(null, codes as unknown as number[]);
  let text = "";
  for (let at = 0; at < codes.length; at += atOnce) text += ofCodes(codes.subarray(at, at + atOnce));
  return text;
}
const atOnce = 4096;

function nibble(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  if (code >= 97 && code <= 102) return code - 87;
  return -1;
}

/** Bytes of a lower-case hex string; null when it is not one. */
export function fromHex(text: string): Uint8Array | null {
  if (text.length % 2 !== 0) return null;
  const out = new Uint8Array(text.length / 2);
  for (let i = 0; i < out.length; i++) {
    const high = nibble(text.charCodeAt(2 * i));
    const low = nibble(text.charCodeAt(2 * i + 1));
    if (high < 0 || low < 0) return null;
    out[i] = high * 16 + low;
  }
  return out;
}

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const digitOf = new Map([...alphabet].map((c, i) => [c, i]));

/** RFC 4648 §5, without padding. */
export function toBase64url(bytes: Uint8Array): string {
  let out = "";
  for (let i = 0; i < bytes.length; i += 3) {
    const n = (bytes[i]! << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    out += alphabet[n >> 18]! + alphabet[(n >> 12) & 63]!;
    if (i + 1 < bytes.length) out += alphabet[(n >> 6) & 63]!;
    if (i + 2 < bytes.length) out += alphabet[n & 63]!;
  }
  return out;
}

/** Bytes of an unpadded base64url text; null when it is not the canonical text of any bytes. */
export function fromBase64url(text: string): Uint8Array | null {
  const out = new Uint8Array(Math.floor((text.length * 3) / 4));
  let bits = 0;
  let value = 0;
  let at = 0;
  for (const c of text) {
    const digit = digitOf.get(c);
    if (digit === undefined) return null;
    value = ((value << 6) | digit) & 0xfffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      out[at++] = (value >> bits) & 255;
    }
  }
  return toBase64url(out) === text ? out : null;
}

export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((n, p) => n + p.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

export function equal(a: Uint8Array, b: Uint8Array): boolean {
  return compare(a, b) === 0;
}

/** Lexicographic by byte; a prefix sorts before what it begins. Not constant-time: never compare secrets with it. */
export function compare(a: Uint8Array, b: Uint8Array): number {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) {
    const d = a[i]! - b[i]!;
    if (d !== 0) return d;
  }
  return a.length - b.length;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

export const utf8 = (text: string): Uint8Array => encoder.encode(text);

function isAscii(bytes: Uint8Array): boolean {
  for (let i = 0; i < bytes.length; i++) if (bytes[i]! >= 0x80) return false;
  return true;
}

/** Below this, a text of ASCII alone is read faster without a decoder: in Chromium from some 50 bytes on it is slower. */
const shortText = 48;

/** Text of UTF-8 bytes; null when they are not well-formed. */
export function fromUtf8(bytes: Uint8Array): string | null {
  if (bytes.length <= shortText && isAscii(bytes)) return ofCodes(bytes);
  try {
    return decoder.decode(bytes);
  } catch {
    return null;
  }
}
