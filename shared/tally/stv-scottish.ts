/**
 * Several seats by the rules of Scottish local elections: The Scottish Local Government Elections Order 2007 (SSI
 * 2007/42), Schedule 1, rules 45 to 52. Surpluses move as parts of every paper (weighted inclusive Gregory), in five
 * decimal places, any remainder being ignored. Numbers in brackets are rules of that Schedule.
 */
import { decimal } from "./decimal.ts";
import { overEveryLot, overOneLot, type Draw } from "./every-lot.ts";
import type { Lot as FallenLot } from "./lots.ts";
import { papersIn, papersOf, upTo, type Paper, type RankedBallots } from "./preferences.ts";
import type { Lot, Round, Rounds, RoundsTally } from "./rounds.ts";

const places = 5;
const one = 10n ** BigInt(places);

/** Nobody is elected after `reopen`, "None of these". */
export function stvScottish(candidates: number, seats: number, ballots: RankedBallots, reopen: number | null = null, lot: FallenLot | null = null): RoundsTally {
  const papers = papersOf(ballots);
  const standing = upTo(candidates);
  const counted = (draw: Draw): Rounds => new Count(candidates, standing, seats, papers, draw).run();
  return lot === null ? overEveryLot(seats, standing, counted, reopen) : overOneLot(seats, counted, lot, reopen);
}

/** Papers that one candidate received at one value. */
interface Parcel {
  readonly paper: Paper;
  readonly value: bigint;
}

class Count {
  readonly #votes: bigint[];
  readonly #parcels: Parcel[][];
  readonly #quota: bigint;
  readonly #total: bigint;
  /** Who stood higher at the most recent preceding stage at which two were unequal: the lower number is higher. */
  #standing: readonly number[];
  /** What the value of papers came from: whose surplus went on, and to whom it could. */
  #transfers = "";
  readonly #rounds: Round[] = [];
  readonly #elected: number[] = [];
  #continuing: readonly number[];
  /** Elected with a surplus that has not gone on. */
  #pending: readonly number[] = [];

  constructor(
    candidates: number,
    standing: readonly number[],
    private readonly seats: number,
    papers: readonly Paper[],
    private readonly draw: Draw,
  ) {
    this.#votes = new Array<bigint>(candidates).fill(0n);
    this.#parcels = Array.from({ length: candidates }, () => []);
    this.#continuing = standing;
    this.#standing = new Array<number>(candidates).fill(0);
    this.#total = BigInt(papersIn(papers)) * one;
    // [45] A paper without a first preference is not valid and does not count for the quota [46].
    const valid = papers.filter(({ preferences }) => preferences.length > 0);
    this.#quota = (BigInt(papersIn(valid)) / BigInt(seats + 1) + 1n) * one;
    for (const paper of valid) this.#give(paper.preferences[0]!, { paper, value: one });
  }

  run(): Rounds {
    for (;;) {
      const elected = this.#elect();
      const level = this.#level();
      if (this.#vacancies === 0 || this.#continuing.length === 0 || level.length > 0) {
        this.#stage({ elected });
        return { rounds: this.#rounds, elected: this.#elected, level };
      }
      if (this.#pending.length > 0) {
        const { chosen, lot } = this.#first(this.#mostOf(this.#pending), "surplus");
        this.#stage({ elected, surplusOf: chosen, lot });
        this.#transferSurplus(chosen);
      } else {
        const { chosen, lot } = this.#first(this.#leastOf(this.#continuing), "exclusion");
        this.#continuing = this.#continuing.filter((candidate) => candidate !== chosen);
        const last = this.#fillLast();
        this.#stage({ elected: [...elected, ...last], excluded: [chosen], lot });
        if (this.#vacancies === 0) return { rounds: this.#rounds, elected: this.#elected, level: [] };
        this.#exclude(chosen);
      }
    }
  }

  get #vacancies(): number {
    return this.seats - this.#elected.length;
  }

  /** Nobody voted for any of those left, and there are more of them than vacancies. */
  #level(): readonly number[] {
    const without = this.#pending.length === 0 && this.#continuing.every((candidate) => this.#parcels[candidate]!.length === 0);
    return without && this.#vacancies > 0 && this.#continuing.length > this.#vacancies ? this.#continuing : [];
  }

  /** [47] Whoever has the quota is elected; [52] when no more are left than vacancies, all of them are. */
  #elect(): number[] {
    const reached = this.#byVotes(this.#continuing.filter((candidate) => this.#votes[candidate]! >= this.#quota));
    this.#take(reached);
    this.#pending = [...this.#pending, ...reached.filter((candidate) => this.#votes[candidate]! > this.#quota)];
    return [...reached, ...this.#fillLast()];
  }

  #fillLast(): number[] {
    if (this.#vacancies === 0 || this.#continuing.length > this.#vacancies) return [];
    const last = this.#byVotes(this.#continuing);
    this.#take(last);
    return last;
  }

  #take(elected: readonly number[]): void {
    this.#elected.push(...elected);
    this.#continuing = this.#continuing.filter((candidate) => !elected.includes(candidate));
  }

  /** [48] Each paper goes on at its value times surplus over votes, to five places, the remainder ignored. */
  #transferSurplus(from: number): void {
    const votes = this.#votes[from]!;
    const surplus = votes - this.#quota;
    const parcels = this.#parcels[from]!;
    this.#parcels[from] = [];
    this.#votes[from] = this.#quota;
    this.#pending = this.#pending.filter((candidate) => candidate !== from);
    this.#transfers += `${from}>${this.#continuing.join()};`;
    for (const { paper, value } of parcels) this.#pass(paper, (value * surplus) / votes);
  }

  /** [50] Papers go on at the value they had. */
  #exclude(candidate: number): void {
    const parcels = this.#parcels[candidate]!;
    this.#parcels[candidate] = [];
    this.#votes[candidate] = 0n;
    for (const { paper, value } of parcels) this.#pass(paper, value);
  }

  #pass(paper: Paper, value: bigint): void {
    const next = paper.preferences.find((candidate) => this.#continuing.includes(candidate));
    if (next !== undefined) this.#give(next, { paper, value });
  }

  #give(candidate: number, parcel: Parcel): void {
    this.#parcels[candidate]!.push(parcel);
    this.#votes[candidate]! += parcel.value * BigInt(parcel.paper.count);
  }

  #mostOf(among: readonly number[]): number[] {
    const most = among.reduce((best, candidate) => (this.#votes[candidate]! > best ? this.#votes[candidate]! : best), -1n);
    return among.filter((candidate) => this.#votes[candidate] === most);
  }

  #leastOf(among: readonly number[]): number[] {
    const least = among.reduce((best, candidate) => (this.#votes[candidate]! < best ? this.#votes[candidate]! : best), this.#votes[among[0]!]!);
    return among.filter((candidate) => this.#votes[candidate] === least);
  }

  /** [49, 51] Of equals, by the most recent preceding stage at which they were unequal; if there is none, by lot. */
  #first(equal: readonly number[], of: Lot["of"]): { chosen: number; lot: Lot | null } {
    const ranks = equal.map((candidate) => this.#standing[candidate]!);
    const rank = of === "surplus" ? Math.min(...ranks) : Math.max(...ranks);
    const left = equal.filter((candidate) => this.#standing[candidate] === rank);
    if (left.length === 1) return { chosen: left[0]!, lot: null };
    // Unless one of them would be left to fill a vacancy.
    const idle = left.every((candidate) => this.#parcels[candidate]!.length === 0) && this.#continuing.length - left.length >= this.#vacancies;
    const chosen = idle ? left[0]! : this.draw(left, this.#state());
    return { chosen, lot: { of, between: left, fell: chosen, idle } };
  }

  /** Everything that what follows depends on. */
  #state(): string {
    return [this.#transfers, this.#continuing.map((candidate) => `${candidate}.${this.#standing[candidate]}`), this.#elected, this.#pending].join("/");
  }

  #byVotes(among: readonly number[]): number[] {
    return among.toSorted((a, b) => (this.#votes[a]! < this.#votes[b]! ? 1 : this.#votes[a]! > this.#votes[b]! ? -1 : 0));
  }

  #stage({ elected, excluded = [], surplusOf = null, lot = null }: Pick<Round, "elected"> & Partial<Round>): void {
    const votes = this.#votes.reduce((sum, each) => sum + each, 0n);
    this.#standing = this.#refined();
    this.#rounds.push({
      votes: this.#votes.map((each) => decimal(each, places)),
      exhausted: decimal(this.#total - votes, places),
      quota: decimal(this.#quota, places),
      elected,
      excluded,
      surplusOf,
      lot,
    });
  }

  /** By the votes now, equals as they stood before. */
  #refined(): number[] {
    const order = this.#votes.map((_, candidate) => candidate).sort((a, b) => this.#compare(a, b));
    const standing = new Array<number>(order.length).fill(0);
    for (let i = 1; i < order.length; i++) standing[order[i]!] = this.#compare(order[i - 1]!, order[i]!) === 0 ? standing[order[i - 1]!]! : i;
    return standing;
  }

  #compare(a: number, b: number): number {
    const difference = this.#votes[b]! - this.#votes[a]!;
    return difference === 0n ? this.#standing[a]! - this.#standing[b]! : difference > 0n ? 1 : -1;
  }
}
