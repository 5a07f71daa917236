/**
 * MEM-4…6. Who is a member in a given past, once members can be expelled: a least fixed point over admissions and
 * certificates. A verdict is drawn only from verdicts drawn before, so it does not depend on order, and whatever
 * supports or threatens itself in a circle stays open: held, contested, suspended.
 *
 * - An act stands if its author's admission stands and no removal threatens it, or if it is settled: it stood in the past
 *   of a motion whose certificate stands. It is void if nothing may still settle it and its author's admission is void or a
 *   removal that stands threatens it.
 * - A removal (the certificate of an adopted expulsion) threatens what its member wrote outside its cut, the past of its
 *   motion, until a reinstatement that knows it is in the act's past.
 * - A certificate stands if q of its attesters stand with what they signed, and is void if the admissions of so many are
 *   void that fewer than q are left. A removal that the motion's own past shows does not count against an attester.
 */
import type { MemberId } from "../base/ids.ts";
import type { Act, Past, Place } from "../log/past.ts";
import { certificateIn, certifiedIn, type Support } from "../poll/certificate.ts";
import type { MotionView } from "../poll/motion-view.ts";
import { decidesPlace } from "../poll/motion-kind.ts";
import type { Admission, Leave, MemberFact } from "./governance.ts";

/** "void": never rightly admitted; "held": undecided whether it was. Neither these nor "left" and "removed" have rights or keys. */
export type MemberStanding = "active" | "suspended" | "held" | "void" | "left" | "removed";

type Verdict = "open" | "stands" | "void";

/** One result of a motion that q members attested. */
interface Certificate {
  readonly view: MotionView;
  readonly support: Support;
  /** It is the one that binds (POLL-6): no higher round and no contradiction. */
  readonly binds: boolean;
  verdict: Verdict;
}

interface Judged {
  readonly admission: Admission;
  verdict: Verdict;
}

interface Removal {
  readonly certificate: Certificate;
  readonly member: MemberId;
  readonly cut: Past;
}

/** What a view holds. */
export interface Scope {
  /** Null: everything heard. */
  readonly past: Past | null;
  readonly members: ReadonlyMap<MemberId, MemberFact>;
  /** Those that may be certified. */
  readonly motions: ReadonlySet<MotionView>;
  readonly leaves: readonly Leave[];
  /** Whether q members attested in that past that a motion is adopted, in whatever round. */
  readonly isAdopted: (view: MotionView, past: Past) => boolean;
  /** Whether an act, an attestation of `of` if that is given, stood as a smaller past shows it. */
  readonly stood: (act: Act, member: MemberId, of: MotionView | null, past: Past) => boolean;
  /** LOG-7, ID-4. Whether the view shows that the device of an act forked before it, or was revoked without it. */
  readonly isOutside: (act: Act) => boolean;
}

/** What all rules ask: of a past in which somebody was expelled or left or lost a device (Settled), or of any other (Untouched). */
export interface Standing {
  /** Nobody was expelled, nobody left, and no device forked or was revoked. */
  readonly untouched: boolean;
  /** Null for who was never admitted. */
  readonly of: (member: MemberId) => MemberStanding | null;
  /** Keys, boxes and help are for these (KEY-1). */
  readonly isEntitled: (member: MemberId) => boolean;
  /** The binding result of a motion has q attesters who stand. */
  readonly isCertified: (view: MotionView) => boolean;
  /** `of`: the motion, of an attestation. */
  readonly stands: (act: Act, member: MemberId, of?: MotionView | null) => boolean;
  /** What a member wrote has no effect: outside the cut of a removal that stands, and nowhere settled. */
  readonly isVoid: (act: Act, member: MemberId) => boolean;
  /** Expulsions that stand and were not lifted, and leaves: what a new key must follow (KEY-3). */
  readonly departures: readonly Departure[];
  /** Expulsions of a member that are neither void nor lifted; those that do not stand are contested (MEM-6). */
  readonly removalsOf: (member: MemberId) => readonly { readonly expulsion: MotionView; readonly stands: boolean }[];
}

export type Departure = { readonly member: MemberId } & ({ readonly expulsion: MotionView } | { readonly leave: Act });

export class Settled implements Standing {
  readonly untouched = false;
  readonly #admissions: readonly Judged[];
  readonly #admissionsOf = new Map<MemberId, readonly Judged[]>();
  readonly #certificates = new Map<MotionView, readonly Certificate[]>();
  readonly #removals: Removal[] = [];
  readonly #restoring: Certificate[] = [];
  readonly #members = new Map<MemberId, MemberStanding>();
  /** Certificates were asked for that are not judged yet. */
  #grown = false;

  constructor(private readonly scope: Scope) {
    for (const { id, admissions } of scope.members.values()) {
      const held = admissions.filter(({ act }) => this.#holds(act)).map((admission) => ({ admission, verdict: "open" as Verdict }));
      if (held.length > 0) this.#admissionsOf.set(id, held);
    }
    this.#admissions = [...this.#admissionsOf.values()].flat();
    for (const view of scope.motions) {
      const { kind, names } = view.motion.record;
      if (!decidesPlace(kind)) continue; // asked for where they may settle something
      for (const certificate of this.#certificatesOf(view)) {
        if (!certificate.support.adopted) continue;
        if (kind === "expulsion") this.#removals.push({ certificate, member: names[0]!, cut: view.motion.past });
        if (kind === "reinstatement") this.#restoring.push(certificate);
      }
    }
    this.#settle();
  }

  of(member: MemberId): MemberStanding | null {
    let standing = this.#members.get(member);
    if (standing === undefined && this.#admissionsOf.has(member)) this.#members.set(member, (standing = this.#standingOf(member)));
    return standing ?? null;
  }

  isEntitled(member: MemberId): boolean {
    const standing = this.of(member);
    return standing === "active" || standing === "suspended";
  }

  isCertified(view: MotionView): boolean {
    return this.#judged(() => this.#certificatesOf(view).some(({ verdict }) => verdict === "stands"));
  }

  stands(act: Act, member: MemberId, of: MotionView | null = null): boolean {
    return this.#judged(() => this.#verdictOf(act, member, of, true) === "stands");
  }

  isVoid(act: Act, member: MemberId): boolean {
    return this.#judged(() => this.#verdictOf(act, member, "ballot", true) === "void");
  }

  get departures(): readonly Departure[] {
    const expelled = this.#removals.filter(({ certificate }) => certificate.verdict === "stands" && !this.#isLifted(certificate.view));
    const left = [...this.#admissionsOf.keys()].flatMap((member) => this.#leavesOf(member));
    return [
      ...expelled.map(({ member, certificate }) => ({ member, expulsion: certificate.view })),
      ...left.map(({ member, act }) => ({ member, leave: act })),
    ];
  }

  removalsOf(member: MemberId): readonly { readonly expulsion: MotionView; readonly stands: boolean }[] {
    const removals = this.#removals.filter((r) => r.member === member && r.certificate.verdict !== "void" && !this.#isLifted(r.certificate.view));
    return removals.map(({ certificate }) => ({ expulsion: certificate.view, stands: certificate.verdict === "stands" }));
  }

  // ---------------------------------------------------------------- the fixed point

  #judged<T>(ask: () => T): T {
    for (;;) {
      const answer = ask();
      if (!this.#grown) return answer;
      this.#settle();
    }
  }

  #settle(): void {
    for (const deep of [false, true]) {
      for (let changed = true; changed || this.#grown; ) {
        changed = this.#grown = false;
        for (const one of this.#admissions) {
          if (one.verdict !== "open") continue;
          const { act, by } = one.admission;
          one.verdict = by === null ? "stands" : this.#verdictOf(act, by, null, deep);
          changed ||= one.verdict !== "open";
        }
        for (const certificates of [...this.#certificates.values()]) {
          for (const certificate of certificates) {
            if (certificate.verdict !== "open") continue;
            certificate.verdict = this.#verdictOfCertificate(certificate, deep);
            changed ||= certificate.verdict !== "open";
          }
        }
      }
    }
  }

  /**
   * `as`: the motion an attestation is for, or a ballot. What becomes of a device takes nothing from either here: else
   * whoever forks or revokes their own could undo what was certified (POLL-4 judges ballots). `deep`: ask also who might
   * settle what is merely undecided.
   */
  #verdictOf(act: Act, member: MemberId, as: MotionView | "ballot" | null, deep: boolean): Verdict {
    const admission = this.#admissionOf(member);
    const of = as === "ballot" ? null : as;
    const outside = as === null && this.scope.isOutside(act);
    const threats = this.#removals.filter((r) => r.member === member && r.certificate.verdict !== "void" && !r.cut.has(act) && !this.#isKnownTo(r, of));
    const standing = threats.filter((r) => !this.#isLiftedFor(r, act, "stands"));
    if (admission === "stands" && standing.length === 0 && !outside) return "stands";
    const certain = admission === "void" || outside || standing.some((r) => r.certificate.verdict === "stands" && !this.#isLiftedFor(r, act, "open"));
    if (!certain && !deep) return "open";
    const covering = this.#covering(act, member, of);
    if (covering.some(({ verdict }) => verdict === "stands")) return "stands";
    return certain && covering.every(({ verdict }) => verdict === "void") ? "void" : "open";
  }

  #verdictOfCertificate({ view, support, binds }: Certificate, deep: boolean): Verdict {
    const attested = new Set(support.attestations);
    const solid = new Set<MemberId>();
    let possible = 0;
    for (const member of support.by) if (this.#admissionOf(member) !== "void") possible += 1;
    if (possible < view.q) return "void";
    if (!binds) return "open";
    for (const { act, member } of view.attestationsIn(support.round)) {
      if (attested.has(act.id) && !solid.has(member) && this.#verdictOf(act, member, view, deep) === "stands") solid.add(member);
    }
    return solid.size >= view.q ? "stands" : "open";
  }

  #admissionOf(member: MemberId): Verdict {
    const all = this.#admissionsOf.get(member) ?? [];
    if (all.some(({ verdict }) => verdict === "stands")) return "stands";
    return all.every(({ verdict }) => verdict === "void") ? "void" : "open";
  }

  /** A motion whose past shows the removal was opened in spite of it: its suspended voters attest (MEM-6). */
  #isKnownTo(removal: Removal, motion: MotionView | null): boolean {
    return motion !== null && this.scope.isAdopted(removal.certificate.view, motion.motion.past);
  }

  /** Certificates of motions in whose past the act stood: who decides anything does not decide a dispute by the way. */
  #covering(act: Act, member: MemberId, of: MotionView | null): readonly Certificate[] {
    const covers = ({ motion }: MotionView): boolean => this.#holds(motion) && motion.past.has(act) && this.scope.stood(act, member, of, motion.past);
    return [...this.scope.motions].filter(covers).flatMap((view) => this.#certificatesOf(view));
  }

  #certificatesOf(view: MotionView): readonly Certificate[] {
    let known = this.#certificates.get(view);
    if (known === undefined) {
      const { past } = this.scope;
      const supports = certifiedIn(view, past);
      const binding = supports.length === 0 ? null : certificateIn(view, past);
      known = supports.map((support) => ({
        view,
        support,
        binds: binding?.is === "certified" && binding.round === support.round && binding.result === support.result,
        verdict: "open",
      }));
      this.#certificates.set(view, known);
      this.#grown ||= known.length > 0;
    }
    return known;
  }

  // ---------------------------------------------------------------- members

  #standingOf(member: MemberId): MemberStanding {
    const admission = this.#admissionOf(member);
    if (admission !== "stands") return admission === "void" ? "void" : "held";
    if (this.#leavesOf(member).length > 0) return "left";
    const removals = this.removalsOf(member);
    if (removals.some(({ stands }) => stands)) return "removed";
    return removals.length > 0 ? "suspended" : "active";
  }

  #leavesOf(member: MemberId): readonly Leave[] {
    return this.scope.leaves.filter((leave) => leave.member === member && this.#holds(leave.act) && !this.#restores(member, ({ motion }) => motion.past.has(leave.act)));
  }

  /** A reinstatement that knew the expulsion stands. */
  #isLifted(expulsion: MotionView): boolean {
    return this.#restores(expulsion.motion.record.names[0]!, ({ motion }) => this.scope.isAdopted(expulsion, motion.past));
  }

  #restores(member: MemberId, knows: (view: MotionView) => boolean): boolean {
    return this.#restoring.some(({ view, verdict }) => verdict === "stands" && view.motion.record.names[0] === member && knows(view));
  }

  /** What a member writes after the reinstatement; what they wrote meanwhile stays void. */
  #isLiftedFor(removal: Removal, act: Act, least: "stands" | "open"): boolean {
    return this.#restoring.some(
      ({ view, verdict }) =>
        (verdict === "stands" || verdict === least) &&
        view.motion.record.names[0] === removal.member &&
        this.scope.isAdopted(removal.certificate.view, view.motion.past) &&
        this.scope.isAdopted(view, act.past),
    );
  }

  #holds(place: Place): boolean {
    return this.scope.past === null || this.scope.past.has(place);
  }
}

/** Nobody was expelled or left, and no device is out: whoever was admitted is active. */
export class Untouched implements Standing {
  readonly untouched = true;
  readonly departures: readonly Departure[] = [];

  constructor(private readonly scope: Pick<Scope, "past" | "members">) {}

  of(member: MemberId): MemberStanding | null {
    const { past, members } = this.scope;
    return members.get(member)?.admissions.some(({ act }) => past === null || past.has(act)) === true ? "active" : null;
  }

  isEntitled(member: MemberId): boolean {
    return this.of(member) !== null;
  }

  isCertified(view: MotionView): boolean {
    return certificateIn(view, this.scope.past).is === "certified";
  }

  stands(): boolean {
    return true;
  }

  isVoid(): boolean {
    return false;
  }

  removalsOf(): readonly never[] {
    return [];
  }
}
