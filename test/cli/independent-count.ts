/** Pairs of a Debian sheet counted in another way than shared/tally does: rank by rank, straight from the letters. */

export interface Rows {
  readonly names: readonly string[];
  /** As written: one letter an option. */
  readonly votes: readonly string[];
}

export function sheetRows(text: string): Rows {
  const lines = text.split("\n");
  const names = lines.flatMap((line) => /Option \d+-*>: (.*)/u.exec(line)?.[1]?.trim() ?? []);
  const votes = lines.flatMap((line) => /^V: (\S+)/u.exec(line)?.[1] ?? []);
  return { names, votes };
}

/** How many put the one before the other; `-` stands behind every rank. */
export function pairsOf({ names, votes }: Rows): Record<string, Record<string, number>> {
  const before = (vote: string, a: number, b: number): boolean => vote[a] !== "-" && (vote[b] === "-" || parseInt(vote[a]!, 36) < parseInt(vote[b]!, 36));
  return Object.fromEntries(names.map((one, a) => [one, Object.fromEntries(names.flatMap((other, b) => (a === b ? [] : [[other, votes.filter((vote) => before(vote, a, b)).length]])))]));
}
