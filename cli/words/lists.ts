/** Several things in one sentence. */

/** `Ada, Bela and Cyn`. */
export function list(items: readonly string[]): string {
  if (items.length < 2) return items[0] ?? "nobody";
  return `${items.slice(0, -1).join(", ")} and ${items[items.length - 1]}`;
}

/** `1 entry`, `2 entries`. */
export const counted = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;
