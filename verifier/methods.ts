/** POLL-1, POLL-7, POLL-8. What ballots add up to, by method, and what follows from it. Whole numbers and nothing else. */
import type { Value } from "./cbor.ts";
import { meek } from "./meek.ts";
import type { Order, Paper, RoundsResult } from "./rounds.ts";
import { runOff } from "./run-off.ts";
import { scottish } from "./scottish.ts";
import { list, whole, type Shape } from "./shapes.ts";

/** Exact, and of at most a million parts. */
export interface Fraction {
  readonly numerator: number;
  readonly denominator: number;
  readonly strict: boolean;
}

export const methods = ["yes-no-abstain", "approval", "schulze", "score", "irv", "stv-scottish", "stv-meek", "consensus", "dots", "time-poll", "sign-up", "lots"] as const;
export type Method = (typeof methods)[number];
const votes = ["yes", "no", "abstain"] as const;
const timeAnswers = ["no", "ifNeedBe", "yes"] as const;
const positions = ["agree", "standAside", "block"] as const;

export type Choice =
  | { readonly method: "yes-no-abstain"; readonly vote: (typeof votes)[number] }
  | { readonly method: "lots"; readonly vote: (typeof votes)[number] }
  | { readonly method: "consensus"; readonly position: (typeof positions)[number] }
  | { readonly method: "approval"; readonly approved: readonly number[] }
  | { readonly method: "score"; readonly scores: readonly number[] }
  | { readonly method: "dots"; readonly dots: readonly number[] }
  | { readonly method: "time-poll"; readonly answers: readonly (typeof timeAnswers)[number][] }
  | { readonly method: "sign-up"; readonly taken: readonly number[] }
  | { readonly method: RankedMethod; readonly ranks: readonly (readonly number[])[] };
type RankedMethod = "schulze" | "irv" | "stv-scottish" | "stv-meek";

export type Outcome =
  | { readonly is: "adopted" | "belowThreshold"; readonly option: number | null }
  | { readonly is: "elected"; readonly options: readonly number[] }
  | { readonly is: "rejected" }
  | { readonly is: "tied"; readonly options: readonly number[] }
  | { readonly is: "noQuorum"; readonly have: number; readonly needed: number };

export type Tally =
  | { readonly method: "yes-no-abstain"; readonly yes: number; readonly no: number; readonly abstain: number }
  | { readonly method: "lots"; readonly yes: number; readonly no: number; readonly abstain: number }
  | { readonly method: "consensus"; readonly agree: number; readonly standAside: number; readonly block: number }
  | { readonly method: "approval"; readonly approvals: readonly number[] }
  | { readonly method: "score"; readonly sums: readonly number[]; readonly most: number }
  | { readonly method: "dots"; readonly sums: readonly number[]; readonly givers: readonly number[] }
  | { readonly method: "time-poll"; readonly yes: readonly number[]; readonly ifNeedBe: readonly number[] }
  | { readonly method: "sign-up"; readonly signed: readonly number[]; readonly places: readonly number[] }
  | ({ readonly method: "irv" | "stv-scottish" | "stv-meek" } & RoundsResult)
  | { readonly method: "schulze"; readonly ranking: readonly (readonly number[])[]; readonly pairwise: readonly (readonly number[])[]; readonly strongest: readonly (readonly number[])[]; readonly firstChoices: readonly number[] };

export interface Decided {
  readonly method: Method;
  readonly counted: number;
  readonly roll: number;
  readonly quorumNeeded: number;
  readonly baseCount: number;
  readonly thresholdNeeded: number;
  readonly outcome: Outcome;
  readonly tally: Tally;
}

export interface Rules {
  readonly method: Method;
  readonly options: number;
  readonly seats: number;
  /** Of each option of a sign-up. */
  readonly places?: readonly number[];
  readonly roll: number;
  readonly quorum: Fraction;
  readonly threshold: Fraction;
  readonly base: "cast" | "present" | "all";
}

// ---------------------------------------------------------------- choices

const mostOptions = 50;
const mostPoints = 5;
export const mostDots = 100;
const ascending = (least: number): Shape<readonly number[]> => (v) => {
  const all = list(whole(least, mostOptions - 1), mostOptions + 1)(v);
  return all?.every((n, i) => i === 0 || all[i - 1]! < n) === true ? all : undefined;
};

export const choiceShape: Shape<Choice> = (v) => {
  if (!Array.isArray(v) || v.length !== 2) return undefined;
  const [method, said] = v as unknown as readonly [Value, Value];
  if (method === 0 || method === 11) {
    const vote = typeof said === "number" ? votes[said] : undefined;
    return vote === undefined ? undefined : { method: method === 0 ? "yes-no-abstain" : "lots", vote };
  }
  if (method === 1) {
    const approved = ascending(0)(said);
    return approved === undefined ? undefined : { method: "approval", approved };
  }
  if (method === 3) {
    const scores = list(whole(0, mostPoints), mostOptions)(said);
    return scores === undefined ? undefined : { method: "score", scores };
  }
  if (method === 7) {
    const position = typeof said === "number" ? positions[said] : undefined;
    return position === undefined ? undefined : { method: "consensus", position };
  }
  if (method === 8) {
    const dots = list(whole(0, mostDots), mostOptions)(said);
    return dots === undefined ? undefined : { method: "dots", dots };
  }
  if (method === 9) {
    const answers = list(whole(0, 2), mostOptions)(said);
    return answers === undefined ? undefined : { method: "time-poll", answers: answers.map((answer) => timeAnswers[answer]!) };
  }
  if (method === 10) {
    const taken = ascending(0)(said);
    return taken === undefined ? undefined : { method: "sign-up", taken };
  }
  const name = typeof method === "number" ? methods[method] : undefined;
  const ranks = name === undefined ? undefined : list(ascending(-1), mostOptions + 1)(said);
  if (ranks === undefined || ranks.some(({ length }) => length === 0)) return undefined;
  return new Set(ranks.flat()).size === ranks.flat().length ? { method: name as RankedMethod, ranks } : undefined;
};

export function choiceValue(choice: Choice): Value {
  const place = methods.indexOf(choice.method);
  switch (choice.method) {
    case "yes-no-abstain":
    case "lots":
      return [place, votes.indexOf(choice.vote)];
    case "consensus":
      return [place, positions.indexOf(choice.position)];
    case "approval":
      return [place, choice.approved];
    case "score":
      return [place, choice.scores];
    case "dots":
      return [place, choice.dots];
    case "time-poll":
      return [place, choice.answers.map((answer) => timeAnswers.indexOf(answer))];
    case "sign-up":
      return [place, choice.taken];
    default:
      return [place, choice.ranks];
  }
}

/** Whether a choice can be made in a motion of this method with so many options, and so many dots for each member. */
export function fits(choice: Choice, method: Method, options: number, dots: number): boolean {
  if (choice.method !== method) return false;
  if (choice.method === "score") return choice.scores.length === options;
  if (choice.method === "dots") return choice.dots.length === options && choice.dots.reduce((all, given) => all + given, 0) <= dots;
  if (choice.method === "time-poll") return choice.answers.length === options;
  if ("ranks" in choice && method !== "schulze" && choice.ranks.some(({ length }) => length > 1)) return false;
  const named = choice.method === "approval" ? choice.approved : choice.method === "sign-up" ? choice.taken : "ranks" in choice ? choice.ranks.flat() : [];
  return named.every((option) => option < options);
}

// ---------------------------------------------------------------- fractions

const share = ({ numerator }: Fraction, of: number): bigint => BigInt(numerator) * BigInt(of);

/** Whether so many are as much of all as a fraction asks. */
export function reaches(have: number, fraction: Fraction, of: number): boolean {
  const [mine, needed] = [BigInt(have) * BigInt(fraction.denominator), share(fraction, of)];
  return fraction.strict ? mine > needed : mine >= needed;
}

/** The least number that reaches a fraction of all. */
export function leastReaching(fraction: Fraction, of: number): number {
  const [whole_, rest] = [share(fraction, of) / BigInt(fraction.denominator), share(fraction, of) % BigInt(fraction.denominator)];
  return Number(rest > 0n || fraction.strict ? whole_ + 1n : whole_);
}

/** A motion may not ask for more than everybody. */
export const isPossible = ({ numerator, denominator, strict }: Fraction): boolean => (strict ? numerator < denominator : numerator <= denominator);

/** Whether a fraction asks for less than another. */
export function asksLess(a: Fraction, b: Fraction): boolean {
  const difference = BigInt(a.numerator) * BigInt(b.denominator) - BigInt(b.numerator) * BigInt(a.denominator);
  return difference < 0n || (difference === 0n && b.strict && !a.strict);
}

// ---------------------------------------------------------------- counting

/** `order`: how lots fall (POLL-15); null: ties stay ties. */
export function decide(rules: Rules, choices: readonly Choice[], order: Order | null = null): Decided {
  const { method, roll, quorum, threshold } = rules;
  const counted = choices.length;
  const { tally, baseCount, outcome } = { "yes-no-abstain": yesNo, consensus, approval, schulze, score, dots: byDots, "time-poll": byTime, "sign-up": bySigning, lots: byLots, irv, "stv-scottish": severalSeats, "stv-meek": severalSeats }[method](rules, choices, order);
  const quorumNeeded = leastReaching(quorum, roll);
  const thresholdNeeded = fillsSeveral(method) ? Math.floor(baseCount / (rules.seats + 1)) + 1 : leastReaching(threshold, baseCount);
  return { method, counted, roll, quorumNeeded, baseCount, thresholdNeeded, outcome: counted >= quorumNeeded ? outcome : { is: "noQuorum", have: counted, needed: quorumNeeded }, tally };
}

interface Counted {
  readonly tally: Tally;
  readonly baseCount: number;
  readonly outcome: Outcome;
}

const baseOf = ({ base, roll }: Rules, cast: number, present: number): number => (base === "cast" ? cast : base === "present" ? present : roll);

function yesNo(rules: Rules, choices: readonly Choice[]): Counted {
  const of = (vote: string): number => choices.filter((choice) => choice.method === "yes-no-abstain" && choice.vote === vote).length;
  const [yes, no, abstain] = [of("yes"), of("no"), of("abstain")];
  const baseCount = baseOf(rules, yes + no, choices.length);
  const tally = { method: "yes-no-abstain", yes, no, abstain } as const;
  if (yes < no || yes + no === 0) return { tally, baseCount, outcome: { is: "rejected" } };
  if (yes === no) return { tally, baseCount, outcome: { is: "tied", options: [] } };
  return { tally, baseCount, outcome: { is: reaches(yes, rules.threshold, baseCount) ? "adopted" : "belowThreshold", option: null } };
}

function consensus(rules: Rules, choices: readonly Choice[]): Counted {
  const of = (position: string): number => choices.filter((choice) => choice.method === "consensus" && choice.position === position).length;
  const [agree, standAside, block] = [of("agree"), of("standAside"), of("block")];
  const baseCount = baseOf(rules, agree + block, choices.length);
  const tally = { method: "consensus", agree, standAside, block } as const;
  if (block > 0 || agree === 0) return { tally, baseCount, outcome: { is: "rejected" } };
  return { tally, baseCount, outcome: { is: reaches(agree, rules.threshold, baseCount) ? "adopted" : "belowThreshold", option: null } };
}

function ofBest(equals: readonly number[], enough: boolean, order: Order | null = null): Outcome {
  const best = order === null || !enough || equals.length === 1 ? equals : order(equals).slice(0, 1);
  const alone = best.length === 1 ? best[0]! : null;
  if (!enough) return { is: "belowThreshold", option: alone };
  return alone === null ? { is: "tied", options: best } : { is: "adopted", option: alone };
}

function approval(rules: Rules, choices: readonly Choice[], order: Order | null): Counted {
  const options = Array.from({ length: rules.options }, (_, i) => i);
  const approvals = options.map((option) => choices.filter((choice) => choice.method === "approval" && choice.approved.includes(option)).length);
  const most = Math.max(0, ...approvals);
  const baseCount = baseOf(rules, choices.length, choices.length);
  const best = options.filter((option) => approvals[option] === most);
  return { tally: { method: "approval", approvals }, baseCount, outcome: most === 0 ? { is: "rejected" } : ofBest(best, reaches(most, rules.threshold, baseCount), order) };
}

/** Of all points that the ballots of the base could have given. */
function score(rules: Rules, choices: readonly Choice[], order: Order | null): Counted {
  const sums = Array.from({ length: rules.options }, (_, option) => choices.reduce((points, choice) => points + (choice.method === "score" ? choice.scores[option]! : 0), 0));
  const most = Math.max(0, ...sums);
  const baseCount = mostPoints * baseOf(rules, choices.length, choices.length);
  const best = sums.flatMap((points, option) => (points === most ? [option] : []));
  return { tally: { method: "score", sums, most: mostPoints * choices.length }, baseCount, outcome: most === 0 ? { is: "rejected" } : ofBest(best, reaches(most, rules.threshold, baseCount), order) };
}

const sumOf = (choices: readonly Choice[], of: (choice: Choice) => number): number => choices.reduce((sum, choice) => sum + of(choice), 0);
const each = (rules: Rules): readonly number[] => Array.from({ length: rules.options }, (_, option) => option);

/** Most dots first; whether that is enough says the number of those who gave any. */
function byDots(rules: Rules, choices: readonly Choice[], order: Order | null): Counted {
  const givenTo = (option: number) => (choice: Choice): number => (choice.method === "dots" ? choice.dots[option]! : 0);
  const sums = each(rules).map((option) => sumOf(choices, givenTo(option)));
  const givers = each(rules).map((option) => choices.filter((choice) => givenTo(option)(choice) > 0).length);
  const most = Math.max(0, ...sums);
  const best = each(rules).filter((option) => sums[option] === most);
  const baseCount = baseOf(rules, choices.length, choices.length);
  const enough = best.filter((option) => reaches(givers[option]!, rules.threshold, baseCount));
  const between = order !== null && enough.length > 0 ? enough : best;
  return { tally: { method: "dots", sums, givers }, baseCount, outcome: most === 0 ? { is: "rejected" } : ofBest(between, enough.length > 0, order) };
}

/** The time most can come to, and of several the one fewest come to only if need be. */
function byTime(rules: Rules, choices: readonly Choice[], by: Order | null): Counted {
  const saying = (answer: string) => each(rules).map((option) => choices.filter((choice) => choice.method === "time-poll" && choice.answers[option] === answer).length);
  const [yes, ifNeedBe] = [saying("yes"), saying("ifNeedBe")];
  const order = each(rules).toSorted((a, b) => yes[b]! + ifNeedBe[b]! - yes[a]! - ifNeedBe[a]! || ifNeedBe[a]! - ifNeedBe[b]!);
  const first = order[0]!;
  const best = each(rules).filter((option) => yes[option] === yes[first] && ifNeedBe[option] === ifNeedBe[first]);
  const can = yes[first]! + ifNeedBe[first]!;
  const baseCount = baseOf(rules, choices.length, choices.length);
  return { tally: { method: "time-poll", yes, ifNeedBe }, baseCount, outcome: can === 0 ? { is: "rejected" } : ofBest(best, reaches(can, rules.threshold, baseCount), by) };
}

function bySigning(rules: Rules, choices: readonly Choice[]): Counted {
  const { places = [] } = rules;
  const signed = each(rules).map((option) => choices.filter((choice) => choice.method === "sign-up" && choice.taken.includes(option)).length);
  const over = each(rules).filter((option) => signed[option]! > places[option]!);
  const outcome: Outcome = Math.max(0, ...signed) === 0 ? { is: "rejected" } : over.length > 0 ? { is: "tied", options: over } : { is: "adopted", option: null };
  return { tally: { method: "sign-up", signed, places }, baseCount: choices.length, outcome };
}

/** Passed like yes and no, it leaves all options to the lot. */
function byLots(rules: Rules, choices: readonly Choice[], order: Order | null): Counted {
  const of = (vote: string): number => choices.filter((choice) => choice.method === "lots" && choice.vote === vote).length;
  const tally = { method: "lots", yes: of("yes"), no: of("no"), abstain: of("abstain") } as const;
  const baseCount = baseOf(rules, tally.yes + tally.no, choices.length);
  if (tally.yes <= tally.no) return { tally, baseCount, outcome: { is: "rejected" } };
  if (!reaches(tally.yes, rules.threshold, baseCount)) return { tally, baseCount, outcome: { is: "belowThreshold", option: null } };
  const all = each(rules);
  if (all.length <= rules.seats) return { tally, baseCount, outcome: { is: "elected", options: all } };
  return { tally, baseCount, outcome: order === null ? { is: "tied", options: all } : { is: "elected", options: order(all).slice(0, rules.seats) } };
}

const papersOf = (choices: readonly Choice[], none: number): readonly Paper[] => choices.map((choice) => ("ranks" in choice ? choice.ranks.flat().map((option) => (option < 0 ? none : option)) : []));

function irv(rules: Rules, choices: readonly Choice[], order: Order | null): Counted {
  const none = rules.options;
  const result = runOff(none + 1, papersOf(choices, none), order);
  const tally = { method: "irv", ...result } as const;
  const [winner] = result.elected;
  if (winner === undefined) return { tally, baseCount: baseOf(rules, choices.length, choices.length), outcome: { is: "tied", options: result.tied } };
  const last = result.rounds.at(-1)!;
  const baseCount = baseOf(rules, choices.length - Number(last.exhausted), choices.length);
  return { tally, baseCount, outcome: winner === none ? { is: "rejected" } : ofBest([winner], reaches(Number(last.votes[winner]), rules.threshold, baseCount)) };
}

/** The quota is the measure; the threshold is not asked. */
function severalSeats({ method, options: none, seats }: Rules, choices: readonly Choice[], order: Order | null): Counted {
  const papers = papersOf(choices, none);
  const result = method === "stv-meek" ? meek(none + 1, seats, papers, none, order) : scottish(none + 1, seats, papers, none, order);
  const { elected, tied } = result;
  const outcome: Outcome = elected.length > 0 ? { is: "elected", options: elected } : tied.length > 0 ? { is: "tied", options: tied } : { is: "rejected" };
  return { tally: { method: method === "stv-meek" ? "stv-meek" : "stv-scottish", ...result }, baseCount: choices.length, outcome };
}

export const fillsSeveral = (method: Method): boolean => method === "stv-scottish" || method === "stv-meek";

/** "None of these" is the candidate after the last option; what a ballot does not name stands together below all it names. */
function schulze(rules: Rules, choices: readonly Choice[], order: Order | null): Counted {
  const none = rules.options;
  const candidates = Array.from({ length: none + 1 }, (_, i) => i);
  const places = choices.map((choice) => {
    const ranks = choice.method === "schulze" ? choice.ranks : [];
    return candidates.map((candidate) => {
      const place = ranks.findIndex((group) => group.includes(candidate === none ? -1 : candidate));
      return place === -1 ? ranks.length : place;
    });
  });
  const pairwise = candidates.map((a) => candidates.map((b) => places.filter((of) => of[a]! < of[b]!).length));
  const strongest = strongestPaths(candidates, pairwise);
  const ranking = rank(candidates, strongest);
  const firstChoices = candidates.map((candidate) => choices.filter((choice) => choice.method === "schulze" && choice.ranks[0]?.includes(candidate === none ? -1 : candidate) === true).length);
  const tally = { method: "schulze", ranking, pairwise, strongest, firstChoices } as const;
  const [equals] = ranking as [readonly number[]];
  const first = order === null || equals.length === 1 ? equals : order(equals).slice(0, 1);
  if (first.length > 1 || first[0] === none) {
    return { tally, baseCount: baseOf(rules, choices.length, choices.length), outcome: first.length > 1 ? { is: "tied", options: first } : { is: "rejected" } };
  }
  const winner = first[0]!;
  const above = pairwise[winner]![none]!;
  const baseCount = baseOf(rules, above + pairwise[none]![winner]!, choices.length);
  return { tally, baseCount, outcome: ofBest(first, reaches(above, rules.threshold, baseCount)) };
}

/** From the strongest link down: the first set of links that joins two candidates is as strong as their strongest path. */
function strongestPaths(candidates: readonly number[], pairwise: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const links = candidates.flatMap((a) => candidates.filter((b) => pairwise[a]![b]! > pairwise[b]![a]!).map((b) => ({ a, b, strength: pairwise[a]![b]! })));
  return candidates.map((from) => {
    const best = candidates.map(() => 0);
    for (const strength of [...new Set(links.map((link) => link.strength))].sort((x, y) => y - x)) {
      const usable = links.filter((link) => link.strength >= strength);
      const reached = new Set([from]);
      for (const at of reached) for (const { a, b } of usable) if (a === at) reached.add(b);
      for (const to of reached) if (to !== from && best[to] === 0) best[to] = strength;
    }
    return best;
  });
}

function rank(candidates: readonly number[], strongest: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const left = new Set(candidates);
  const ranking: number[][] = [];
  while (left.size > 0) {
    const best = [...left].filter((a) => [...left].every((b) => strongest[b]![a]! <= strongest[a]![b]!));
    for (const one of best) left.delete(one);
    ranking.push(best);
  }
  return ranking;
}
