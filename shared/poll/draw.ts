/**
 * POLL-15. The lot of a motion that names one. Each ballot commits to a number only its voter knows; the certified count
 * fixes which ballots those are; then the numbers are shown, and all of them together are the seed. Every machine that
 * has them draws alike. Who does not show theirs keeps the lot from falling, and never chooses how it falls (decision 096).
 */
import { compare, equal, fromHex } from "../base/bytes.ts";
import { idBytes, type MemberId, type MotionId } from "../base/ids.ts";
import { labels } from "../crypto/labels.ts";
import { labelledHash } from "../crypto/sodium.ts";
import type { Past } from "../log/past.ts";
import { decide, type Decided } from "../tally/outcome.ts";
import { certificateIn } from "./certificate.ts";
import { rulesOf, type Count } from "./count.ts";
import type { By, MotionView } from "./motion-view.ts";
import type { Hash, Motion } from "./records.ts";

export interface Draw {
  /** What the votes alone came to. */
  readonly decided: Decided;
  /** By whom numbers were thrown in, in the order in which they are joined; null: not shown yet. */
  readonly thrown: readonly { readonly member: MemberId; readonly value: Uint8Array | null }[];
  /** Once all are shown; never when it was decided to draw again. */
  readonly fallen: Fallen | null;
}

/** What is known of a motion's counts (motion-counts.ts). */
interface Counts {
  readonly view: MotionView;
  resultOf(close: By<"close">): CountedClose;
}

interface CountedClose extends Count {
  readonly hash: Hash;
}

interface Fallen {
  readonly seed: Uint8Array;
  readonly lots: readonly FallenLot[];
  readonly decided: Decided;
}

interface FallenLot {
  /** Of a sign-up: what places were drawn for. */
  readonly option: number | null;
  /** Options, the one after the last being "None of these", or members; the lowest number first. */
  readonly order: readonly { readonly item: number | MemberId; readonly number: Uint8Array }[];
  /** On how many of the first it fell. */
  readonly taken: number;
}

/** Whether a member's ballot commits to a number: by lots, but for those whose number is done without. */
export const throwsIn = ({ lots, redraws }: Motion, member: MemberId): boolean => lots === true && redraws?.without.includes(member) !== true;

export const commitmentTo = (motion: MotionId, member: MemberId, value: Uint8Array): Uint8Array => labelledHash(labels.lotCommitment, idBytes(motion), idBytes(member), value);

/** Whether a count leaves something to a lot. */
export const leavesTie = ({ outcome, tally }: Decided): boolean => (outcome.is === "tied" ? outcome.options.length > 0 : outcome.is === "elected" && "tied" in tally && tally.tied.length > 0);

/** What a lot has still to settle: the options that are tied, for the seats that are left; of a sign-up what is overfull, where one signs up anew. */
export function stillOpen(record: Motion, { outcome, tally }: Decided): Pick<Motion, "options" | "method" | "seats"> {
  const tied = outcome.is === "tied" ? outcome.options : "tied" in tally ? tally.tied : [];
  const options = tied.flatMap((option) => record.options[option] ?? []);
  if (record.method === "sign-up") return { options, method: "sign-up" };
  const filled = outcome.is === "elected" ? outcome.options.length : 0;
  return { options, method: "lots", seats: Math.min(options.length, (record.seats ?? 1) - filled) };
}

/** The certified count that leaves something to the lot its motion names; null: none. */
export function countToDraw(counts: Counts, past: Past | null): CountedClose | null {
  const { view } = counts;
  if (view.motion.record.lots !== true) return null;
  const certificate = certificateIn(view, past);
  if (certificate.is !== "certified") return null;
  const result = counts.resultOf(view.get("close", certificate.close)!);
  return leavesTie(result.decided) && result.counted.some(({ member }) => throwsIn(view.motion.record, member)) ? result : null;
}

/** POLL-15. Certified, and not voted down: from then on it stands in the place of the lot it draws again. */
export function isPassed(counts: Counts, past: Past | null): boolean {
  const certificate = certificateIn(counts.view, past);
  return certificate.is === "certified" && (certificate.adopted || countToDraw(counts, past) !== null);
}

/** POLL-5, POLL-15. Certified, and something is chosen: by the votes, or by the lot that fell. */
export function choosesIn(counts: Counts, past: Past | null): boolean {
  const certificate = certificateIn(counts.view, past);
  if (certificate.is !== "certified") return false;
  return certificate.adopted || isChosen(drawIn(counts, past)?.fallen?.decided);
}

const isChosen = (decided: Decided | undefined): boolean => decided?.outcome.is === "adopted" || decided?.outcome.is === "elected";

/** Null past: by everything heard. */
export function drawIn(counts: Counts, past: Past | null): Draw | null {
  const count = countToDraw(counts, past);
  if (count === null) return null;
  const { view } = counts;
  const thrown = count.counted.filter(({ member }) => throwsIn(view.motion.record, member)).map(({ member }) => ({ member, value: shownBy(view, count, member, past) }));
  return { decided: count.decided, thrown, fallen: thrown.every(({ value }) => value !== null) && !view.isRedrawn(past) ? fall(view, count, thrown.map(({ member, value }) => [member, value!])) : null };
}

function shownBy(view: MotionView, count: CountedClose, member: MemberId, past: Past | null): Uint8Array | null {
  const shown = view.seeds.find((one) => one.member === member && (past === null || past.has(one.act)) && isThrown(view, count, member, one.act.record.value));
  return shown?.act.record.value ?? null;
}

/** Whether a member's counted ballot committed to that number. */
export function isThrown(view: MotionView, { counted }: Pick<Count, "counted">, member: MemberId, value: Uint8Array): boolean {
  const ballot = counted.find((one) => one.member === member)?.ballot;
  const commitment = ballot === undefined ? undefined : view.get("ballot", ballot)!.act.record.commitment;
  return commitment !== undefined && equal(commitment, commitmentTo(view.id, member, value));
}

function fall(view: MotionView, count: CountedClose, thrown: readonly (readonly [MemberId, Uint8Array])[]): Fallen {
  const { record } = view.motion;
  const seed = seedOf(view.id, count.hash, thrown);
  const lots: FallenLot[] = [];
  const draw = <T extends number | MemberId>(option: number | null, between: readonly T[], taken: number): readonly T[] => {
    const order = between.map((item) => ({ item, number: lotNumber(seed, lots.length, item) })).sort((a, b) => compare(a.number, b.number));
    lots.push({ option, order, taken });
    return order.map(({ item }) => item);
  };
  if (count.decided.tally.method === "sign-up") {
    const { signed, places } = count.decided.tally;
    signed.forEach((n, option) => {
      if (n > places[option]!) draw(option, count.counted.flatMap(({ member, choice }) => (choice.method === "sign-up" && choice.taken.includes(option) ? [member] : [])), places[option]!);
    });
    return { seed, lots, decided: { ...count.decided, outcome: { is: "adopted", option: null } } };
  }
  const taken = record.method === "lots" ? (record.seats ?? 1) : 1;
  const ballots = count.counted.map(({ choice }) => ({ choice, count: 1 }));
  const decided = decide(rulesOf(record), ballots, (between) => draw(null, between, taken));
  return { seed, lots, decided };
}

const seedOf = (motion: MotionId, result: Hash, thrown: readonly (readonly [MemberId, Uint8Array])[]): Uint8Array =>
  labelledHash(labels.lotSeed, idBytes(motion), fromHex(result)!, thrown.map(([member, value]) => [idBytes(member), value]));

const lotNumber = (seed: Uint8Array, lot: number, item: number | MemberId): Uint8Array => labelledHash(labels.lotNumber, seed, lot, typeof item === "number" ? item : idBytes(item));
