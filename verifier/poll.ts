/** POLL-1…6. One motion with all its acts in the file: which have effect, which ballots count, and who counted alike. */
import { fromHex, same } from "./bytes.ts";
import { attestedTwice, certificateOf, supportsWith, type Certificate, type Support } from "./certificate.ts";
import type { Devices } from "./devices.ts";
import { Past, type Placed } from "./graph.ts";
import { commitmentTo, draw, isTied, type Drawn, type Shown } from "./lots.ts";
import { choiceValue, decide, fits, type Choice, type Decided, type Rules } from "./methods.ts";
import type { Attestation, Ballot, Close, HandCount, MotionRecord, Said, Seal, SecondCount, Seed } from "./motion-records.ts";
import { outcomeValue, tallyValue } from "./result-values.ts";
import { faultOfSheet, onPaper, paperOf, paperValue, type Paper, type Sheet } from "./sheets.ts";
import { labelledHash } from "./sodium.ts";

/** As they are numbered in a result. */
const reasons = ["notOnRoll", "invalid", "forked", "afterSeal", "conflict", "withdrawn", "expelled", "revoked"] as const;
export type Reason = (typeof reasons)[number];

export interface Count {
  readonly counted: readonly { readonly member: string; readonly ballot: string; readonly choice: Choice }[];
  readonly excluded: readonly { readonly ballot: string; readonly reason: Reason }[];
  readonly paper: readonly Paper[];
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
  isVoid(said: { readonly act: Placed; readonly member: string }, past: Past): boolean;
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
  readonly sheets: Sheet[] = [];
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

  /** Gives an act of the motion its effect, or says why it has none. `said`: of the kind its act names. */
  take(said: Said<never>): string | null {
    const into = <T>(list: T[], fault: (one: T) => string | null): string | null => {
      const reason = fault(said as T);
      if (reason === null) list.push(said as T);
      return reason;
    };
    switch (said.act.kind) {
      case 21: {
        const reason = this.#faultOfBallot(said);
        if (reason === null) this.ballots.set(said.act.id, said);
        return reason;
      }
      case 22:
        return into(this.seals, (one) => this.#faultOfSeal(one));
      case 23:
        return into(this.closes, (one) => this.#faultOfClose(one));
      case 24:
        return into(this.attestations, (one) => this.#faultOfAttestation(one));
      case 26:
        return into(this.withdrawals, (one) => this.#faultOfWithdrawal(one));
      case 27:
        return into(this.handCounts, (one) => this.#faultOfHandCount(one));
      case 28:
        return into(this.secondCounts, (one) => this.#faultOfSecondCount(one));
      case 36:
        return into(this.sheets, (one: Sheet) => faultOfSheet(one, this.record));
      case 29:
        return into(this.seeds, (one) => this.#faultOfSeed(one));
      default:
        return into(this.disputes, () => null);
    }
  }

  /** POLL-11. */
  #faultOfHandCount({ member, record }: HandCount): string | null {
    const { method, options, roll } = this.record;
    const lines = method === "approval" ? options.length : ["yes-no-abstain", "consensus"].includes(method) ? 3 : -1;
    if (!roll.includes(member)) return "NotOnRoll";
    return record.votes.length === lines ? null : "NotCountedByHand";
  }

  #faultOfSecondCount(one: SecondCount): string | null {
    const reason = this.#faultOfHandCount(one);
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
    return [this.act, ...[...this.ballots.values(), ...this.seals, ...this.closes, ...this.attestations, ...this.disputes, ...this.withdrawals, ...this.handCounts, ...this.secondCounts, ...this.sheets, ...this.seeds].map(({ act }) => act)];
  }

  // ---------------------------------------------------------------- what may be said

  #faultOfBallot({ act, member, record }: Ballot): string | null {
    if ((record.commitment !== undefined) !== (this.#throwsIn(member) && record.choice !== null)) return "WrongCommitment";
    const replaces = record.replaces.map((ballot) => this.ballots.get(ballot));
    return replaces.every((one_) => one_?.member === member && act.past.has(one_.act)) ? null : "ReplacesWrong";
  }

  #faultOfSeal({ act, member }: Seal): string | null {
    return this.seals.some((one_) => one_.member === member && act.past.has(one_.act)) ? "SealedBefore" : null;
  }

  #faultOfClose({ act, record }: Close): string | null {
    if (record.seals.length === 0) return "NoSeals";
    const named = record.seals.map((seal) => this.seals.find((one_) => one_.act.id === seal));
    return named.every((one_) => one_ !== undefined && act.past.has(one_.act)) ? null : "SealNotInPast";
  }

  /** POLL-5, POLL-6: an attestation is of what its close gives; in a later round of what most attested before. */
  #faultOfAttestation({ act, member, record }: Attestation): string | null {
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

  /** POLL-13. The mover may, until the motion is certified; not one that says who votes. */
  #faultOfWithdrawal({ act, member }: Said<unknown>): string | null {
    if (this.record.kind === "founding" || this.record.kind === "naming") return "NotWithdrawable";
    if (member !== this.mover) return "NotMover";
    return ["certified", "contradicted"].includes(this.certificateIn(act.past).is) ? "DecidedBefore" : null;
  }

  #mostAttested(attestations: readonly Attestation[]): string | undefined {
    const results = [...new Set(attestations.map(({ record }) => record.result))].map((result) => {
      const of = attestations.filter(({ record }) => record.result === result);
      const { record } = of.toSorted(byId)[0]!;
      return { result, members: new Set(of.map(({ member }) => member)).size, ballots: this.resultOf(record.close).decided.counted };
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
    const paper = this.#paperIn(past, new Set(ballots.map(({ member }) => member)));
    const decided = decide(this.#rules, [...counted, ...onPaper(paper)].map(({ choice }) => choice));
    return { counted, excluded, paper, decided };
  }

  #paperIn(past: Past, voters: ReadonlySet<string>): readonly Paper[] {
    const seals = this.seals.filter(({ act }) => past.has(act) && !this.histories.devices.isCutOff(act, past));
    return paperOf(this.sheets, this.record, {
      past,
      isVoidFor: (act, member) => this.histories.isVoid({ act, member }, past),
      isOut: (act) => this.#lostFrom(act.device, past)?.(act) === true || this.histories.devices.isCutOff(act, past),
      isAfterSeal: (act, member) => seals.some((seal) => seal.member === member && !seal.act.past.has(act)),
      hasBallot: (member) => voters.has(member),
    });
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

  #hashOf({ counted, excluded, paper, decided }: Count): string {
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
      ...(this.record.tellers === undefined ? [] : [paperValue(paper)]),
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

  #faultOfSeed({ act, member, record }: Seed): string | null {
    const result = this.#leftToLot(act.past);
    if (result === null) return "NothingToDraw";
    if (!this.#threwIn(result, member, record.value)) return "NotThrownIn";
    return this.seeds.some((one_) => one_.member === member && same(one_.record.value, record.value) && act.past.has(one_.act)) ? "ShownBefore" : null;
  }

  /** Null past: by all that is in the file. */
  drawIn(past: Past | null): { readonly left: Decided; readonly thrown: readonly { readonly member: string; readonly value: Uint8Array | null }[]; readonly drawn: Drawn | null } | null {
    const result = this.#leftToLot(past);
    if (result === null) return null;
    const thrown = result.counted.filter(({ member }) => this.#throwsIn(member)).map(({ member }) => {
      const shown = this.seeds.find((one_) => one_.member === member && (past === null || past.has(one_.act)) && this.#threwIn(result, member, one_.record.value));
      return { member, value: shown?.record.value ?? null };
    });
    const all = thrown.filter((one_): one_ is Shown => one_.value !== null);
    return { left: result.decided, thrown, drawn: all.length < thrown.length || this.histories.isRedrawn(this.act.id, past) ? null : draw(this.act.id, result.hash, this.#rules, result.decided, all, result.counted) };
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
