/** Fixed places in whole numbers: the value times a power of ten. Rules that count in decimals say how many and which way they round. */

/** `19.00000` of 1900000n at five places. */
export function decimal(value: bigint, places: number): string {
  if (places === 0) return String(value);
  const digits = String(value).padStart(places + 1, "0");
  return `${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

export const divideUp = (value: bigint, by: bigint): bigint => (value + by - 1n) / by;
