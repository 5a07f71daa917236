/**
 * POLL-6. What a member's machine does next in a motion: seal, close, attest, or wait. Each machine takes its step when
 * it runs; members need never be online together.
 *
 * A step is written as an entry whose past is everything this machine has heard (with heads beyond 32 merged before).
 * Only the member's one designated device takes steps, so that nobody attests twice by having two machines.
 */
import type { EntryId, MemberId } from "../base/ids.ts";
import { days, hours, minutes, seconds } from "../base/units.ts";
import { certificateIn } from "./certificate.ts";
import type { MotionCounts } from "./motion-counts.ts";
import { doubleAttesters, type By, type MotionView } from "./motion-view.ts";
import { namesVoters } from "./motion-kind.ts";
import { maxRound, type Attestation } from "./records.ts";
import { mostAttested, singleAttesters } from "./rounds.ts";
import type { PaperLine } from "./sheet.ts";

export type Step =
  | { readonly do: "seal" }
  | { readonly do: "close"; readonly seals: readonly EntryId[] }
  | { readonly do: "attest"; readonly attestation: Attestation }
  /** Until that local time, or null: until something is heard. */
  | { readonly do: "wait"; readonly until: number | null };

/** Local patience, no rules of validity. */
export interface Timers {
  readonly first: number;
  readonly perPlace: number;
  readonly most: number;
}

export const usualTimers: Timers = { first: seconds(30), perPlace: seconds(5), most: minutes(5) };

/** When this machine first knew of q seals, and of q attestations of each round. Local; begun anew at each start. */
export interface Noticed {
  readonly seals: number | null;
  readonly rounds: ReadonlyMap<number, number>;
  /** POLL-11. What tellers enter for its member who has no ballot, and since when it does. */
  readonly onPaper: { readonly says: string; readonly since: number } | null;
}

export const nothingNoticed: Noticed = { seals: null, rounds: new Map(), onPaper: null };

/** Brings `noticed` up to what the view holds now. To be kept beside the view and given to `nextStep`. `mine`: the line of tellers that counts for its member. */
export function notice(noticed: Noticed, view: MotionView, now: number, mine: PaperLine | null = null): Noticed {
  const says = mine === null ? null : JSON.stringify(mine.choice);
  const rounds = new Map(noticed.rounds);
  for (const round of view.rounds) if (!rounds.has(round) && attesters(view, round).size >= view.q) rounds.set(round, now);
  return { seals: noticed.seals ?? (view.sealers.size >= view.q ? now : null), rounds, onPaper: says === null ? null : says === noticed.onPaper?.says ? noticed.onPaper : { says, since: now } };
}

/** `notBefore`: see time-to-answer.ts. */
export function nextStep(counts: MotionCounts, me: MemberId, noticed: Noticed, now: number, timers: Timers, notBefore = 0): Step {
  if (now < notBefore) return { do: "wait", until: notBefore };
  const { view } = counts;
  if (!view.roll.has(me) || view.withdrawals.length > 0) return forNews; // POLL-13: nobody helps to certify what was taken back
  const delay = Math.min(timers.first + timers.perPlace * [...view.roll].indexOf(me), timers.most);
  const due = now >= view.motion.record.deadline;

  const attesting = attestStep(counts, me, noticed, now, due, delay);
  if (attesting !== null) return attesting;
  if (hasAttested(view, me) || certificateIn(view, null).is === "certified") return forNews;

  if (view.sealsOf(me).length === 0 && (due || votesOnce(view, me))) {
    const until = objectsUntil(noticed, view, me);
    return now < until ? { do: "wait", until } : { do: "seal" };
  }
  const sealers = counts.sealed().sealers.length;
  if (sealers === view.roll.size) return close(view);
  if (!due) return { do: "wait", until: view.motion.record.deadline };
  if (sealers < view.q) return forNews;
  const from = Math.max(view.motion.record.deadline, noticed.seals ?? now) + delay;
  return now >= from ? close(view) : { do: "wait", until: from };
}

/**
 * POLL-11. For whom tellers vote has an hour from hearing of it to say otherwise; and a day at most, whatever they change meanwhile.
 * Where they may still, who has no ballot leaves them an hour to be heard: what they say of who has promised does not count.
 */
function objectsUntil({ onPaper }: Noticed, view: MotionView, me: MemberId): number {
  const { tellers, deadline } = view.motion.record;
  if (onPaper !== null) return Math.min(onPaper.since + hours(1), deadline + days(1));
  return tellers === undefined || view.ballotsOf(me).length > 0 ? 0 : deadline + hours(1);
}

const forNews: Step = { do: "wait", until: null };

/** Two seals of a member show already that its device forked; more would only make the close too long to be read. */
const close = (view: MotionView): Step => ({ do: "close", seals: [...view.sealers].flatMap((member) => lowest(view.sealsOf(member), 2)).sort() });

const lowest = (acts: readonly { readonly act: { readonly id: EntryId } }[], most: number): EntryId[] => acts.map(({ act }) => act.id).sort().slice(0, most);

const attesters = (view: MotionView, round: number): ReadonlySet<MemberId> => new Set(view.attestationsIn(round).map(({ member }) => member));

const hasAttested = (view: MotionView, me: MemberId): boolean => view.attestationsOf(me).length > 0;

/** MEM-7. Who is asked only whether newcomers are named is done with one tap: the ballot seals. */
const votesOnce = (view: MotionView, me: MemberId): boolean => oneTap(view) && view.ballotsOf(me).length > 0;
const oneTap = ({ motion }: MotionView): boolean => namesVoters(motion.record.kind);

/** The attestation to give now, the time to wait for, or null when there is nothing to attest yet. */
function attestStep(counts: MotionCounts, me: MemberId, noticed: Noticed, now: number, due: boolean, delay: number): Step | null {
  const { view } = counts;
  const mine = Math.max(0, ...view.attestationsOf(me).map(({ act }) => act.record.round));
  const highest = view.rounds[0] ?? 0;
  const certificate = certificateIn(view, null);
  if (certificate.is === "contradicted") return forNews;
  if (certificate.is === "certified") return mine >= certificate.round ? forNews : agreeWith(counts, certificate.round, certificate.close, due);

  if (highest <= 1 && mine === 0) return firstRound(counts, due);
  if (!due) return { do: "wait", until: view.motion.record.deadline };
  const round = mine === highest ? highest + 1 : highest;
  const known = attesters(view, round - 1);
  const since = noticed.rounds.get(round - 1);
  if (since === undefined || round > maxRound) return forNews;
  const from = since + delay;
  if (known.size < view.roll.size && now < from) return { do: "wait", until: from };
  return laterRound(counts, round) ?? forNews;
}

/** Adds to a certificate what this machine counted itself. Before the own deadline only what names everyone. */
function agreeWith(counts: MotionCounts, round: number, close: EntryId, due: boolean): Step | null {
  if (round > 1) return due ? laterRound(counts, round) : null;
  const certified = counts.view.get("close", close)!;
  return due || namesAll(counts, certified) ? attest(counts, certified, 1, []) : null;
}

/** POLL-6. Of the known close with most sealers; equal: the lower id. */
function firstRound(counts: MotionCounts, due: boolean): Step | null {
  const { view } = counts;
  const sealers = (one: By<"close">): number => counts.pastOf(one).sealers.length;
  const usable = view.closes.filter((one) => (due ? sealers(one) >= view.q : namesAll(counts, one)));
  const [best] = usable.sort((a, b) => sealers(b) - sealers(a) || (a.act.id < b.act.id ? -1 : 1));
  return best === undefined ? null : attest(counts, best, 1, []);
}

const namesAll = (counts: MotionCounts, close: By<"close">): boolean => counts.pastOf(close).sealers.length === counts.view.roll.size;

function laterRound(counts: MotionCounts, round: number): Step | null {
  const { view } = counts;
  const before = view.attestationsIn(round - 1);
  const doubles = doubleAttesters(before);
  const singles = before.filter(({ member }) => !doubles.has(member));
  const listed = [...new Map(singles.toSorted((a, b) => (a.act.id < b.act.id ? 1 : -1)).map((one) => [one.member, one])).values()]; // one of each
  const best = mostAttested(counts, listed, doubles);
  if (best === null || singleAttesters(listed, doubles).size < view.q) return null;
  return attest(counts, view.get("close", best.act.record.close)!, round, listed);
}

function attest(counts: MotionCounts, close: By<"close">, round: number, listed: readonly By<"attest">[]): Step {
  const { hash, adopted, option } = counts.resultOf(close);
  const lists = listed.map(({ act }) => act.id).sort();
  return { do: "attest", attestation: { motion: counts.view.id, close: close.act.id, round, result: hash, adopted, option, lists } };
}
