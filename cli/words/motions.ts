/** States, outcomes and ballots of motions in words. */
import type { MethodName } from "../../shared/contract/commands.ts";
import type { OutcomeView, PaperLineView, ResultView } from "../../shared/contract/result-snapshots.ts";
import type { BallotStatus, MotionRow, MotionState, RollCallRow } from "../../shared/contract/snapshots.ts";
import { formatChoice, letterOf, noneOfThese } from "../choices.ts";
import { formatFraction } from "../fractions.ts";
import { counted, list } from "./lists.ts";
import { roundLines } from "./sheets.ts";

export const methodWords: Readonly<Record<MethodName, string>> = {
  "yes-no-abstain": "yes, no or abstain",
  consensus: "consensus: agree, stand aside or block",
  approval: "approval: any number of options",
  score: "score: 0 to 5 points for each option",
  dots: "dots, given to options as one likes",
  "time-poll": "a time: yes, if need be or no to each",
  "sign-up": "sign-up, as far as there are places",
  lots: "drawn by lot, if enough say yes to that",
  schulze: "ranked (Schulze, winning votes)",
  irv: "ranked (instant run-off)",
  "stv-scottish": "ranked, several seats (single transferable vote, Scottish rules)",
  "stv-meek": "ranked, several seats (single transferable vote, Meek)",
};

export const baseWords = { cast: "the votes for and against", present: "the ballots", all: "all members on the roll" } as const;

type Sentences<T extends { readonly is: string }> = { readonly [K in T["is"]]: (value: Extract<T, { is: K }>) => string };

export const stateWords: Sentences<MotionState> = {
  open: ({ overdue }) => (overdue ? "open, past its deadline" : "open"),
  closing: ({ sealed, needed, missing }) => `closing: ${sealed} of ${needed} have promised${missing.length === 0 ? "" : `, missing ${list(missing.map((m) => m.name))}`}`,
  counted: ({ by, roll, needed }) => `counted by ${by} of ${roll}; ${needed} make it certified`,
  provisional: ({ by, roll, needed }) => `provisional: counted alike by ${by} of ${roll}, a majority; ${needed} make it certified`,
  certified: ({ by, roll }) => `certified by ${by} of ${roll}`,
  contradicted: ({ doubleAttesters }) => `contradicted: two results were certified, which bind neither; signed twice by ${list(doubleAttesters.map((m) => m.name))}`,
  withdrawn: ({ by }) => `taken back by ${by.name} before it was decided`,
};

export const stateSentence = (state: MotionState): string => (stateWords[state.is] as (state: MotionState) => string)(state);

type OutcomeWords = { readonly [K in OutcomeView["is"]]: (value: Extract<OutcomeView, { is: K }>, titles: readonly string[]) => string };

export const outcomeWords: OutcomeWords = {
  adopted: ({ option }, titles) => (option === null ? "adopted" : `adopted: ${titles[option] ?? "?"}`),
  elected: ({ options }, titles) => `elected: ${list(options.map((o) => titles[o] ?? "?"))}`,
  rejected: () => "rejected",
  tied: ({ options, lot }, titles) => (lot === true ? `tied between ${list(options.map((o) => titles[o] ?? noneOfThese))}; the lot has still to fall` : options.length === 0 ? "tied, so not adopted" : `tied between ${list(options.map((o) => titles[o] ?? noneOfThese))}, so not adopted`),
  noQuorum: ({ have, needed }) => `no quorum: ${have} of the ${needed} ballots needed`,
  belowThreshold: ({ option }, titles) => (option === null ? "below the threshold, so not adopted" : `${titles[option] ?? "?"} came first but stays below the threshold`),
};

export const outcomeSentence = (outcome: OutcomeView, titles: readonly string[]): string =>
  (outcomeWords[outcome.is] as (outcome: OutcomeView, titles: readonly string[]) => string)(outcome, titles);

/** Without naming options. */
export const outcomeBriefly = (outcome: OutcomeView): string => (outcome.is === "tied" && outcome.lot === true ? "the lot has still to fall" : briefly[outcome.is]);

const briefly: Readonly<Record<OutcomeView["is"], string>> = {
  adopted: "adopted",
  elected: "elected",
  rejected: "rejected",
  tied: "tied",
  noQuorum: "no quorum",
  belowThreshold: "below the threshold",
};

export const statusWords: Readonly<Record<BallotStatus, string>> = {
  counted: "counted",
  onPaper: "counted, on paper",
  none: "no ballot here",
  withdrawn: "withdrawn",
  conflict: "not counted: two different ballots from two machines",
  forked: "not counted: this machine wrote two histories (fork)",
  late: "not counted: too late",
  afterSeal: "not counted: cast after the promise not to",
  invalid: "not counted: not valid",
  revoked: "not counted: cast on a machine that had been revoked",
  expelled: "not counted: cast by somebody who was expelled, after the motion to expel them was opened",
};

const paperWords: Readonly<Record<PaperLineView["is"], string>> = {
  counted: "counted",
  beside: "not counted: the motion names no tellers",
  ownBallot: "not counted: their own ballot or word goes before it",
  alone: "not counted: only one teller says so",
  differs: "not counted: tellers differ",
  none: "no paper",
};

export const paperLine = ({ member, said, is }: PaperLineView, titles: readonly string[]): string =>
  `On paper, ${member.name}: ${said.map(({ teller, choice }) => `${choice === null ? "none" : formatChoice(choice, titles)} (${teller.name})`).join(", ")}; ${paperWords[is]}`;

/** Founding and naming motions have no words of their own. */
export function titleOf(motion: Pick<MotionRow, "kind" | "title" | "advice">): string {
  switch (motion.kind) {
    case "founding":
      return "Founding act";
    case "repeal":
      return `Repeal: ${motion.title}`;
    case "naming":
      return "Naming of new members";
    default:
      return motion.advice ? `Advice: ${motion.title}` : motion.title;
    case "mandate":
      return `Mandate: ${motion.title}`;
    case "recall":
      return `Recall: ${motion.title}`;
  }
}

export function rollCallLine(row: RollCallRow, titles: readonly string[]): string {
  const choice = row.conflicting.length > 0 ? row.conflicting.map((c) => formatChoice(c, titles)).join(" | ") : row.choice === null ? "—" : formatChoice(row.choice, titles);
  const notes = [row.changed ? "changed" : "", row.sealed ? "done" : "", row.status === "counted" ? "" : statusWords[row.status]].filter((note) => note !== "");
  return `${row.member.name}: ${choice}${notes.length > 0 ? ` (${notes.join("; ")})` : ""}`;
}

const thresholdWords = ({ thresholdNeeded, baseCount }: ResultView): string => `${thresholdNeeded} of ${baseCount}`;

/** The count: what each option got, and what it needed. */
export function resultLines(result: ResultView, titles: readonly string[], rules: { quorum: Parameters<typeof formatFraction>[0] } | null): string[] {
  const { tally } = result;
  const quorum = `Ballots counted: ${result.counted} of ${result.roll} (quorum ${rules === null ? "" : `${formatFraction(rules.quorum)}, `}${result.quorumNeeded})`;
  const needed = `Needed to pass: ${result.thresholdNeeded} of ${result.baseCount}`;
  switch (tally.method) {
    case "yes-no-abstain":
    case "lots":
      return [quorum, needed, `yes ${tally.yes}, no ${tally.no}, abstain ${tally.abstain}`];
    case "consensus":
      return [quorum, needed, `agree ${tally.agree}, stand aside ${tally.standAside}, block ${tally.block}`];
    case "approval":
      return [quorum, needed, ...tally.approvals.map((n, i) => `${letterOf(i)} ${titles[i] ?? "?"}: ${counted(n, "approval")}`)];
    case "score":
      return [quorum, `Needed to pass: ${result.thresholdNeeded} of ${counted(result.baseCount, "point")}`, ...tally.sums.map((n, i) => `${letterOf(i)} ${titles[i] ?? "?"}: ${counted(n, "point")}`)];
    case "dots":
      return [quorum, `Needed to pass: dots from ${thresholdWords(result)}`, ...tally.sums.map((n, i) => `${letterOf(i)} ${titles[i] ?? "?"}: ${counted(n, "dot")} from ${tally.givers[i]}`)];
    case "time-poll":
      return [quorum, needed, ...tally.yes.map((n, i) => `${letterOf(i)} ${titles[i] ?? "?"}: ${n + tally.ifNeedBe[i]!} can, ${tally.ifNeedBe[i]} of them if need be`)];
    case "sign-up":
      return [`Ballots counted: ${result.counted} of ${result.roll}`, ...tally.signed.map((n, i) => `${letterOf(i)} ${titles[i] ?? "?"}: ${n} for ${counted(tally.places[i]!, "place")}`)];
    case "irv":
    case "stv-scottish":
    case "stv-meek": {
      const candidates = [...titles, noneOfThese];
      const open = tally.seats - tally.elected.length;
      const seats = tally.method === "irv" ? [needed] : [`${counted(tally.seats, "seat")}${open === 0 ? "" : `, ${open} left open`}`];
      const tied = tally.tied.length === 0 ? [] : [`Tied: ${list(tally.tied.map((i) => candidates[i]!))}`];
      return [quorum, ...seats, ...tied, ...tally.rounds.flatMap((round, at) => ["", ...roundLines(round, at, { candidates })])];
    }
    case "schulze": {
      const names = [...titles, noneOfThese];
      return [quorum, needed, "Ranking:", ...rankingLines(tally.ranking, names), "", ...matrixLines(tally.pairwise, names)];
    }
  }
}

/** `1. Ada`, a shared place on one line. */
export function rankingLines(ranking: readonly (readonly number[])[], names: readonly string[]): string[] {
  let place = 1;
  return ranking.map((group) => {
    const line = `${String(place).padStart(3)}. ${group.map((i) => names[i] ?? "?").join(" = ")}`;
    place += group.length;
    return line;
  });
}

/** Ballots that put the row before the column. */
export function matrixLines(pairwise: readonly (readonly number[])[], names: readonly string[]): string[] {
  const width = Math.max(3, ...pairwise.flat().map((n) => String(n).length));
  const label = Math.max(...names.map((name) => name.length));
  const head = names.map((_, i) => letterOf(i).padStart(width)).join(" ");
  const rows = pairwise.map((row, a) => `${letterOf(a)} ${names[a]!.padEnd(label)} ${row.map((n, b) => (a === b ? "·" : String(n)).padStart(width)).join(" ")}`);
  return ["Ballots that put the row before the column:", `  ${" ".repeat(label)} ${head}`, ...rows];
}
