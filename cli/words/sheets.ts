/** What is wrong with a sheet of ballots, why a method cannot count it, and each round of a count, in sentences. */
import type { SheetCount, SheetMethod, SheetUnsuitable } from "../../shared/tally/sheet/count-sheet.ts";
import type { SheetProblem } from "../../shared/tally/sheet/sheet.ts";
import type { Round } from "../../shared/tally/rounds.ts";
import { counted, list } from "./lists.ts";

type Sentences<T extends { readonly kind: string }> = { readonly [K in T["kind"]]: (problem: Extract<T, { kind: K }>) => string };

export const sheetProblems: Sentences<SheetProblem> = {
  EmptySheet: () => "The sheet is empty.",
  NotASheet: ({ detail }) => `This file is no tally sheet: ${detail}.`,
  SheetTooLarge: ({ limit, size }) => `The sheet is too large: ${size} bytes, and ${limit} are read.`,
  NoCandidates: () => "The sheet names no options.",
  TooManyCandidates: ({ limit, found }) => `The sheet names ${found} options, and ${limit} are counted.`,
  NoBallots: () => "The sheet holds no ballots.",
  BadCandidate: ({ at, name }) => `The option at ${at}, “${name}”, has no name, is named twice or is numbered out of turn.`,
  WrongColumns: ({ line, found, expected }) => `Line ${line} has ${counted(found, "rank")} for ${counted(expected, "option")}.`,
  BadRank: ({ line, rank }) => `Line ${line} has “${rank}” where a rank belongs.`,
  BadLine: ({ line, detail }) => `Line ${line} ${detail}.`,
  BadBallot: ({ ballot, detail }) => `Ballot ${ballot} cannot be read: ${detail}.`,
  UnknownName: ({ ballot, name }) => `Ballot ${ballot} names “${name}”, which is no option.`,
  NamedTwice: ({ ballot, name }) => `Ballot ${ballot} names “${name}” twice.`,
  BadCount: ({ ballot, count }) => `Ballot ${ballot} has “${count}” where its number belongs.`,
  BadSeats: ({ seats }) => `The sheet says “${seats}” where the number of seats belongs.`,
  TooManyBallots: () => "The sheet holds more ballots than can be added exactly.",
};

export const sheetSentence = (problem: SheetProblem): string => (sheetProblems[problem.kind] as (problem: SheetProblem) => string)(problem);

const unsuitable: Sentences<SheetUnsuitable> = {
  NotYesNo: ({ name }) => `Counting yes, no and abstain needs a sheet of these words; this one has “${name}”.`,
  NoScores: ({ ballot }) => `Counting scores needs points on every ballot; ballot ${ballot} gives none.`,
  TooManyDots: ({ ballot, given, most }) => `Ballot ${ballot} gives ${counted(given, "dot")}, and each has ${most}.`,
};

export const unsuitableSentence = (problem: SheetUnsuitable): string => (unsuitable[problem.kind] as (problem: SheetUnsuitable) => string)(problem);

export const sheetMethodWords: Readonly<Record<SheetMethod, string>> = {
  "yes-no-abstain": "yes, no or abstain",
  approval: "approval",
  score: "score",
  dots: "dots",
  irv: "ranked (instant run-off)",
  schulze: "ranked (Schulze, winning votes)",
  "stv-scottish": "ranked (single transferable vote, Scottish rules)",
  "stv-meek": "ranked (single transferable vote, Meek)",
};

/** `Winner: Ada`, `Elected: Ada, Bela and Cyn`, and who is tied. */
export function electedLines({ elected, tied, candidates, seats }: SheetCount): string[] {
  const names = (of: readonly number[]): string => list(of.map((i) => candidates[i]!));
  const vacant = seats - elected.length;
  return [
    ...(elected.length === 0 ? [] : [seats === 1 ? `Winner: ${names(elected)}` : `Elected: ${names(elected)}`]),
    ...(tied.length === 0 ? [] : [vacant === 1 ? `Tied: ${names(tied)}` : `Tied for ${counted(vacant, "seat")}: ${names(tied)}`]),
    ...(tied.length === 0 && vacant > 0 ? [`${counted(vacant, "seat")} stay${vacant === 1 ? "s" : ""} vacant`] : []),
  ];
}

export function roundLines(round: Round, at: number, { candidates }: Pick<SheetCount, "candidates">): string[] {
  const name = (i: number): string => candidates[i]!;
  const numbers = Math.max(...[...round.votes, round.exhausted].map((each) => each.length));
  const label = Math.max("exhausted".length, ...candidates.map((each) => each.length));
  const votes = candidates.map((each, i) => `  ${each.padEnd(label)} ${round.votes[i]!.padStart(numbers)}${round.elected.includes(i) ? "  elected" : round.excluded.includes(i) ? "  excluded" : ""}`);
  const lot = round.lot === null ? [] : [lotLine(round.lot.between.map(name), name(round.lot.fell), round.lot.idle)];
  return [
    `Round ${at + 1}${round.quota === null ? "" : `, quota ${round.quota}`}`,
    ...votes,
    `  ${"exhausted".padEnd(label)} ${round.exhausted.padStart(numbers)}`,
    ...lot,
    ...(round.surplusOf === null ? [] : [`  The surplus of ${name(round.surplusOf)} goes on.`]),
  ];
}

const lotLine = (between: readonly string[], fell: string, idle: boolean): string =>
  idle
    ? `  ${list(between)} have no votes and go one after another, ${fell} first.`
    : `  A lot must fall between ${list(between)}; every way it can fall was counted, and the one shown is ${fell}.`;
