/** What the writer of the durability test writes, computed again by the test that checks it. */
import { createHash } from "node:crypto";

export const profileKey = new Uint8Array(32).fill(5);
export const lastRow = Uint8Array.of(0);

export function keyOf(i: number): Uint8Array {
  const key = new Uint8Array(8);
  new DataView(key.buffer).setBigUint64(0, BigInt(i));
  return key;
}

export const numberOf = (key: Uint8Array): number => Number(new DataView(key.buffer, key.byteOffset, 8).getBigUint64(0));

/** About 600 bytes that belong to i alone. */
export function contentOf(i: number): Uint8Array {
  return new Uint8Array(createHash("shake256", { outputLength: 600 }).update(String(i)).digest());
}

export const slotsOf = (i: number): Uint8Array => new Uint8Array(createHash("shake256", { outputLength: 300 }).update(`slots ${i}`).digest());
