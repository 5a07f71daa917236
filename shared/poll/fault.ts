/**
 * The rules each poll act must keep, judged against its own past (POLL-1…6), so every client judges alike. What needs
 * the bylaws or the membership (roll = electorate, author admitted) is checked by governance before.
 */
import { equal } from "../base/bytes.ts";
import type { MemberId } from "../base/ids.ts";
import { limits } from "../base/limits.ts";
import { namesSeats, type MethodName } from "../tally/choice.ts";
import { isAboutOffice, isAboutOne, namesVoters } from "./motion-kind.ts";
import { certificateIn } from "./certificate.ts";
import { doubleAttesters, type By, type MotionView } from "./motion-view.ts";
import type { MotionCounts } from "./motion-counts.ts";
import { countToDraw, isThrown, throwsIn } from "./draw.ts";
import { electsBy, type MandateMatter } from "./mandate-field.ts";
import { isA, motionTextHash, type Motion, type PollAct, type PollActOf } from "./records.ts";
import { askedBy } from "./count.ts";
import { mostAttested, singleAttesters } from "./rounds.ts";
import { faultOfSheet, tellersFit, type SheetFault } from "./sheet.ts";

/** Why a poll act has no effect (LOG-8). */
export type PollFault =
  // motions
  | "EmptyRoll"
  | "WrongTextHash"
  | "WrongNumberOfOptions"
  | "WrongSeats"
  | "WrongDots"
  | "WrongPlaces"
  | "AdviceOnMembers"
  | "RepealsWrong"
  | "NamesWrong"
  | "ChangeWrong"
  | "WrongMandate"
  // all others
  | "MotionNotInPast"
  | "NotOnRoll"
  | "ReplacesWrong"
  | "SealedBefore"
  | "NoSeals"
  | "SealNotInPast"
  | "CloseNotInPast"
  | "TooFewSealers"
  | "AttestedBefore"
  | "WrongResult"
  | "ListWrong"
  | "TooFewListed"
  | "NotMostAttested"
  // withdrawals
  | "NotMover"
  | "NotWithdrawable"
  | "DecidedBefore"
  // counts by hand
  | "NotCountedByHand"
  | "NoSuchCount"
  | "SameTeller"
  // sheets
  | "WrongTellers"
  | SheetFault
  // lots
  | "WrongLots"
  | "WrongCommitment"
  | "NothingToDraw"
  | "NotThrownIn"
  | "ShownBefore";

/** How many options a motion has: of yes/no and consensus at most the one it is about. */
export const optionBounds: Record<MethodName, { readonly least: number; readonly most: number }> = {
  "yes-no-abstain": { least: 0, most: 1 },
  consensus: { least: 0, most: 1 },
  approval: { least: 1, most: limits.options },
  score: { least: 1, most: limits.options },
  dots: { least: 1, most: limits.options },
  "time-poll": { least: 1, most: limits.options },
  "sign-up": { least: 1, most: limits.options },
  lots: { least: 1, most: limits.options },
  schulze: { least: 1, most: limits.options },
  irv: { least: 1, most: limits.options },
  "stv-scottish": { least: 1, most: limits.options },
  "stv-meek": { least: 1, most: limits.options },
};

/** As many as there are options at most; said by those methods that choose several, and by no others. */
export const seatsFit = (method: MethodName, seats: number | undefined, options: number): boolean => (namesSeats(method) ? seats !== undefined && seats <= options : seats === undefined);

/**
 * A motion (then `motion` is null), or an act of the motion given: all of its past is in the view, and its author is an
 * admitted member.
 */
export function faultOf(motion: { readonly counts: MotionCounts } | null, act: PollAct): PollFault | null {
  if (isA("motion", act)) return faultOfMotion(act.record);
  if (motion === null) return "MotionNotInPast";
  const { counts } = motion;
  const { view } = counts;
  const member = view.memberOf(act.device, act.past);
  if (!act.past.has(view.motion)) return "MotionNotInPast";
  if (isA("dispute", act)) return null;
  if (member === null) return "NotOnRoll";
  if (isA("withdrawal", act)) return faultOfWithdrawal(act, view, member);
  if (isA("ballot", act)) return faultOfBallot(act, view, member);
  if (!view.roll.has(member)) return "NotOnRoll";
  if (isA("handCount", act) || isA("secondCount", act)) return faultOfHandCount(act, view, member);
  if (isA("sheet", act)) return faultOfSheet(act.record, member, view, askedBy(view.motion.record));
  if (isA("seed", act)) return faultOfSeed(act, counts, member);
  if (isA("seal", act)) return faultOfSeal(act, view, member);
  if (isA("close", act)) return faultOfClose(act, view);
  return isA("attest", act) ? faultOfAttestation(act, counts, member) : null;
}

/** POLL-1, MEM-4, MEM-7. */
function faultOfMotion(motion: Motion): PollFault | null {
  const { least, most } = optionBounds[motion.method];
  if (motion.roll.length === 0) return "EmptyRoll";
  if (motion.options.length < least || motion.options.length > most) return "WrongNumberOfOptions";
  if (!seatsFit(motion.method, motion.seats, motion.options.length)) return "WrongSeats";
  if ((motion.dots !== undefined) !== (motion.method === "dots")) return "WrongDots";
  if (motion.options.some(({ places }) => (places !== undefined) !== (motion.method === "sign-up"))) return "WrongPlaces";
  if (motion.advice === true && motion.kind !== "ordinary") return "AdviceOnMembers";
  if (!lotsFit(motion)) return "WrongLots";
  if (!tellersFit(motion)) return "WrongTellers";
  if (motion.textHash !== motionTextHash(motion)) return "WrongTextHash";
  if ((motion.repeals !== undefined) !== (motion.kind === "repeal")) return "RepealsWrong";
  const { mandate } = motion;
  if (isAboutOffice(motion.kind) !== (mandate !== undefined)) return "WrongMandate";
  if (mandate !== undefined && motion.kind === "mandate") return faultOfElection(motion, mandate) ?? (motion.change === undefined ? null : "ChangeWrong");
  if (mandate !== undefined && !isRecall(mandate)) return "WrongMandate";
  if (motion.kind !== "ordinary" && motion.method !== "yes-no-abstain") return "NamesWrong";
  if (!namesFit(motion)) return "NamesWrong";
  return (motion.kind === "bylaws") === (motion.change !== undefined) && (motion.kind !== "bylaws" || motion.options.length === 0) ? null : "ChangeWrong";
}

/** POLL-15. A lot falls between options, in what changes nobody's place, or between those who would hold an office; more than half of the roll throw in. */
function lotsFit({ kind, method, lots, roll, redraws }: Motion): boolean {
  if (lots === undefined) return method !== "lots" && redraws === undefined;
  const throwing = roll.filter((member) => redraws?.without.includes(member) !== true).length;
  return (kind === "ordinary" || kind === "mandate") && settlesByLot(method) && 2 * throwing > roll.length && redraws?.without.length !== 0;
}

/** Whether a tie by this method can be settled by lot. */
export const settlesByLot = (method: MethodName): boolean => method !== "yes-no-abstain" && method !== "consensus";

function namesFit({ kind, names }: Motion): boolean {
  if (isAboutOne(kind) || kind === "admission" || kind === "recall") return names.length === 1;
  if (kind === "naming") return names.length > 0;
  return kind === "founding" || names.length === 0;
}

/** POLL-13. By the mover, of what is not certified yet; the app's own motions stand, or newcomers would never be named. */
function faultOfWithdrawal(act: PollActOf<"withdrawal">, view: MotionView, member: MemberId): PollFault | null {
  const { motion } = view;
  if (namesVoters(motion.record.kind)) return "NotWithdrawable";
  if (view.memberOf(motion.device, motion.past) !== member) return "NotMover";
  const { is } = certificateIn(view, act.past);
  return is === "certified" || is === "contradicted" ? "DecidedBefore" : null;
}

/** MAN-1. Who would hold the office is said once each, with an option each or all at once, and there is room for them. */
function faultOfElection({ method, options, seats, names }: Motion, { terms, nominees = [], ends }: MandateMatter): PollFault | null {
  const how = electsBy(method);
  if (terms === undefined || ends !== undefined || names.length > 0 || how === null) return "WrongMandate";
  if (new Set(nominees).size < nominees.length || terms.title === "") return "WrongMandate";
  if (how === "each") return nominees.length === options.length && (seats ?? 1) <= terms.seats ? null : "WrongMandate";
  return options.length === 0 && nominees.length <= terms.seats ? null : "WrongMandate";
}

const isRecall = ({ office, terms, nominees, ends }: MandateMatter): boolean => office !== undefined && ends !== undefined && terms === undefined && nominees === undefined;

/** POLL-11. Hands tell yes, no and abstain, or how many are for each; the second teller is another member. */
function faultOfHandCount(act: PollActOf<"handCount"> | PollActOf<"secondCount">, view: MotionView, member: MemberId): PollFault | null {
  const { method, options } = view.motion.record;
  if (handCountLines(method, options.length) !== act.record.votes.length) return "NotCountedByHand";
  if (act.record.type === "handCount") return null;
  const first = view.get("handCount", act.record.count);
  if (first === null || !act.past.has(first.act)) return "NoSuchCount";
  return first.member === member ? "SameTeller" : null;
}

/** POLL-11. How many numbers a count by hand has; null where hands cannot say what a ballot says. */
export function handCountLines(method: MethodName, options: number): number | null {
  if (method === "yes-no-abstain" || method === "consensus") return 3;
  return method === "approval" ? options : null;
}

/** POLL-2. Whether it counts is another question (count.ts): ballots are shown even when they do not. */
function faultOfBallot(act: PollActOf<"ballot">, view: MotionView, member: MemberId): PollFault | null {
  const { choice, commitment } = act.record;
  if ((commitment !== undefined) !== (throwsIn(view.motion.record, member) && choice !== null)) return "WrongCommitment";
  const right = act.record.replaces.every((id) => {
    const replaced = view.get("ballot", id);
    return replaced !== null && replaced.member === member && act.past.has(replaced.act);
  });
  return right ? null : "ReplacesWrong";
}

/** POLL-3. One promise; a second one says nothing. */
function faultOfSeal(act: PollActOf<"seal">, view: MotionView, member: MemberId): PollFault | null {
  return view.sealsOf(member).some((seal) => act.past.has(seal.act)) ? "SealedBefore" : null;
}

/** POLL-15. Each number is shown once, after a certificate that leaves something to the lot, by who committed to it in a ballot it counted. */
function faultOfSeed({ past, record }: PollActOf<"seed">, counts: MotionCounts, member: MemberId): PollFault | null {
  const { view } = counts;
  const count = countToDraw(counts, past);
  if (count === null) return "NothingToDraw";
  if (!isThrown(view, count, member, record.value)) return "NotThrownIn";
  const isSame = ({ act, member: by }: By<"seed">): boolean => by === member && equal(act.record.value, record.value) && past.has(act);
  return view.seeds.some(isSame) ? "ShownBefore" : null;
}

/** POLL-4. */
function faultOfClose(act: PollActOf<"close">, view: MotionView): PollFault | null {
  if (act.record.seals.length === 0) return "NoSeals";
  const inPast = act.record.seals.every((id) => {
    const seal = view.get("seal", id);
    return seal !== null && act.past.has(seal.act);
  });
  return inPast ? null : "SealNotInPast";
}

/** POLL-5, POLL-6. A result that the named close does not give is no attestation: anyone can recount. */
function faultOfAttestation(act: PollActOf<"attest">, counts: MotionCounts, member: MemberId): PollFault | null {
  const { view } = counts;
  const { round, result, adopted, option, lists } = act.record;
  const close = view.get("close", act.record.close);
  if (close === null || !act.past.has(close.act)) return "CloseNotInPast";
  if (counts.pastOf(close).sealers.length < view.q) return "TooFewSealers";
  if (view.attestationsOf(member).some((own) => own.act.record.round >= round && act.past.has(own.act))) return "AttestedBefore";
  const counted = counts.resultOf(close);
  if (counted.hash !== result || counted.adopted !== adopted || counted.option !== option) return "WrongResult";
  if (round === 1) return lists.length === 0 ? null : "ListWrong";

  const before = view.attestationsIn(round - 1).filter((one) => act.past.has(one.act));
  const named = new Set(lists);
  const listed = before.filter((one) => named.has(one.act.id));
  if (listed.length < lists.length) return "ListWrong";
  const doubles = doubleAttesters(before);
  if (singleAttesters(listed, doubles).size < view.q) return "TooFewListed";
  return mostAttested(counts, listed, doubles)?.act.record.result === result ? null : "NotMostAttested";
}
