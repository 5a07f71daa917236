/**
 * MEM-4…6, MEM-8. Who belonged, as one past shows it. Verdicts on admissions and certificates are drawn from verdicts drawn
 * before, again and again until none is added: the least fixed point. What supports or threatens itself in a circle stays open.
 */
import type { Support } from "./certificate.ts";
import type { Past, Placed } from "./graph.ts";
import type { Motion } from "./poll.ts";
import type { Place } from "./report.ts";

type Verdict = "open" | "stands" | "void";

export interface Admitted {
  readonly act: Placed;
  readonly member: string;
  /** Null: the founder, by the genesis. */
  readonly by: string | null;
}

export interface Left {
  readonly act: Placed;
  readonly member: string;
}

/** What is asked of the file at large. */
export interface Known {
  readonly admissions: readonly Admitted[];
  readonly leaves: readonly Left[];
  readonly motions: ReadonlyMap<string, Motion>;
  /** ID-4, LOG-7. */
  readonly isOutside: (act: Placed, past: Past) => boolean;
  /** So many attested in that past, in whatever round, that the motion is adopted. */
  readonly wasAdopted: (motion: Motion, past: Past) => boolean;
  readonly in: (past: Past) => Standing;
}

/** A member is gone by an expulsion or by a leave. */
export type Departure = { readonly member: string } & ({ readonly expulsion: Motion } | { readonly leave: Placed });

export interface Standing {
  /** Null for who was never admitted. */
  of(member: string): Place | null;
  /** Its certificate stands. */
  isCertified(motion: Motion): boolean;
  /** `of`: the motion that an attestation is about. */
  stands(act: Placed, member: string, of?: Motion | null): boolean;
  /** POLL-4. A ballot has no effect. */
  isVoid(act: Placed, member: string): boolean;
  readonly departures: readonly Departure[];
}

export const belongs = (place: Place | null): boolean => place === "active" || place === "suspended";

/** A past in which nobody went and no device is out: whoever was admitted is active. */
export function quiet(past: Past, { admissions }: Pick<Known, "admissions">): Standing {
  return {
    of: (member) => (admissions.some((one_) => one_.member === member && past.has(one_.act)) ? "active" : null),
    isCertified: (motion) => motion.certificateIn(past).is === "certified",
    stands: () => true,
    isVoid: () => false,
    departures: [],
  };
}

interface Certified {
  readonly motion: Motion;
  readonly support: Support;
  /** No higher round and no second result says otherwise. */
  readonly binds: boolean;
  verdict: Verdict;
}

export class Settled implements Standing {
  readonly #admissions: { readonly of: Admitted; verdict: Verdict }[];
  readonly #certificates: Certified[];
  readonly #removals: readonly Certified[];
  readonly #restorations: readonly Certified[];
  readonly #settling = new Map<string, readonly Certified[]>();

  constructor(
    private readonly past: Past,
    private readonly known: Known,
  ) {
    this.#admissions = known.admissions.filter(({ act }) => past.has(act)).map((of) => ({ of, verdict: "open" }));
    this.#certificates = [...known.motions.values()].filter(({ act }) => past.has(act)).flatMap((motion) => certificatesIn(motion, past));
    const adopted = (kind: string): Certified[] => this.#certificates.filter(({ motion, support }) => motion.record.kind === kind && support.adopted);
    this.#removals = adopted("expulsion");
    this.#restorations = adopted("reinstatement");
    this.#settle();
  }

  of(member: string): Place | null {
    if (!this.#admissions.some(({ of }) => of.member === member)) return null;
    const admitted = this.#admissionOf(member);
    if (admitted !== "stands") return admitted === "void" ? "void" : "held";
    if (this.#leavesOf(member).length > 0) return "left";
    const removals = this.#removals.filter((one_) => nameIn(one_) === member && one_.verdict !== "void" && !this.#isUndone(one_));
    return removals.some(({ verdict }) => verdict === "stands") ? "removed" : removals.length > 0 ? "suspended" : "active";
  }

  isCertified(motion: Motion): boolean {
    return this.#certificates.some((one_) => one_.motion === motion && one_.verdict === "stands");
  }

  stands(act: Placed, member: string, of: Motion | null = null): boolean {
    return this.#verdictOn(act, member, of, of === null) === "stands";
  }

  isVoid(act: Placed, member: string): boolean {
    return this.#verdictOn(act, member, null, false) === "void";
  }

  get departures(): readonly Departure[] {
    const members = new Set(this.#admissions.map(({ of }) => of.member));
    return [
      ...this.#removals.filter((one_) => one_.verdict === "stands" && !this.#isUndone(one_)).map((one_) => ({ member: nameIn(one_), expulsion: one_.motion })),
      ...[...members].flatMap((member) => this.#leavesOf(member).map(({ act }) => ({ member, leave: act }))),
    ];
  }

  // ---------------------------------------------------------------- the fixed point

  #settle(): void {
    for (let drawn = true; drawn; ) {
      drawn = false;
      for (const one_ of this.#admissions) {
        if (one_.verdict !== "open") continue;
        one_.verdict = one_.of.by === null ? "stands" : this.#verdictOn(one_.of.act, one_.of.by, null, true);
        drawn ||= one_.verdict !== "open";
      }
      for (const one_ of this.#certificates) {
        if (one_.verdict !== "open") continue;
        one_.verdict = this.#verdictOnCertificate(one_);
        drawn ||= one_.verdict !== "open";
      }
    }
  }

  /**
   * `of`: the motion of an attestation. `byDevice`: whether it matters that its device is out, which it does not for
   * attestations (ID-4) and ballots (POLL-4 judges them).
   */
  #verdictOn(act: Placed, member: string, of: Motion | null, byDevice: boolean): Verdict {
    const admitted = this.#admissionOf(member);
    const outside = byDevice && this.known.isOutside(act, this.past);
    const threats = this.#removals.filter(
      (one_) => nameIn(one_) === member && one_.verdict !== "void" && !one_.motion.act.past.has(act) && !(of !== null && this.known.wasAdopted(one_.motion, of.act.past)) && !this.#isLifted(one_, act, ["stands"]),
    );
    if (admitted === "stands" && threats.length === 0 && !outside) return "stands";
    const settling = this.#settlingOf(act, member, of);
    if (settling.some(({ verdict }) => verdict === "stands")) return "stands";
    const struck = admitted === "void" || outside || threats.some((one_) => one_.verdict === "stands" && !this.#isLifted(one_, act, ["stands", "open"]));
    return struck && settling.every(({ verdict }) => verdict === "void") ? "void" : "open";
  }

  #verdictOnCertificate({ motion, support, binds }: Certified): Verdict {
    if (support.by.filter((member) => this.#admissionOf(member) !== "void").length < motion.q) return "void";
    if (!binds) return "open";
    const standing = support.attestations.filter(({ act, member }) => this.#verdictOn(act, member, motion, false) === "stands");
    return new Set(standing.map(({ member }) => member)).size >= motion.q ? "stands" : "open";
  }

  #admissionOf(member: string): Verdict {
    const verdicts = this.#admissions.filter(({ of }) => of.member === member).map(({ verdict }) => verdict);
    return verdicts.includes("stands") ? "stands" : verdicts.every((verdict) => verdict === "void") ? "void" : "open";
  }

  /** Certificates of motions in whose own past the act stood. */
  #settlingOf(act: Placed, member: string, of: Motion | null): readonly Certified[] {
    const key = `${act.id} ${of?.act.id ?? ""}`;
    const found = this.#settling.get(key) ?? this.#certificates.filter(({ motion }) => motion.act.past.has(act) && this.known.in(motion.act.past).stands(act, member, of));
    this.#settling.set(key, found);
    return found;
  }

  // ---------------------------------------------------------------- what takes a removal back

  /** For an act that follows a reinstatement which knew of the removal. */
  #isLifted(removal: Certified, act: Placed, verdicts: readonly Verdict[]): boolean {
    return this.#restorations.some((one_) => verdicts.includes(one_.verdict) && nameIn(one_) === nameIn(removal) && this.known.wasAdopted(removal.motion, one_.motion.act.past) && this.known.wasAdopted(one_.motion, act.past));
  }

  #isUndone(removal: Certified): boolean {
    return this.#isRestored(nameIn(removal), (by) => this.known.wasAdopted(removal.motion, by));
  }

  #leavesOf(member: string): readonly Left[] {
    return this.known.leaves.filter((leave) => leave.member === member && this.past.has(leave.act) && !this.#isRestored(member, (by) => by.has(leave.act)));
  }

  #isRestored(member: string, knows: (past: Past) => boolean): boolean {
    return this.#restorations.some((one_) => one_.verdict === "stands" && nameIn(one_) === member && knows(one_.motion.act.past));
  }
}

const nameIn = ({ motion }: Certified): string => motion.record.names[0]!;

function certificatesIn(motion: Motion, past: Past): Certified[] {
  const binding = motion.certificateIn(past);
  return motion.supportsIn(past).map((support) => ({
    motion,
    support,
    binds: binding.is === "certified" && binding.round === support.round && binding.result === support.result,
    verdict: "open",
  }));
}
