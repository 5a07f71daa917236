/** Exact fractions for quorum and threshold (POLL-1): `[numerator, denominator, strict]`, whole numbers throughout. */

export interface Fraction {
  readonly numerator: number;
  readonly denominator: number;
  /** True: more than; false: at least. */
  readonly strict: boolean;
}

/** Larger denominators say nothing a group means. */
export const maxDenominator = 1_000_000;

/** Between nothing and all, and possible to reach: "more than all" is refused. */
export function isSane({ numerator, denominator, strict }: Fraction): boolean {
  if (!Number.isInteger(numerator) || !Number.isInteger(denominator)) return false;
  if (denominator < 1 || denominator > maxDenominator || numerator < 0) return false;
  return strict ? numerator < denominator : numerator <= denominator;
}

/** True when `have` is at least (strict: more than) the fraction of `base`. */
export function reaches(have: number, fraction: Fraction, base: number): boolean {
  const left = BigInt(have) * BigInt(fraction.denominator);
  const right = BigInt(base) * BigInt(fraction.numerator);
  return fraction.strict ? left > right : left >= right;
}

/** The least whole number that reaches the fraction of `base`. */
export function leastThatReaches(fraction: Fraction, base: number): number {
  const product = BigInt(base) * BigInt(fraction.numerator);
  const denominator = BigInt(fraction.denominator);
  const floor = product / denominator;
  const exact = floor * denominator === product;
  return Number(exact && !fraction.strict ? floor : floor + 1n);
}
