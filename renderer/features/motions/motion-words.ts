/** What motions are called and how their numbers are said: titles, states, outcomes, fractions, by language. */
import { useTranslation } from "react-i18next";
import { letterOf } from "../../design/OptionLetter.tsx";
import type { Mark } from "../../design/StateMark.tsx";
import { rankedMethods, type Fraction, type MethodName } from "../../../shared/contract/commands.ts";
import type { OutcomeView } from "../../../shared/contract/result-snapshots.ts";
import type { MemberRef, MotionRow, MotionSnapshot, MotionState } from "../../../shared/contract/snapshots.ts";

/** Fractions that have a name in the language; others are said as "2 in 5". */
const worded: ReadonlySet<string> = new Set(["1-2", "1-3", "2-3", "1-4", "3-4", "1-1", "0-1"]);

export function useMotionWords() {
  const { t } = useTranslation("motions");

  /** Founding and naming motions are named by what they do; the others by their mover's words, behind what a yes to them does. */
  const title = ({ kind, title: given, advice }: Pick<MotionRow, "kind" | "title" | "advice">): string => {
    if (kind === "founding" || kind === "naming") return t(`kind.${kind}`);
    if (kind === "repeal" || kind === "mandate" || kind === "recall") return t(`kind.${kind}`, { title: given });
    return advice ? t("kind.advice", { title: given }) : given;
  };

  /** A title where its kind is not known: only motions on who votes have none. */
  const named = (given: string): string => (given === "" ? t("kind.either") : given);

  const share = ({ numerator, denominator, strict }: Fraction): string => {
    const by = divisor(numerator, denominator);
    const [n, d] = [numerator / by, denominator / by];
    const key = worded.has(`${n}-${d}`) && !(strict && n === d) ? `${n}-${d}` : "other";
    return t(`share.${strict ? "more" : "least"}.${key}`, { n, d });
  };

  /** What the threshold is a share of; "cast" means something only where one can abstain. */
  const base = (method: MethodName, of: "cast" | "present" | "all"): string => {
    if (of !== "cast") return t(`base.${of}`);
    return t(method === "yes-no-abstain" || method === "lots" ? "base.cast" : method === "schulze" ? "base.castRanked" : method === "irv" ? "base.castRunOff" : "base.present");
  };

  const stateShort = (state: MotionState): string => t(state.is === "open" && state.overdue ? "short.overdue" : `short.${state.is}`, { ...state });

  const outcomeShort = (outcome: OutcomeView, roll: number): string => {
    if (outcome.is === "adopted") return outcome.option === null ? t("outcome.adoptedPlain") : t("outcome.adoptedOption", { option: letterOf(outcome.option) });
    if (outcome.is === "elected") return t("outcome.elected", { options: outcome.options.map(letterOf).join(", ") });
    if (outcome.is === "tied" && outcome.lot) return t("outcome.lotWaits");
    return t(`outcome.${outcome.is}`, { ...outcome, roll });
  };

  return { title, named, share, base, stateShort, outcomeShort };
}

/** One proposal, to take or leave; the options of others have letters. */
export const hasOneProposal = (method: MethodName): boolean => method === "yes-no-abstain" || method === "consensus";

/** Ballots put the options in order. */
export const isRanked = (method: MethodName): method is (typeof rankedMethods)[number] => rankedMethods.some((each) => each === method);

/** Methods that fill as many seats as the motion says, by a quota of their own. */
export const fillsSeats = (method: MethodName): boolean => method === "stv-scottish" || method === "stv-meek";

/** Methods of motions that say how many of the options are chosen. */
export const namesSeats = (method: MethodName): boolean => fillsSeats(method) || method === "lots";

/** The seal of a state. */
export const markOf = (state: MotionState): Mark => (state.is === "contradicted" ? "conflict" : state.is);

/** A ballot on who votes is cast once: the machine that casts it promises to send no later one. */
export const promisesAtOnce = ({ kind }: MotionRow): boolean => kind === "founding" || kind === "naming";

/** POLL-15. Its lot waits and never falls, because another motion passed that draws it again. */
export const isRedrawn = ({ redrawnIn, draw, outcome }: MotionSnapshot): boolean => redrawnIn !== null && draw?.seed === null && !(outcome?.is === "tied" && outcome.lot === true);

/** Votes may still be cast: nobody counts yet. */
export const takesBallots = (state: MotionState): boolean => state.is === "open" || state.is === "closing";

/** Whom a motion removes or takes back, or whose mandate it ends; null of any other. */
export const concernedBy = ({ kind, names }: Pick<MotionSnapshot, "kind" | "names">): MemberRef | null =>
  kind === "expulsion" || kind === "reinstatement" || kind === "recall" ? (names[0] ?? null) : null;

/** A decision was counted, whatever it says. */
export const isDecided = (state: MotionState): boolean => !takesBallots(state);

function divisor(a: number, b: number): number {
  return b === 0 ? Math.max(a, 1) : divisor(b, a % b);
}
