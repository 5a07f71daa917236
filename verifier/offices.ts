/** MAN-1…7. Offices, each as one past shows it: on which terms it is, who gives it, who holds it, and what ended a mandate. */
import type { Past, Placed } from "./graph.ts";
import { leastReaching, reaches, type Fraction } from "./methods.ts";
import { votesOn, type Terms } from "./office-records.ts";
import type { Motion } from "./poll.ts";
import { WordsOfMembers } from "./words-of-members.ts";

/** What is asked of the file at large. */
interface Known {
  /** Certified and adopted there, by attesters who stand. */
  readonly isCarried: (motion: Motion, past: Past) => boolean;
  readonly votersIn: (past: Past) => ReadonlySet<string>;
  readonly isActive: (member: string, past: Past) => boolean;
  /** MAN-5. The part of the constituents whose names open a vote. */
  readonly petitionIn: (past: Past) => Fraction;
}

interface Lapse {
  readonly act: Placed;
  readonly mandate: string;
  readonly member: string;
}

export interface End {
  readonly by: "recall" | "replacement" | "lapse" | "resignation";
  /** The motion or the entry whose past is the cut. */
  readonly act: Placed;
}

/** For what a petition asks. */
export const petitionFor = (office: string, recall: { readonly mandate: string; readonly member: string } | null): string => (recall === null ? office : `${office} ${recall.mandate} ${recall.member}`);

export class Offices {
  readonly #motions = new Map<string, Motion[]>();
  readonly #about = new Map<string, string>();
  readonly lapses: Lapse[] = [];
  /** About an office and a member (`aboutMember`): whether they stand. */
  readonly nominations = new WordsOfMembers<boolean>();
  /** About an office: whom its author supports, ascending. */
  readonly supports = new WordsOfMembers<readonly string[]>();
  /** About what `petitionFor` says: whether its author's name is under it. */
  readonly petitions = new WordsOfMembers<boolean>();

  constructor(readonly known: Known) {}

  note(motion: Motion): void {
    const { act, record } = motion;
    if (record.mandate === undefined) return;
    const office = record.mandate.office ?? act.id;
    this.#about.set(act.id, office);
    this.#motions.set(office, [...(this.#motions.get(office) ?? []), motion]);
  }

  /** The office a motion is about. */
  of(motion: string): string | null {
    return this.#about.get(motion) ?? null;
  }

  /** Every motion about it in the file. */
  motionsOf(office: string): readonly Motion[] {
    return this.#motions.get(office) ?? [];
  }

  /** Null where no motion made it. */
  at(office: string, past: Past): Office | null {
    const carried = this.motionsOf(office).filter((motion) => past.has(motion.act) && this.known.isCarried(motion, past));
    const maker = carried.find(({ act }) => act.id === office);
    return maker === undefined ? null : new Office(office, past, maker, carried, this);
  }
}

/** One office in one past. */
export class Office {
  /** MAN-1. Certificates that none of the others follows: of several nobody holds it. */
  readonly inForce: readonly Motion[];
  readonly terms: Terms;
  readonly #certificates: readonly Motion[];
  #holders: readonly string[] | null = null;

  constructor(
    readonly id: string,
    private readonly past: Past,
    maker: Motion,
    /** All that was decided about it. */
    readonly carried: readonly Motion[],
    private readonly all: Offices,
  ) {
    this.#certificates = carried.filter(({ record }) => record.mandate!.nominees !== undefined);
    this.inForce = this.#certificates.filter(({ act }) => !this.#certificates.some((later) => later.act.past.has(act)));
    this.terms = (this.inForce.length === 1 ? this.inForce[0]! : maker).record.mandate!.terms!;
  }

  // ---------------------------------------------------------------- who holds it

  /** Whom a certificate gave it. */
  electedBy(motion: Motion): readonly string[] {
    const { method, mandate } = motion.record;
    const nominees = mandate!.nominees ?? [];
    const certificate = motion.certificateIn(this.past);
    if (certificate.is !== "certified") return [];
    if (votesOn(method) === "all") return nominees;
    const { outcome } = motion.drawIn(this.past)?.drawn?.decided ?? motion.resultOf(certificate.close).decided;
    const won = outcome.is === "elected" ? outcome.options : outcome.is === "adopted" && outcome.option !== null ? [outcome.option] : [];
    return won.flatMap((option) => nominees[option] ?? []);
  }

  /** MAN-6. Under the one certificate in force. */
  get holders(): readonly string[] {
    if (this.#holders !== null) return this.#holders;
    const [certificate, other] = this.inForce;
    const elected = certificate === undefined || other !== undefined ? [] : this.electedBy(certificate);
    this.#holders = elected.filter((member) => this.all.known.isActive(member, this.past) && this.ends(member, certificate!).length === 0);
    return this.#holders;
  }

  /** Whether a member holds it under that certificate. */
  isHeldUnder(mandate: string, member: string): boolean {
    return this.inForce[0]?.act.id === mandate && this.holders.includes(member);
  }

  /** MAN-6. What ended the mandate a certificate gave a member: first what a vote did, then lapses, then their own word. */
  ends(member: string, { act: given }: Motion): readonly End[] {
    const recalls = this.carried.filter(({ act, record }) => record.kind === "recall" && record.names.includes(member) && !given.past.has(act));
    const others = this.#certificates.filter((later) => later.act.past.has(given) && !this.electedBy(later).includes(member));
    const byVote = this.carried.flatMap((motion): End[] => (recalls.includes(motion) ? [{ by: "recall", act: motion.act }] : others.includes(motion) ? [{ by: "replacement", act: motion.act }] : []));
    // A lapse of a later mandate ends the earlier ones too: else what was done could be backdated to them.
    const isSince = (mandate: string): boolean => mandate === given.id || this.all.motionsOf(this.id).some(({ act }) => act.id === mandate && this.past.has(act) && act.past.has(given));
    const lapses = this.all.lapses.filter((lapse) => lapse.member === member && this.past.has(lapse.act) && isSince(lapse.mandate));
    const laidDown = this.all.nominations.in(this.past, aboutMember(this.id, member), member).filter(({ act, says }) => !says && act.past.has(given));
    return [...byVote, ...lapses.map(({ act }): End => ({ by: "lapse", act })), ...laidDown.map(({ act }): End => ({ by: "resignation", act }))];
  }

  // ---------------------------------------------------------------- who gives it and takes it back

  /** MAN-4. */
  get constituents(): ReadonlySet<string> {
    const voters = this.all.known.votersIn(this.past);
    const { constituents } = this.terms;
    return constituents.length === 0 ? voters : new Set(constituents.filter((member) => voters.has(member)));
  }

  /** MAN-2. Who holds it need not say that they stand. */
  isWilling(member: string): boolean {
    return this.all.nominations.newest(this.past, aboutMember(this.id, member), member)?.says === true || this.holders.includes(member);
  }

  /** MAN-7. Of the constituents too few are left that have not withdrawn from a holder since the certificate's motion. */
  hasLostSupport(member: string): boolean {
    const constituents = [...this.constituents];
    const [certificate] = this.inForce;
    const withdrew = constituents.filter((one) => {
      const word = this.all.supports.newest(this.past, this.id, one);
      return word !== null && !word.says.includes(member) && word.act.past.has(certificate!.act);
    });
    return !reaches(constituents.length - withdrew.length, this.terms.floor, constituents.length);
  }

  /** MAN-5. Enough constituents' names stand under a petition; `asks`: as `petitionFor` says. */
  isAskedFor(asks: string): boolean {
    const constituents = [...this.constituents];
    const names = constituents.filter((one) => this.all.petitions.newest(this.past, asks, one)?.says === true);
    return names.length >= Math.max(1, leastReaching(this.all.known.petitionIn(this.past), constituents.length));
  }
}

/** The subject of a nomination. */
export const aboutMember = (office: string, member: string): string => `${office} ${member}`;
