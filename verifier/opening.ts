/** POLL-1, MEM-4, MEM-6, MEM-7, LAW-2. Who votes in a past, by which bylaws, and whether a motion may be opened there. */
import { bylawsIn, isShort, measuresUp } from "./bylaws.ts";
import { isAdopted } from "./certificate.ts";
import type { Past, Placed } from "./graph.ts";
import type { Membership } from "./membership.ts";
import type { Decided } from "./methods.ts";
import type { MotionRecord } from "./motion-records.ts";
import type { Motion } from "./poll.ts";
import { belongs } from "./standing.ts";
import type { Standings } from "./standings.ts";

type Kind = MotionRecord["kind"];

/** They take or give back the place of one member. */
export const isAboutOne = (kind: Kind): boolean => kind === "expulsion" || kind === "reinstatement";

const givesVotes = (kind: Kind): boolean => kind === "founding" || kind === "naming" || kind === "admission";

export class Opening {
  constructor(
    private readonly membership: Membership,
    private readonly motions: ReadonlyMap<string, Motion>,
    private readonly standings: Standings,
  ) {}

  /** `mover`: an active member. */
  faultOf({ past }: Placed, mover: string, record: MotionRecord): string | null {
    if (!this.votersIn(past).has(mover)) return "AuthorNotVoting";
    const electorate = this.#rollIn(past, record);
    if (electorate.size !== record.roll.length || !record.roll.every((member) => electorate.has(member))) return "RollNotElectorate";
    if (!belongs(this.standings.in(past).of(record.implementer))) return "ImplementerNotMember";
    const constituted = [...this.motions.values()].some((motion) => motion.record.kind === "founding" && past.has(motion.act) && isAdopted(motion, past));
    if (record.kind !== "founding") {
      if (!constituted) return "NotConstituted";
    } else if (constituted) return "AlreadyConstituted";
    else if (mover !== this.membership.founder) return "NotFounder";
    const { bylaws, since } = this.bylawsIn(past);
    const reason = this.#faultOfNames(record, past);
    if (reason !== null) return reason;
    const asksNothing = record.kind === "ordinary" && (record.advice === true || record.method === "sign-up");
    if (!asksNothing && !measuresUp(record, bylaws)) return "BelowBylaws";
    if (record.change !== undefined && record.change.replaces !== since) return "BylawsMoved";
    return this.#faultOfRepeal(record, past) ?? this.#faultOfRedraw(record, past);
  }

  /** MEM-7. The active among the founder and those who were given a vote. */
  votersIn(past: Past): ReadonlySet<string> {
    const standing = this.standings.in(past);
    return new Set([...this.#namedIn(past)].filter((member) => standing.of(member) === "active"));
  }

  /** MEM-4, MAN-4. On a place the suspended vote too; on an office its constituents; and nobody whose place or office it is. */
  #rollIn(past: Past, record: MotionRecord): ReadonlySet<string> {
    const { kind, names } = record;
    const constituents = new Set(this.#constituentsOf(record));
    const isSpared = kind === "recall" || isAboutOne(kind);
    const standing = this.standings.in(past);
    const votes = (member: string): boolean => (isAboutOne(kind) ? belongs(standing.of(member)) : standing.of(member) === "active");
    return new Set([...this.#namedIn(past)].filter((member) => votes(member) && !(isSpared && member === names[0]) && (constituents.size === 0 || constituents.has(member))));
  }

  /** By its own terms, or those of the certificate it ends; none: everyone. Whether the terms are right is asked later. */
  #constituentsOf({ mandate }: MotionRecord): readonly string[] {
    if (mandate?.office === undefined) return [];
    return (mandate.terms ?? this.motions.get(mandate.ends ?? "")?.record.mandate?.terms)?.constituents ?? [];
  }

  #namedIn(past: Past): ReadonlySet<string> {
    const { founder } = this.membership;
    return new Set([...(founder === null ? [] : [founder]), ...this.#carriedIn(past).flatMap(({ record }) => (givesVotes(record.kind) ? record.names : []))]);
  }

  bylawsIn(past: Past) {
    return bylawsIn(this.membership.genesis!.bylaws, this.#carriedIn(past), isAdopted);
  }

  /** Motions that gave votes or changed the bylaws: certified and adopted, by attesters who stand (MEM-5). */
  #carriedIn(past: Past): readonly Motion[] {
    return [...this.motions.values()].filter((motion) => (givesVotes(motion.record.kind) || motion.record.kind === "bylaws") && past.has(motion.act) && this.isCarried(motion, past));
  }

  /** MAN-1, POLL-15. By votes, or where an election names a lot, once that has fallen. */
  isCarried(motion: Motion, past: Past): boolean {
    const isDecided = motion.record.lots === true ? motion.choosesIn(past) : motion.attestations.length >= motion.q && isAdopted(motion, past);
    return isDecided && this.standings.in(past).isCertified(motion);
  }

  #faultOfNames({ kind, names, roll }: MotionRecord, past: Past): string | null {
    const standing = this.standings.in(past);
    if (isAboutOne(kind)) {
      const place = standing.of(names[0]!);
      if (place === null) return "NamesUnknown";
      if (kind === "reinstatement") return ["removed", "suspended", "left"].includes(place) ? null : "NamesOther";
      if (!belongs(place)) return "NamesOther";
      return roll.length < 2 ? "TooFewOthers" : null;
    }
    if (!givesVotes(kind)) return names.length > 0 && kind !== "recall" ? "NamesNotAllowed" : null;
    for (const name of names) {
      if (standing.of(name) !== "active") return "NamesUnknown";
      if (names.some((other) => this.membership.isRivalIn(name, other, past))) return "NamesRivals";
      if (kind === "naming" && !this.membership.isSponsoredIn(name, past)) return "NamesWaiting";
    }
    return null;
  }

  /** POLL-15. A lot is drawn again that waits, without those it waits for, about what it has to settle, by no less than it took. */
  #faultOfRedraw(record: MotionRecord, past: Past): string | null {
    const { redraws } = record;
    if (redraws === undefined) return null;
    const first = this.motions.get(redraws.motion);
    if (first === undefined || !past.has(first.act) || this.isRedrawn(redraws.motion, past)) return "NothingToRedraw";
    const draw = first.drawIn(past);
    const isAwaited = (one: string): boolean => draw?.thrown.some(({ member, value }) => member === one && value === null) === true;
    if (draw === null || !redraws.without.every(isAwaited)) return "NothingToRedraw";
    const { title, method, seats, options, mandate } = record;
    const isSameElection = JSON.stringify([title, method, seats, options, mandate]) === JSON.stringify([first.record.title, first.record.method, first.record.seats, first.record.options, first.record.mandate]);
    const asksTheSame = first.record.kind === "mandate" ? isSameElection : isAboutRest(record, first.record, draw.left);
    if (record.kind !== first.record.kind || !asksTheSame) return "RedrawsOther";
    return isShort(record, first.record) ? "BelowDecision" : null;
  }

  isRedrawn(motion: string, past: Past | null): boolean {
    return [...this.motions.values()].some((other) => other.record.redraws?.motion === motion && (past === null || past.has(other.act)) && other.isPassedIn(past));
  }

  /** POLL-14. What a repeal ends must bind and stand, and is ended by no less than made it. */
  #faultOfRepeal(record: MotionRecord, past: Past): string | null {
    const { repeals } = record;
    if (repeals === undefined) return null;
    const decision = this.motions.get(repeals);
    const binds = decision !== undefined && past.has(decision.act) && decision.record.kind === "ordinary" && decision.record.advice !== true && decision.choosesIn(past);
    const ended = [...this.motions.values()].some((other) => other.record.repeals === repeals && past.has(other.act) && isAdopted(other, past));
    if (!binds || ended) return "NothingToRepeal";
    return isShort(record, decision.record) ? "BelowDecision" : null;
  }
}

/** POLL-15. Whether a motion asks for what the votes on another left open, and in the same way. */
function isAboutRest(record: MotionRecord, { title, method, options, seats = 1, advice }: MotionRecord, { outcome, tally }: Decided): boolean {
  const tied = outcome.is === "tied" ? outcome.options : "tied" in tally ? tally.tied : [];
  const rest = tied.filter((option) => option >= 0 && option < options.length).map((option) => options[option]!);
  const toFill = seats - (outcome.is === "elected" ? outcome.options.length : 0);
  const isSignUp = method === "sign-up";
  const asks = isSignUp ? { method, seats: undefined } : { method: "lots", seats: Math.min(toFill, rest.length) };
  return record.title === title && record.advice === advice && record.method === asks.method && record.seats === asks.seats && JSON.stringify(record.options) === JSON.stringify(rest);
}
