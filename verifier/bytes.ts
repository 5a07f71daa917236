/** Bytes and hexadecimal. */
export const hex = (bytes: Uint8Array): string => Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");

export const fromHex = (text: string): Uint8Array => Uint8Array.from(text.match(/../gu) ?? [], (pair) => Number.parseInt(pair, 16));

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

export const same = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, i) => byte === b[i]);

export function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
