/**
 * Which ballots of a motion count, judged from one past alone (POLL-2…4): that of a close's sealers, or everything
 * heard for the running count. Pure in (motion, acts of the past), so every client gets the same.
 */
import type { EntryId, MemberId } from "../base/ids.ts";
import type { Past } from "../log/past.ts";
import { canonical, fits, sameChoice, type Asked, type Choice } from "../tally/choice.ts";
import { decide, type CountRules, type Decided } from "../tally/outcome.ts";
import type { Forks, ForksSeen } from "./forks.ts";
import type { By, MotionView } from "./motion-view.ts";
import type { Motion } from "./records.ts";
import { paperIn, type PaperLine } from "./sheet.ts";

/** Why a ballot in the counted past does not count. */
export const exclusionReasons = [
  /** Not on the roll. */
  "notOnRoll",
  /** Not a choice of this motion. */
  "invalid",
  /** Its device wrote two histories, and this after they parted. */
  "forked",
  /** Outside a seal of its member. */
  "afterSeal",
  /** Another ballot of the member says otherwise and neither follows the other. */
  "conflict",
  /** Empty. */
  "withdrawn",
  /** Its member was expelled, and this was written outside the cut (MEM-4). */
  "expelled",
  /** Its member had revoked the device, and this is outside the cut (ID-4). */
  "revoked",
] as const;
export type ExclusionReason = (typeof exclusionReasons)[number];

interface CountedBallot {
  readonly member: MemberId;
  readonly ballot: EntryId;
  readonly choice: Choice;
}

interface ExcludedBallot {
  readonly member: MemberId;
  readonly ballot: EntryId;
  readonly reason: ExclusionReason;
}

export interface Count {
  /** Ascending by member. */
  readonly counted: readonly CountedBallot[];
  /** Ascending by ballot. A ballot its member replaced is neither counted nor excluded. */
  readonly excluded: readonly ExcludedBallot[];
  /** POLL-11. What tellers say; of it that which is counted is in `decided` too. */
  readonly paper: readonly PaperLine[];
  readonly decided: Decided;
}

/** Null: everything heard, the running count. */
export function countIn(view: MotionView, past: Past | null, forks: Forks): Count {
  const seen = forks.seenFrom(past);
  const counted: CountedBallot[] = [];
  const excluded: ExcludedBallot[] = [];
  for (const member of [...view.voters].sort()) {
    const { choice, ballot, out } = ballotOf(view, member, past, seen);
    if (ballot !== null && choice !== null) counted.push({ member, ballot, choice });
    for (const one of out) excluded.push(one); // there may be more than arguments of one call
  }
  excluded.sort((a, b) => (a.ballot < b.ballot ? -1 : 1));
  const paper = paperIn(view, past, seen);
  const onPaper = paper.flatMap(({ is, choice }) => (is === "counted" && choice !== null ? [choice] : []));
  const decided = decide(
    rulesOf(view.motion.record),
    [...counted.map(({ choice }) => choice), ...onPaper].map((choice) => ({ choice, count: 1 })),
  );
  return { counted, excluded, paper, decided };
}

/** What a motion pins for the count. */
export const rulesOf = (motion: Motion): CountRules => ({
  method: motion.method,
  options: motion.options.length,
  seats: motion.seats ?? 1,
  places: motion.options.map(({ places }) => places ?? 0),
  roll: motion.roll.length,
  quorum: motion.quorum,
  threshold: motion.threshold,
  base: motion.base,
});

/** What a ballot of the motion must fit. */
export const askedBy = ({ method, options, dots }: Pick<Motion, "method" | "options" | "dots">): Asked => ({ method, options: options.length, dots: dots ?? 0 });

interface MemberBallot {
  readonly ballot: EntryId | null;
  readonly choice: Choice | null;
  readonly out: readonly ExcludedBallot[];
}

/** POLL-2. The one ballot of a member that counts, if any: of those that may count, the one that follows all others. */
function ballotOf(view: MotionView, member: MemberId, past: Past | null, forks: ForksSeen): MemberBallot {
  const seals = view.sealsOf(member).filter(({ act }) => (past === null || past.has(act)) && !forks.revoked(act));
  const out: ExcludedBallot[] = [];
  const standing: By<"ballot">[] = [];
  for (const one of view.ballotsOf(member)) {
    if (past !== null && !past.has(one.act)) continue;
    const reason = view.isExpelled(one, past) ? "expelled" : faultOfBallot(view, one, seals, forks);
    if (reason === null) standing.push(one);
    else out.push({ member, ballot: one.act.id, reason });
  }

  const latest = latestOf(standing);
  const first = latest[0];
  if (first === undefined) return { ballot: null, choice: null, out };
  if (latest.some(({ act }) => !saysTheSame(act.record.choice, first.act.record.choice))) {
    return { ballot: null, choice: null, out: [...out, ...latest.map(({ act }): ExcludedBallot => ({ member, ballot: act.id, reason: "conflict" }))] };
  }
  const { choice } = first.act.record;
  if (choice === null) return { ballot: null, choice, out: [...out, { member, ballot: first.act.id, reason: "withdrawn" }] };
  return { ballot: first.act.id, choice: canonical(choice), out };
}

function faultOfBallot(view: MotionView, { act, member }: By<"ballot">, seals: readonly By<"seal">[], forks: ForksSeen): ExclusionReason | null {
  const { choice } = act.record;
  if (!view.roll.has(member)) return "notOnRoll";
  if (choice !== null && !fits(choice, askedBy(view.motion.record))) return "invalid";
  if (forks.lost(act)) return "forked";
  if (forks.revoked(act)) return "revoked";
  if (seals.some((seal) => !seal.act.past.has(act))) return "afterSeal";
  return null;
}

/** Those in the past of no other, lowest id first. */
function latestOf(ballots: readonly By<"ballot">[]): By<"ballot">[] {
  const latest: By<"ballot">[] = [];
  for (const one of ballots.toSorted((a, b) => b.act.lamport - a.act.lamport)) {
    if (!latest.some(({ act }) => act.past.has(one.act))) latest.push(one);
  }
  return latest.sort((a, b) => (a.act.id < b.act.id ? -1 : 1));
}

const saysTheSame = (a: Choice | null, b: Choice | null): boolean => (a === null || b === null ? a === b : sameChoice(canonical(a), canonical(b)));
