/**
 * Which of many peers a machine links to. Up to `few`: all of them. Beyond, about eight: on the ring of all names those at
 * distances 1, n^¼, n^½ and n^¾ either way, which keeps the whole connected with few steps between any two.
 * The choice is symmetric: who sees the same names is chosen by those it chooses.
 */

/** Up to so many peers everybody links to everybody. */
export const few = 10;

export function chooseNeighbours(me: string, peers: readonly string[]): ReadonlySet<string> {
  if (peers.length <= few) return new Set(peers);
  const ring = [...peers, me].sort();
  const at = ring.indexOf(me);
  const n = ring.length;
  const chosen = new Set<string>();
  for (const power of [0, 0.25, 0.5, 0.75]) {
    const distance = Math.round(n ** power);
    chosen.add(ring[(at + distance) % n]!);
    chosen.add(ring[(at - distance + n) % n]!);
  }
  chosen.delete(me);
  return chosen;
}
