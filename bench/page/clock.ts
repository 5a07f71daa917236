/** One clock for all pages of a machine: milliseconds since 1970 with fractions. */
export const now = (): number => performance.timeOrigin + performance.now();
