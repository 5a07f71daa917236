/** Times measured, as one line of figures. */

/** "pairs: 40 of 40 within 15 s, median 1.1 s, p95 2.3 s, slowest 2.9 s" */
export function figures(what: string, times: readonly number[], within: number): string {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number): string => inSeconds(sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN);
  const fast = sorted.filter((time) => time <= within).length;
  return `${what}: ${fast} of ${times.length} within ${within / 1000} s, median ${at(0.5)}, p95 ${at(0.95)}, slowest ${at(1)}`;
}

export const inSeconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;
