/**
 * Single transferable vote by the Scottish Local Government Elections Order 2007 (SSI 2007/42), Schedule 1, rules 45 to 52.
 * Each paper is followed by itself: what it is worth, and with whom it lies. Values have five places; remainders are dropped.
 */
import { byVotes, decimal, everyWay, least, oneWay, sum, type Course, type Lot, type Lots, type Order, type Paper, type Round, type RoundsResult } from "./rounds.ts";

const places = 5;
const whole = 10n ** BigInt(places);

export const scottish = (candidates: number, seats: number, papers: readonly Paper[], none: number, order: Order | null): RoundsResult => {
  const counted = (lots: Lots): Course => new Stages(candidates, seats, papers, lots).course();
  return order === null ? everyWay(seats, candidates, counted, none) : oneWay(seats, order, counted, none);
};

interface Held {
  readonly paper: Paper;
  value: bigint;
  /** Null once it has gone from everybody. */
  by: number | null;
}

class Stages {
  readonly #all: readonly number[];
  readonly #held: readonly Held[];
  readonly #quota: bigint;
  readonly #rounds: Round[] = [];
  readonly #elected: number[] = [];
  /** What an elected one keeps for good. */
  readonly #kept = new Map<number, bigint>();
  #left: readonly number[];
  #surpluses: readonly number[] = [];
  #moved = "";
  /** Places by all stages so far, the newest first: equals at every stage have the same. */
  #place: readonly number[];

  constructor(
    candidates: number,
    private readonly seats: number,
    papers: readonly Paper[],
    private readonly lots: Lots,
  ) {
    this.#all = Array.from({ length: candidates }, (_, i) => i);
    this.#left = this.#all;
    this.#place = this.#all.map(() => 0);
    this.#held = papers.map((paper) => ({ paper, value: whole, by: paper[0] ?? null }));
    const valid = papers.filter(({ length }) => length > 0).length;
    this.#quota = BigInt(Math.floor(valid / (seats + 1)) + 1) * whole;
  }

  course(): Course {
    for (;;) {
      const elected = this.#electByQuota();
      const level = this.#unvoted();
      if (this.#open === 0 || this.#left.length === 0 || level.length > 0) {
        this.#tell({ elected });
        return { rounds: this.#rounds, elected: this.#elected, level };
      }
      if (this.#surpluses.length > 0) this.#passSurplus(elected);
      else if (this.#excludeLast(elected)) return { rounds: this.#rounds, elected: this.#elected, level: [] };
    }
  }

  get #open(): number {
    return this.seats - this.#elected.length;
  }

  #votes(): readonly bigint[] {
    return this.#all.map((one) => (this.#kept.get(one) ?? 0n) + sum(this.#held.filter(({ by }) => by === one).map(({ value }) => value)));
  }

  #hasNoPaper(one: number): boolean {
    return this.#held.every(({ by }) => by !== one);
  }

  #electByQuota(): readonly number[] {
    const votes = this.#votes();
    const reached = byVotes(this.#left.filter((one) => votes[one]! >= this.#quota), votes);
    this.#elect(reached);
    this.#surpluses = [...this.#surpluses, ...reached.filter((one) => votes[one]! > this.#quota)];
    return [...reached, ...this.#electRest(votes)];
  }

  /** [52] */
  #electRest(votes: readonly bigint[]): readonly number[] {
    if (this.#open === 0 || this.#left.length > this.#open) return [];
    const rest = byVotes(this.#left, votes);
    this.#elect(rest);
    return rest;
  }

  #elect(who: readonly number[]): void {
    this.#elected.push(...who);
    this.#left = this.#left.filter((one) => !who.includes(one));
  }

  #unvoted(): readonly number[] {
    const nobody = this.#surpluses.length === 0 && this.#left.every((one) => this.#hasNoPaper(one));
    return nobody && this.#open > 0 && this.#left.length > this.#open ? this.#left : [];
  }

  /** [48] */
  #passSurplus(elected: readonly number[]): void {
    const votes = this.#votes();
    const most = byVotes(this.#surpluses, votes)[0]!;
    const { one: from, lot } = this.#chosen(this.#surpluses.filter((one) => votes[one] === votes[most]), "surplus");
    this.#tell({ elected, surplusOf: from, lot });
    const surplus = votes[from]! - this.#quota;
    this.#surpluses = this.#surpluses.filter((one) => one !== from);
    this.#moved += `${from}>${this.#left.join()};`;
    this.#kept.set(from, this.#quota);
    this.#passOn(from, (value) => (value * surplus) / votes[from]!);
  }

  /** [50] True when the seats were filled by it. */
  #excludeLast(elected: readonly number[]): boolean {
    const votes = this.#votes();
    const fewest = least(this.#left.map((one) => votes[one]!));
    const { one: out, lot } = this.#chosen(this.#left.filter((one) => votes[one] === fewest), "exclusion");
    this.#left = this.#left.filter((one) => one !== out);
    const rest = this.#electRest(votes);
    this.#tell({ elected: [...elected, ...rest], excluded: [out], lot });
    if (this.#open === 0) return true;
    this.#passOn(out, (value) => value);
    return false;
  }

  #passOn(from: number, worth: (value: bigint) => bigint): void {
    for (const held of this.#held) {
      if (held.by !== from) continue;
      held.by = held.paper.find((one) => this.#left.includes(one)) ?? null;
      held.value = worth(held.value);
    }
  }

  /** [49, 51] */
  #chosen(equal: readonly number[], of: Lot["of"]): { readonly one: number; readonly lot: Lot | null } {
    const at = equal.map((one) => this.#place[one]!);
    const wanted = of === "surplus" ? Math.min(...at) : Math.max(...at);
    const between = equal.filter((one) => this.#place[one] === wanted);
    if (between.length === 1) return { one: between[0]!, lot: null };
    const idle = between.every((one) => this.#hasNoPaper(one)) && this.#left.length - between.length >= this.#open;
    const state = [this.#moved, this.#left.map((one) => `${one}.${this.#place[one]}`), this.#elected, this.#surpluses].join("/");
    const fell = idle ? between[0]! : this.lots(between, state);
    return { one: fell, lot: { of, between, fell, idle } };
  }

  #tell(more: Partial<Round>): void {
    const votes = this.#votes();
    const before = this.#place;
    const isAbove = (a: number, b: number): boolean => votes[a]! > votes[b]! || (votes[a] === votes[b] && before[a]! < before[b]!);
    this.#place = this.#all.map((one) => this.#all.filter((other) => isAbove(other, one)).length);
    const exhausted = BigInt(this.#held.length) * whole - sum(votes);
    this.#rounds.push({ elected: [], excluded: [], surplusOf: null, lot: null, ...more, votes: votes.map((each) => decimal(each, places)), exhausted: decimal(exhausted, places), quota: decimal(this.#quota, places) });
  }
}
