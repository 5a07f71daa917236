/**
 * Single transferable vote by Meek: I. D. Hill, B. A. Wichmann, D. R. Woodall, "Algorithm 123", 1987, in the fixed places of
 * the Proportional Representation Foundation's reference rule: nine decimals, what is kept rounded up.
 */
import { byVotes, decimal, everyWay, least, oneWay, sum, type Course, type Lots, type Order, type Paper, type Round, type RoundsResult } from "./rounds.ts";

const places = 9;
const whole = 10n ** BigInt(places);
/** A millionth. */
const small = 1000n;

export const meek = (candidates: number, seats: number, papers: readonly Paper[], none: number, order: Order | null): RoundsResult => {
  const counted = (lots: Lots): Course => course(candidates, seats, papers, lots);
  return order === null ? everyWay(seats, candidates, counted, none) : oneWay(seats, order, counted, none);
};

interface Distribution {
  readonly votes: readonly bigint[];
  readonly quota: bigint;
  readonly surplus: bigint;
}

const up = (value: bigint, by: bigint): bigint => (value % by === 0n ? value / by : value / by + 1n);

function course(candidates: number, seats: number, papers: readonly Paper[], lots: Lots): Course {
  const all = Array.from({ length: candidates }, (_, i) => i);
  const keep = all.map(() => whole);
  const rounds: Round[] = [];
  const elected: number[] = [];
  let hopeful = all;

  const distribute = (): Distribution => {
    const votes = all.map(() => 0n);
    for (const paper of papers) {
      let weight = whole;
      for (const one of paper) {
        const kept = up(weight * keep[one]!, whole);
        votes[one]! += kept;
        weight -= kept;
        if (weight <= 0n) break;
      }
    }
    const quota = sum(votes) / BigInt(seats + 1) + 1n;
    const surplus = sum(elected.map((one) => votes[one]! - quota));
    return { votes, quota, surplus: surplus > 0n ? surplus : 0n };
  };

  const tell = ({ votes, quota }: Distribution, more: Partial<Round>): void => {
    const exhausted = BigInt(papers.length) * whole - sum(votes);
    rounds.push({ elected: [], excluded: [], surplusOf: null, lot: null, ...more, votes: votes.map((each) => decimal(each, places)), exhausted: decimal(exhausted, places), quota: decimal(quota, places) });
  };

  /** Until somebody is elected, or the surplus is as small as it gets. */
  const settle = (): { readonly now: Distribution; readonly reached: readonly number[] } => {
    for (let before: bigint | null = null; ; ) {
      const now = distribute();
      const reached = byVotes(hopeful.filter((one) => now.votes[one]! >= now.quota), now.votes);
      if (reached.length > 0 || now.surplus < small || (before !== null && now.surplus >= before)) return { now, reached };
      before = now.surplus;
      for (const one of elected) {
        const next = now.votes[one] === 0n ? whole : up(up(keep[one]! * now.quota, whole) * whole, now.votes[one]!);
        keep[one] = next < whole ? next : whole;
      }
    }
  };

  while (elected.length < seats && elected.length + hopeful.length > seats) {
    const { now, reached } = settle();
    if (reached.length > 0) {
      elected.push(...reached);
      hopeful = hopeful.filter((one) => !reached.includes(one));
      tell(now, { elected: reached });
      continue;
    }
    const isUnvoted = (one: number): boolean => now.votes[one] === 0n;
    if (hopeful.every(isUnvoted)) {
      tell(now, {});
      return { rounds, elected, level: hopeful };
    }
    const lowest = least(hopeful.map((one) => now.votes[one]!));
    const tied = hopeful.filter((one) => now.votes[one]! <= lowest + now.surplus);
    const idle = tied.every(isUnvoted) && elected.length + hopeful.length - tied.length >= seats;
    const out = tied.length === 1 || idle ? tied[0]! : lots(tied, [hopeful.join(), elected.join(), keep.join()].join("/"));
    keep[out] = 0n;
    hopeful = hopeful.filter((one) => one !== out);
    const rest = elected.length + hopeful.length > seats ? [] : byVotes(hopeful, now.votes);
    elected.push(...rest);
    tell(now, { elected: rest, excluded: [out], lot: tied.length === 1 ? null : { of: "exclusion", between: tied, fell: out, idle } });
  }
  if (rounds.length === 0) {
    const now = distribute();
    elected.push(...byVotes(hopeful, now.votes));
    tell(now, { elected: [...elected] });
  }
  return { rounds, elected, level: [] };
}
