/**
 * Several seats by Meek's method: I. D. Hill, B. A. Wichmann, D. R. Woodall, "Algorithm 123: Single transferable vote by
 * Meek's method", The Computer Journal 30 (1987), in the fixed places of the Proportional Representation Foundation's
 * reference rule: nine decimals, keep factors rounded up, iteration until the surplus is below a millionth. Letters in
 * brackets are steps of that reference rule.
 *
 * Everybody elected keeps just so much of each paper that the quota remains; the rest goes on, also to others who are
 * elected; papers that run out lower the quota.
 */
import { decimal, divideUp } from "./decimal.ts";
import { overEveryLot, overOneLot, type Draw } from "./every-lot.ts";
import type { Lot } from "./lots.ts";
import { papersIn, papersOf, upTo, type Paper, type RankedBallots } from "./preferences.ts";
import type { Round, Rounds, RoundsTally } from "./rounds.ts";

const places = 9;
const one = 10n ** BigInt(places);
/** [A] A millionth. */
const omega = 1000n;

/** Nobody is elected after `reopen`, "None of these". */
export function stvMeek(candidates: number, seats: number, ballots: RankedBallots, reopen: number | null = null, lot: Lot | null = null): RoundsTally {
  const papers = papersOf(ballots);
  const standing = upTo(candidates);
  const counted = (draw: Draw): Rounds => count(candidates, standing, seats, papers, draw);
  return lot === null ? overEveryLot(seats, standing, counted, reopen) : overOneLot(seats, counted, lot, reopen);
}

/** One step along papers that share their way so far; nobody excluded stands on it. */
interface Step {
  readonly candidate: number;
  papers: bigint;
  readonly next: Map<number, Step>;
}

interface Standing {
  readonly votes: bigint[];
  readonly quota: bigint;
  /** Of all elected together. */
  readonly surplus: bigint;
}

function count(candidates: number, all: readonly number[], seats: number, papers: readonly Paper[], draw: Draw): Rounds {
  const total = BigInt(papersIn(papers)) * one;
  const keep = new Array<bigint>(candidates).fill(0n);
  for (const candidate of all) keep[candidate] = one;
  const rounds: Round[] = [];
  const elected: number[] = [];
  let hopeful = all;

  const tell = ({ votes, quota }: Standing, round: Partial<Round>): void => {
    const sum = votes.reduce((a, b) => a + b, 0n);
    rounds.push({ elected: [], excluded: [], surplusOf: null, lot: null, ...round, votes: votes.map((v) => decimal(v, places)), exhausted: decimal(total - sum, places), quota: decimal(quota, places) });
  };
  const byVotes = (among: readonly number[], votes: readonly bigint[]): number[] => among.toSorted((a, b) => (votes[a]! < votes[b]! ? 1 : votes[a]! > votes[b]! ? -1 : 0));

  // [B.1] Done when all seats are filled or no more are left than seats.
  while (elected.length < seats && elected.length + hopeful.length > seats) {
    const steps = stepsOf(papers, (candidate) => keep[candidate]! > 0n, (candidate) => hopeful.includes(candidate));
    let before: bigint | null = null;
    for (;;) {
      const now = distribute(steps, keep, seats, elected);
      const reached = byVotes(hopeful.filter((candidate) => now.votes[candidate]! >= now.quota), now.votes);
      if (reached.length > 0) {
        elected.push(...reached); // [B.2.c]
        hopeful = hopeful.filter((candidate) => !reached.includes(candidate));
        tell(now, { elected: reached });
        break;
      }
      if (now.surplus < omega || (before !== null && now.surplus >= before)) {
        if (hopeful.every((candidate) => now.votes[candidate] === 0n)) {
          tell(now, {});
          return { rounds, elected, level: hopeful };
        }
        const tied = lowest(hopeful, now); // [B.3]
        const idle = tied.every((candidate) => now.votes[candidate] === 0n) && elected.length + hopeful.length - tied.length >= seats;
        const out = tied.length === 1 || idle ? tied[0]! : draw(tied, [hopeful.join(), elected.join(), keep.join()].join("/"));
        keep[out] = 0n;
        hopeful = hopeful.filter((candidate) => candidate !== out);
        // [C] Whoever is left takes the seats that are left.
        const last = elected.length + hopeful.length > seats ? [] : byVotes(hopeful, now.votes);
        elected.push(...last);
        tell(now, { elected: last, excluded: [out], lot: tied.length === 1 ? null : { of: "exclusion", between: tied, fell: out, idle } });
        break;
      }
      before = now.surplus;
      for (const candidate of elected) keep[candidate] = keepNext(keep[candidate]!, now.quota, now.votes[candidate]!);
    }
  }
  if (rounds.length === 0) {
    const now = distribute(stepsOf(papers, () => true, () => true), keep, seats, elected);
    elected.push(...byVotes(hopeful, now.votes));
    tell(now, { elected: [...elected] });
  }
  return { rounds, elected, level: [] };
}

/** Papers merged by what still matters on them: the elected one after another, up to the first hopeful, who takes all. */
function stepsOf(papers: readonly Paper[], counts: (candidate: number) => boolean, takesAll: (candidate: number) => boolean): Step[] {
  const roots = new Map<number, Step>();
  for (const { preferences, count } of papers) {
    let level = roots;
    for (const candidate of preferences) {
      if (!counts(candidate)) continue;
      let step = level.get(candidate);
      if (step === undefined) level.set(candidate, (step = { candidate, papers: 0n, next: new Map() }));
      step.papers += BigInt(count);
      if (takesAll(candidate)) break;
      level = step.next;
    }
  }
  return [...roots.values()];
}

/** [B.2.a, b, d] Each keeps its part of what reaches it, rounded up; the quota is of the votes that somebody holds. */
function distribute(steps: readonly Step[], keep: readonly bigint[], seats: number, elected: readonly number[]): Standing {
  const votes = keep.map(() => 0n);
  const walk = (step: Step, weight: bigint): void => {
    const kept = divideUp(weight * keep[step.candidate]!, one);
    votes[step.candidate]! += kept * step.papers;
    if (weight > kept) for (const next of step.next.values()) walk(next, weight - kept);
  };
  for (const step of steps) walk(step, one);
  const quota = votes.reduce((sum, each) => sum + each, 0n) / BigInt(seats + 1) + 1n;
  const surplus = elected.reduce((sum, candidate) => sum + votes[candidate]! - quota, 0n);
  return { votes, quota, surplus: surplus < 0n ? 0n : surplus };
}

/** [B.2.f] Both steps rounded up; nobody keeps more than comes. */
function keepNext(keep: bigint, quota: bigint, votes: bigint): bigint {
  const next = votes === 0n ? one : divideUp(divideUp(keep * quota, one) * one, votes);
  return next < one ? next : one;
}

/** [B.3, T] Whoever the surplus still to come could not lift above the last is tied with it. */
function lowest(hopeful: readonly number[], { votes, surplus }: Standing): number[] {
  const least = hopeful.reduce((best, candidate) => (votes[candidate]! < best ? votes[candidate]! : best), votes[hopeful[0]!]!);
  return hopeful.filter((candidate) => votes[candidate]! <= least + surplus);
}
