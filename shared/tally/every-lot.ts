/**
 * POLL-7, POLL-8. Where votes cannot tell between candidates, a rule may say "by lot". A count that drew one in secret,
 * or took the first in the list, would hide the tie. So the count is made once for every way the lots can fall: who is
 * elected in each is elected; who is elected only in some is tied. Most ties are between candidates far behind and
 * change nothing.
 */
import type { Lot } from "./lots.ts";
import type { Rounds, RoundsTally } from "./rounds.ts";

/** Which of these, of whom votes cannot tell. Counts that reach the same `state` go on alike. */
export type Draw = (between: readonly number[], state: string) => number;

/** More ways than this are not followed: then only who was elected before the first lot is elected. */
const mostWays = 2048;

/**
 * `count` asks `draw` at each tie and is otherwise a pure function; `all` are the candidates who may be elected. With the
 * election of `reopen` ("None of these") nobody else is: the seats from there on stay open.
 */
export function overEveryLot(seats: number, all: readonly number[], count: (draw: Draw) => Rounds, reopen: number | null = null): RoundsTally {
  const ways: (readonly number[])[] = [[]];
  const seen = new Set<string>();
  const counts: Rounds[] = [];
  for (let at = 0; at < ways.length; at++) {
    if (ways.length > mostWays) return undecided(seats, all, counts[0]!);
    const way = ways[at]!;
    const lots: { readonly size: number; readonly fell: number; readonly state: string }[] = [];
    const counted = count((between, state) => {
      const fell = way[lots.length] ?? 0;
      lots.push({ size: between.length, fell, state });
      return between[fell]!;
    });
    const end = reopen === null ? -1 : counted.elected.indexOf(reopen);
    counts.push(end < 0 ? counted : { ...counted, elected: counted.elected.slice(0, end), level: [] });
    for (let lot = way.length; lot < lots.length; lot++) {
      const { size, state } = lots[lot]!;
      if (seen.has(state)) break; // from here on as in another way
      seen.add(state);
      const before = lots.slice(0, lot).map(({ fell }) => fell);
      for (let other = 1; other < size; other++) ways.push([...before, other]);
    }
  }
  const { rounds, elected } = counts[0]!;
  const everywhere = elected.filter((candidate) => counts.every((each) => each.elected.includes(candidate)));
  const somewhere = all.filter((candidate) => !everywhere.includes(candidate) && counts.some((each) => each.elected.includes(candidate) || each.level.includes(candidate)));
  return { seats, rounds, elected: everywhere, tied: somewhere };
}

/** The same count where each lot falls as `lot` says. Whom nobody voted for is not drawn: they stay tied. */
export function overOneLot(seats: number, count: (draw: Draw) => Rounds, lot: Lot, reopen: number | null = null): RoundsTally {
  const { rounds, elected, level } = count((between) => lot(between)[0]!);
  const end = reopen === null ? -1 : elected.indexOf(reopen);
  return end < 0 ? { seats, rounds, elected, tied: level } : { seats, rounds, elected: elected.slice(0, end), tied: [] };
}

function undecided(seats: number, all: readonly number[], { rounds }: Rounds): RoundsTally {
  const first = rounds.findIndex(({ lot }) => lot !== null && !lot.idle);
  const before = rounds.slice(0, first);
  const gone = [...before.flatMap((round) => round.elected), ...before.flatMap((round) => round.excluded)];
  const elected = rounds.slice(0, first + 1).flatMap((round, at) => (at < first || round.excluded.length === 0 ? round.elected : []));
  return { seats, rounds, elected, tied: all.filter((candidate) => !elected.includes(candidate) && !gone.includes(candidate)) };
}
