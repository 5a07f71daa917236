/** POLL-1…6. One motion with all its acts in the file: which have effect, which ballots count, and who counted alike. */
import { fromHex, hex } from "./bytes.ts";
import { valueOf, type Value } from "./cbor.ts";
import { Past, type Placed } from "./graph.ts";
import { base, changeShape, fraction, type Bylaws } from "./bylaws.ts";
import { attestedTwice, certificateOf, supportsWith, type Certificate, type Support } from "./certificate.ts";
import type { Devices } from "./devices.ts";
import { commitmentTo, draw, isTied, type Drawn, type Shown } from "./lots.ts";
import { choiceShape, choiceValue, decide, fillsSeveral, fits, methods, mostDots, type Choice, type Decided, type Rules } from "./methods.ts";
import { outcomeValue, tallyValue } from "./result-values.ts";
import { bool, bytes, id, ids, list, map, numbered, one, orNull, parse, text, time, whole, type Of, type Shape } from "./shapes.ts";
import { labelledHash } from "./sodium.ts";

const said: Shape<true> = (v) => (v === true ? true : undefined);
const hashShape: Shape<string> = (v) => (v instanceof Uint8Array && v.length === 32 ? hex(v) : undefined);
const file = map({ file: [1, id], content: [2, id], name: [3, text(255)], size: [4, whole(0, 2 ** 46)] });
const someFiles: Shape<readonly Of<typeof file>[]> = (v) => (Array.isArray(v) && v.length === 0 ? undefined : list(file, 20)(v));
const option = map({ title: [1, text(200)], text: [2, text(20_000)], necessity: [3, text(20_000)], practicality: [4, text(20_000)], places: [5, whole(1, 20_000), "mayBeAbsent"] });
const kinds = { founding: 0, naming: 1, ordinary: 2, expulsion: 3, reinstatement: 4, bylaws: 5, admission: 6, repeal: 10 };
const motionShape = map({
  title: [1, text(200)], situation: [2, text(60_000)], options: [3, list(option, 50)], kind: [4, numbered(kinds)], names: [5, ids(20_000)],
  method: [6, one(...methods)], roll: [7, ids(20_000)], quorum: [8, fraction], threshold: [9, fraction], base: [10, base], deadline: [11, time], secrecy: [12, one("open")],
  implementer: [13, id], reportBy: [14, orNull(time)], thread: [15, orNull(id)], textHash: [16, hashShape], files: [17, someFiles, "mayBeAbsent"], seats: [18, whole(1, 50), "mayBeAbsent"],
  change: [19, changeShape, "mayBeAbsent"],
  dots: [21, whole(1, mostDots), "mayBeAbsent"], repeals: [22, id, "mayBeAbsent"], advice: [24, said, "mayBeAbsent"], lots: [28, said, "mayBeAbsent"], redraws: [29, map({ motion: [1, id], without: [2, ids(20_000)] }), "mayBeAbsent"],
});
export const ballotShape = map({ motion: [1, id], replaces: [2, ids(32)], choice: [3, orNull(choiceShape)], commitment: [4, hashShape, "mayBeAbsent"] });
export const seedShape = map({ motion: [1, id], value: [2, bytes(32)] });
export const sealShape = map({ motion: [1, id] });
export const closeShape = map({ motion: [1, id], seals: [2, ids(20_000)] });
export const attestShape = map({ motion: [1, id], close: [2, id], round: [3, whole(1, 1000)], result: [4, hashShape], adopted: [5, bool], option: [6, orNull(whole(0, 49))], lists: [7, ids(20_000)] });
const byHand = list(whole(0, 1_000_000), 50);
export const handCountShape = map({ motion: [1, id], votes: [2, byHand] });
export const secondCountShape = map({ motion: [1, id], votes: [2, byHand], count: [3, id] });
export type HandCount = Said<Of<typeof handCountShape>>;
export type SecondCount = Said<Of<typeof secondCountShape>>;
export const withdrawalShape = map({ motion: [1, id] });
export const disputeShape = map({ motion: [1, id], text: [2, text(10_000)], evidence: [3, ids(100)] });

type Optional<T, K extends keyof T> = Omit<T, K> & Partial<Pick<T, K>>;
type OptionRecord = Optional<Of<typeof option>, "places">;
export type MotionRecord = Omit<Optional<Of<typeof motionShape>, "files" | "seats" | "dots" | "repeals" | "advice" | "lots" | "redraws">, "options" | "change"> & { readonly change?: { readonly bylaws: Bylaws; readonly replaces: string | null }; readonly options: readonly OptionRecord[] };

/** An act of a motion, what it says and who said it. */
export interface Said<R> {
  readonly act: Placed;
  readonly member: string;
  readonly record: R;
}
export type Ballot = Said<Optional<Of<typeof ballotShape>, "commitment">>;
export type Seed = Said<Of<typeof seedShape>>;
type Seal = Said<Of<typeof sealShape>>;
type Close = Said<Of<typeof closeShape>>;
export type Attestation = Said<Of<typeof attestShape>>;

export const readMotion = (record: Uint8Array): MotionRecord | undefined => parse(motionShape, record) as MotionRecord | undefined;

/** MAN-1, MAN-4. It gives or takes back an office: what follows from that is not judged here. */
export function isAboutOffice(record: Uint8Array): boolean {
  const value = valueOf(record);
  const kind = value instanceof Map ? (value as ReadonlyMap<number, Value>).get(4) : undefined;
  return kind === 8 || kind === 9;
}

/** POLL-1, MEM-7. What is wrong with a motion by itself. */
export function faultOfMotion(motion: MotionRecord): string | null {
  const [least, most] = motion.method === "yes-no-abstain" || motion.method === "consensus" ? [0, 1] : [1, 50];
  if (motion.roll.length === 0) return "EmptyRoll";
  if (motion.options.length < least || motion.options.length > most) return "WrongNumberOfOptions";
  if (fillsSeveral(motion.method) || motion.method === "lots" ? motion.seats === undefined || motion.seats > motion.options.length : motion.seats !== undefined) return "WrongSeats";
  if ((motion.method === "dots") !== (motion.dots !== undefined)) return "WrongDots";
  if (motion.options.some(({ places }) => (places === undefined) === (motion.method === "sign-up"))) return "WrongPlaces";
  if (motion.advice === true && motion.kind !== "ordinary") return "AdviceOnMembers";
  if (!mayNameLot(motion)) return "WrongLots";
  const options = motion.options.map((o): Value => new Map<number, Value>([[1, o.title], [2, o.text], [3, o.necessity], [4, o.practicality], ...(o.places === undefined ? [] : [[5, o.places] as const])]));
  if (motion.textHash !== labelledHash("motion-text", motion.title, motion.situation, options)) return "WrongTextHash";
  if ((motion.kind === "repeal") === (motion.repeals === undefined)) return "RepealsWrong";
  const { kind, names, change } = motion;
  if (kind !== "ordinary" && motion.method !== "yes-no-abstain") return "NamesWrong";
  const fitting = { founding: true, naming: names.length > 0, ordinary: names.length === 0, bylaws: names.length === 0, repeal: names.length === 0, admission: names.length === 1, expulsion: names.length === 1, reinstatement: names.length === 1 };
  if (!fitting[kind]) return "NamesWrong";
  return kind === "bylaws" ? (change === undefined || motion.options.length > 0 ? "ChangeWrong" : null) : change === undefined ? null : "ChangeWrong";
}

function mayNameLot({ lots, method, kind, roll, redraws }: MotionRecord): boolean {
  if (lots === undefined) return method !== "lots" && redraws === undefined;
  const without = roll.filter((member) => redraws?.without.includes(member) === true);
  return kind === "ordinary" && !["yes-no-abstain", "consensus"].includes(method) && 2 * without.length < roll.length && (redraws === undefined || redraws.without.length > 0);
}

/** As they are numbered in a result. */
const reasons = ["notOnRoll", "invalid", "forked", "afterSeal", "conflict", "withdrawn", "expelled", "revoked"] as const;
export type Reason = (typeof reasons)[number];

export interface Count {
  readonly counted: readonly { readonly member: string; readonly ballot: string; readonly choice: Choice }[];
  readonly excluded: readonly { readonly ballot: string; readonly reason: Reason }[];
  readonly decided: Decided;
}

/** What attesters sign of a count. */
export interface Result extends Count {
  readonly hash: string;
  readonly adopted: boolean;
  readonly option: number | null;
}

/** POLL-4. What a past shows of devices and members; null: all that is in the file. */
export interface Histories {
  readonly all: () => Past;
  readonly devices: Devices;
  actsOf(device: string): readonly Placed[];
  /** MEM-4. The member was expelled, and this ballot is outside the cut. */
  isVoid(ballot: Ballot, past: Past): boolean;
  /** POLL-15. Its lot is drawn again by a motion that passed; null: by all that is in the file. */
  isRedrawn(motion: string, past: Past | null): boolean;
}

interface ClosePast {
  readonly past: Past;
  readonly sealers: ReadonlySet<string>;
}

export class Motion {
  /** By their acts: there may be thousands, and each names those it replaces. */
  readonly ballots = new Map<string, Ballot>();
  readonly seals: Seal[] = [];
  readonly closes: Close[] = [];
  readonly attestations: Attestation[] = [];
  readonly disputes: Said<unknown>[] = [];
  readonly withdrawals: Said<unknown>[] = [];
  readonly handCounts: HandCount[] = [];
  readonly secondCounts: SecondCount[] = [];
  readonly seeds: Seed[] = [];
  readonly q: number;
  readonly #pasts = new Map<string, ClosePast>();
  readonly #results = new Map<string, Result>();

  constructor(
    readonly act: Placed,
    readonly record: MotionRecord,
    private readonly histories: Histories,
    readonly mover: string,
  ) {
    this.q = Math.floor((2 * record.roll.length) / 3) + 1;
  }

  /** POLL-11. */
  faultOfHandCount({ member, record }: HandCount): string | null {
    const { method, options, roll } = this.record;
    const lines = method === "approval" ? options.length : ["yes-no-abstain", "consensus"].includes(method) ? 3 : -1;
    if (!roll.includes(member)) return "NotOnRoll";
    return record.votes.length === lines ? null : "NotCountedByHand";
  }

  faultOfSecondCount(one: SecondCount): string | null {
    const reason = this.faultOfHandCount(one);
    if (reason !== null) return reason;
    const first = this.handCounts.find(({ act }) => act.id === one.record.count);
    if (first === undefined || !one.act.past.has(first.act)) return "NoSuchCount";
    return first.member === one.member ? "SameTeller" : null;
  }

  get sealers(): ReadonlySet<string> {
    return new Set(this.seals.map(({ member }) => member));
  }

  /** Everything said in the motion, and the motion. */
  get acts(): readonly Placed[] {
    return [this.act, ...[...this.ballots.values(), ...this.seals, ...this.closes, ...this.attestations, ...this.disputes, ...this.withdrawals, ...this.handCounts, ...this.secondCounts, ...this.seeds].map(({ act }) => act)];
  }

  // ---------------------------------------------------------------- what may be said

  faultOfBallot({ act, member, record }: Ballot): string | null {
    if ((record.commitment !== undefined) !== (this.#throwsIn(member) && record.choice !== null)) return "WrongCommitment";
    const replaces = record.replaces.map((ballot) => this.ballots.get(ballot));
    return replaces.every((one_) => one_?.member === member && act.past.has(one_.act)) ? null : "ReplacesWrong";
  }

  faultOfSeal({ act, member }: Seal): string | null {
    return this.seals.some((one_) => one_.member === member && act.past.has(one_.act)) ? "SealedBefore" : null;
  }

  faultOfClose({ act, record }: Close): string | null {
    if (record.seals.length === 0) return "NoSeals";
    const named = record.seals.map((seal) => this.seals.find((one_) => one_.act.id === seal));
    return named.every((one_) => one_ !== undefined && act.past.has(one_.act)) ? null : "SealNotInPast";
  }

  /** POLL-5, POLL-6: an attestation is of what its close gives; in a later round of what most attested before. */
  faultOfAttestation({ act, member, record }: Attestation): string | null {
    const close = this.closes.find((one_) => one_.act.id === record.close);
    if (close === undefined || !act.past.has(close.act)) return "CloseNotInPast";
    if (this.#countedPast(close).sealers.size < this.q) return "TooFewSealers";
    if (this.attestations.some((one_) => one_.member === member && one_.record.round >= record.round && act.past.has(one_.act))) return "AttestedBefore";
    const result = this.resultOf(record.close);
    if (result.hash !== record.result || result.adopted !== record.adopted || result.option !== record.option) return "WrongResult";
    if (record.round === 1) return record.lists.length === 0 ? null : "ListWrong";
    const before = this.attestations.filter((one_) => one_.record.round === record.round - 1 && act.past.has(one_.act));
    const listed = before.filter((one_) => record.lists.includes(one_.act.id));
    if (listed.length < record.lists.length) return "ListWrong";
    const doubles = attestedTwice(before);
    const single = listed.filter((one_) => !doubles.has(one_.member));
    if (new Set(single.map((one_) => one_.member)).size < this.q) return "TooFewListed";
    return this.#mostAttested(single) === record.result ? null : "NotMostAttested";
  }

  #mostAttested(attestations: readonly Attestation[]): string | undefined {
    const results = [...new Set(attestations.map(({ record }) => record.result))].map((result) => {
      const of = attestations.filter(({ record }) => record.result === result);
      const { record } = of.toSorted(byId)[0]!;
      return { result, members: new Set(of.map(({ member }) => member)).size, ballots: this.resultOf(record.close).counted.length };
    });
    return results.sort((a, b) => b.members - a.members || b.ballots - a.ballots || (a.result < b.result ? -1 : 1))[0]?.result;
  }

  // ---------------------------------------------------------------- counting

  /** POLL-4. What a close rests on, and whose promises count. */
  #countedPast(close: Close): ClosePast {
    const known = this.#pasts.get(close.act.id);
    if (known !== undefined) return known;
    const seals = this.seals.filter(({ act }) => close.record.seals.includes(act.id));
    const past = Past.of(seals.map(({ act }) => act));
    const sealers = new Set(seals.filter(({ act }) => this.#lostFrom(act.device, past) === null && !this.histories.devices.isCutOff(act, past)).map(({ member }) => member));
    this.#pasts.set(close.act.id, { past, sealers });
    return { past, sealers };
  }

  resultOf(closeId: string): Result {
    const known = this.#results.get(closeId);
    if (known !== undefined) return known;
    const count = this.countIn(this.#countedPast(this.closes.find(({ act }) => act.id === closeId)!).past);
    const { outcome } = count.decided;
    const adopted = outcome.is === "adopted" || outcome.is === "elected";
    const result = { ...count, hash: this.#hashOf(count), adopted, option: outcome.is === "adopted" ? outcome.option : null };
    this.#results.set(closeId, result);
    return result;
  }

  /** Null: over all that is in the file. */
  countIn(within: Past | null): Count {
    const past = within ?? this.histories.all();
    const isIn = ({ act }: { readonly act: Placed }): boolean => past.has(act);
    const ballots = [...this.ballots.values()].filter(isIn);
    const counted: { member: string; ballot: string; choice: Choice }[] = [];
    const excluded: { ballot: string; reason: Reason }[] = [];
    for (const member of [...new Set(ballots.map((ballot) => ballot.member))].sort()) {
      const seals = this.seals.filter((seal) => seal.member === member && isIn(seal) && !this.histories.devices.isCutOff(seal.act, past));
      const standing: Ballot[] = [];
      for (const ballot of ballots.filter((one_) => one_.member === member)) {
        const reason = this.#faultInCount(ballot, seals, past);
        if (reason === null) standing.push(ballot);
        else excluded.push({ ballot: ballot.act.id, reason });
      }
      const latest = standing.filter((ballot) => !standing.some((other) => other.act.past.has(ballot.act))).sort(byId);
      const [first] = latest;
      if (first === undefined) continue;
      const says = ({ record }: Ballot): string => JSON.stringify(record.choice);
      if (latest.some((ballot) => says(ballot) !== says(first))) excluded.push(...latest.map(({ act }) => ({ ballot: act.id, reason: "conflict" as const })));
      else if (first.record.choice === null) excluded.push({ ballot: first.act.id, reason: "withdrawn" });
      else counted.push({ member, ballot: first.act.id, choice: first.record.choice });
    }
    excluded.sort((a, b) => (a.ballot < b.ballot ? -1 : 1));
    const decided = decide(this.#rules, counted.map(({ choice }) => choice));
    return { counted, excluded, decided };
  }

  get #rules(): Rules {
    const { roll, method, options, seats = 1, quorum, threshold, base: of } = this.record;
    return { method, options: options.length, seats, places: options.map(({ places }) => places ?? 0), roll: roll.length, quorum, threshold, base: of };
  }

  #faultInCount(ballot: Ballot, seals: readonly Seal[], past: Past): Reason | null {
    const { act, member, record } = ballot;
    if (this.histories.isVoid(ballot, past)) return "expelled";
    if (!this.record.roll.includes(member)) return "notOnRoll";
    if (record.choice !== null && !fits(record.choice, this.record.method, this.record.options.length, this.record.dots ?? 0)) return "invalid";
    if (this.#lostFrom(act.device, past)?.(act) === true) return "forked";
    if (this.histories.devices.isCutOff(act, past)) return "revoked";
    return seals.some((seal) => !seal.act.past.has(act)) ? "afterSeal" : null;
  }

  /** Null where the device wrote one history; otherwise which of its acts stand where it had parted. */
  #lostFrom(device: string, past: Past): ((act: Placed) => boolean) | null {
    const proven = this.histories.devices.forks.filter((fork) => fork.device === device && past.has(fork.act)).map(({ seq }) => seq);
    const acts = this.histories.actsOf(device).filter((act) => past.has(act)).sort((a, b) => a.lamport - b.lamport || (a.id < b.id ? -1 : 1));
    const parted = acts.findIndex((act, i) => i > 0 && !act.past.has(acts[i - 1]!));
    if (proven.length === 0 && parted === -1) return null;
    const later = parted === -1 ? [] : acts.slice(parted);
    const trunk = new Set((parted === -1 ? acts : acts.slice(0, parted)).filter((act) => later.every((after) => after.past.has(act))));
    const least = Math.min(...proven);
    return (act) => act.seq >= least || (parted !== -1 && !trunk.has(act));
  }

  #hashOf({ counted, excluded, decided }: Count): string {
    return labelledHash(
      "result",
      1,
      fromHex(this.act.id),
      this.record.roll.map(fromHex),
      counted.map(({ member, ballot, choice }) => [fromHex(member), fromHex(ballot), choiceValue(choice)]),
      excluded.map(({ ballot, reason }) => [fromHex(ballot), reasons.indexOf(reason)]),
      [decided.counted, decided.quorumNeeded, decided.baseCount, decided.thresholdNeeded],
      tallyValue(decided),
      outcomeValue(decided),
    );
  }

  // ---------------------------------------------------------------- lots

  /** POLL-15. Null where nothing is left to a lot. */
  #leftToLot(past: Past | null): Result | null {
    const certificate = this.certificateIn(past);
    if (this.record.lots !== true || certificate.is !== "certified") return null;
    const result = this.resultOf(certificate.close);
    return result.counted.some(({ member }) => this.#throwsIn(member)) && isTied(result.decided) ? result : null;
  }

  #throwsIn(member: string): boolean {
    return this.record.lots === true && this.record.redraws?.without.includes(member) !== true;
  }

  /** Certified and not voted down. */
  isPassedIn(past: Past | null): boolean {
    const certificate = this.certificateIn(past);
    return certificate.is === "certified" && (certificate.adopted || this.#leftToLot(past) !== null);
  }

  #threwIn({ counted }: Result, member: string, value: Uint8Array): boolean {
    const ballot = counted.find((one_) => one_.member === member)?.ballot;
    return ballot !== undefined && this.ballots.get(ballot)?.record.commitment === commitmentTo(this.act.id, member, value);
  }

  faultOfSeed({ act, member, record }: Seed): string | null {
    const result = this.#leftToLot(act.past);
    if (result === null) return "NothingToDraw";
    if (!this.#threwIn(result, member, record.value)) return "NotThrownIn";
    return this.seeds.some((one_) => one_.member === member && act.past.has(one_.act)) ? "ShownBefore" : null;
  }

  /** Null past: by all that is in the file. */
  drawIn(past: Past | null): { readonly thrown: readonly { readonly member: string; readonly value: Uint8Array | null }[]; readonly drawn: Drawn | null } | null {
    const result = this.#leftToLot(past);
    if (result === null) return null;
    const thrown = result.counted.filter(({ member }) => this.#throwsIn(member)).map(({ member }) => {
      const shown = this.seeds.find((one_) => one_.member === member && (past === null || past.has(one_.act)) && this.#threwIn(result, member, one_.record.value));
      return { member, value: shown?.record.value ?? null };
    });
    const all = thrown.filter((one_): one_ is Shown => one_.value !== null);
    return { thrown, drawn: all.length < thrown.length || this.histories.isRedrawn(this.act.id, past) ? null : draw(this.act.id, result.hash, this.#rules, result.decided, all, result.counted) };
  }

  /** Certified, and something is chosen: by votes or by the lot. */
  choosesIn(past: Past): boolean {
    const certificate = this.certificateIn(past);
    if (certificate.is !== "certified") return false;
    return certificate.adopted || ["adopted", "elected"].includes(this.drawIn(past)?.drawn?.decided.outcome.is ?? "");
  }

  // ---------------------------------------------------------------- who counted alike

  /** POLL-5. Null: by all that is in the file. */
  certificateIn(past: Past | null): Certificate {
    return certificateOf(this.#attestationsIn(past), this.q, this.record.roll.length);
  }

  /** Results that q members attested, binding or not. */
  supportsIn(past: Past): readonly Support[] {
    return supportsWith(this.#attestationsIn(past), this.q);
  }

  #attestationsIn(past: Past | null): readonly Attestation[] {
    return past === null ? this.attestations : this.attestations.filter(({ act }) => past.has(act));
  }
}

const byId = (a: { readonly act: Placed }, b: { readonly act: Placed }): number => (a.act.id < b.act.id ? -1 : 1);
