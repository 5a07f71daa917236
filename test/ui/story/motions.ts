/** The motions of the story, counted by the real tally. */
import { decide } from "../../../shared/tally/outcome.ts";
import type { Choice, Fraction, MethodName } from "../../../shared/contract/commands.ts";
import type { BallotStatus, MotionRow, MotionSnapshot, MotionState, OptionView, RollCallRow } from "../../../shared/contract/snapshots.ts";
import { everyone, idOf, ref, type Person } from "./people.ts";

export interface ToldBallot {
  readonly by: Person;
  readonly choice: Choice;
  /** ms before the present. */
  readonly ago: number;
  readonly changed?: boolean;
  readonly status?: BallotStatus;
  readonly conflicting?: readonly Choice[];
}

export interface ToldMotion {
  readonly number: number;
  readonly title: string;
  readonly situation: string;
  readonly options: readonly OptionView[];
  readonly method: MethodName;
  readonly mover: Person;
  readonly opened: number;
  readonly deadline: number;
  readonly kind?: MotionRow["kind"];
  readonly state?: MotionState;
  readonly ballots: readonly ToldBallot[];
  readonly attested?: readonly Person[];
  readonly seats?: number;
  readonly implementer?: Person;
  readonly reportBy?: number;
  readonly fromThread?: { readonly id: string; readonly title: string };
  readonly disputes?: MotionSnapshot["disputes"];
}

const half: Fraction = { numerator: 1, denominator: 2, strict: false };
const moreThanHalf: Fraction = { numerator: 1, denominator: 2, strict: true };

export const ranking = (letters: string): Choice => ({ method: "schulze", ranks: [...letters].map((letter) => [letter.charCodeAt(0) - 65]) });
export const vote = (word: "yes" | "no" | "abstain"): Choice => ({ method: "yes-no-abstain", vote: word });

export const motionId = (number: number): string => idOf(`motion ${number}`);

/** The whole snapshot of a motion, as the engine would give it. */
export function tell(told: ToldMotion, now: number): MotionSnapshot {
  const counted = told.ballots.filter(({ status = "counted" }) => status === "counted");
  const result = decide(
    { method: told.method, options: told.options.length, seats: told.seats ?? 1, roll: everyone.length, quorum: half, threshold: moreThanHalf, base: "present" },
    counted.map(({ choice }) => ({ choice, count: 1 })),
  );
  const rollCall = everyone.map((person): RollCallRow => rowOf(person, told, now));
  const voted = new Set(rollCall.filter(({ choice }) => choice !== null).map(({ member }) => member.id));
  const decided = told.state !== undefined && told.state.is !== "open" && told.state.is !== "closing";
  return {
    id: motionId(told.number),
    number: told.number,
    title: told.title,
    kind: told.kind ?? "ordinary",
    change: null,
    mover: ref(told.mover),
    opened: told.opened,
    deadline: told.deadline,
    method: told.method,
    advice: false,
    state: told.state ?? { is: "open", overdue: false },
    outcome: decided ? result.outcome : null,
    turnout: {
      roll: everyone.length,
      voted: voted.size,
      quorum: result.quorumNeeded,
      strokes: everyone.map((person) => ({ voted: voted.has(ref(person).id), me: person === "ines" })),
      missing: everyone.map(ref).filter(({ id }) => !voted.has(id)),
    },
    iVote: true,
    myBallot: rollCall.find(({ member }) => member.me)?.choice ?? null,
    situation: told.situation,
    files: [],
    lots: false,
    draw: null,
    redraws: null,
    redrawnIn: null,
    options: told.options,
    seats: told.seats ?? 1,
    dots: 0,
    handCounts: [],
    paper: { tellers: [], lines: [] },
    runOffOf: null,
    runOff: null,
    repeals: null,
    repealedBy: null,
    quorum: half,
    threshold: moreThanHalf,
    base: "present",
    implementer: ref(told.implementer ?? told.mover),
    reportBy: told.reportBy ?? null,
    fromThread: told.fromThread ?? null,
    fromReview: null,
    names: [],
    answersUntil: null,
    followed: null,
    office: null,
    iSealed: false,
    result,
    rollCall,
    ballotReached: voted.has(ref("ines").id) ? 6 : null,
    attestations: (told.attested ?? []).map((person) => ({ member: ref(person), round: 0, agrees: true, time: told.deadline + 3_600_000 })),
    disputes: told.disputes ?? [],
    replacedRounds: [],
    doubleAttesters: [],
  };
}

function rowOf(person: Person, told: ToldMotion, now: number): RollCallRow {
  const ballot = told.ballots.find(({ by }) => by === person);
  const sealed = told.attested?.includes(person) ?? false;
  if (!ballot) return { member: ref(person), choice: null, time: null, changed: false, sealed, status: "none", conflicting: [] };
  return {
    member: ref(person),
    choice: ballot.choice,
    time: now - ballot.ago,
    changed: ballot.changed ?? false,
    sealed,
    status: ballot.status ?? "counted",
    conflicting: ballot.conflicting ?? [],
  };
}
