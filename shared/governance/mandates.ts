/**
 * MAN-1…8. Offices, who holds them, and what members say of them: a fold in which every question is asked of one past
 * (null: everything heard). In any past at most one certificate of an office is in force; two that do not know each other
 * put it in dispute, and nobody holds it until a later one follows both.
 */
import type { MemberId, MotionId } from "../base/ids.ts";
import type { Act, Past } from "../log/past.ts";
import { certificateIn } from "../poll/certificate.ts";
import { choosesIn, drawIn } from "../poll/draw.ts";
import type { MotionCounts } from "../poll/motion-counts.ts";
import type { MotionView } from "../poll/motion-view.ts";
import { electsBy, type OfficeTerms } from "../poll/mandate-field.ts";
import { leastThatReaches, reaches } from "../tally/fraction.ts";
import { electorateIn, isCarried, officeOf, type Membership } from "./motion-rules.ts";
import type { DelegateDeed, Presentation } from "./mandate-records.ts";
import { Said } from "./said.ts";

/** One member's mandate under one certificate. */
export interface Mandate {
  readonly view: MotionView;
  readonly member: MemberId;
}

/** What ends a mandate, and the cut: what the delegate did outside it is void (MAN-6). */
export interface End {
  readonly by: "recall" | "lapse" | "resignation" | "replacement";
  readonly act: Act;
  readonly cut: Past;
}

export interface Deed {
  readonly act: Act;
  readonly member: MemberId;
  readonly view: MotionView;
  readonly record: DelegateDeed;
}

export interface Presented {
  readonly act: Act;
  readonly member: MemberId;
  readonly record: Presentation;
}

interface Signature {
  readonly signs: boolean;
  readonly text: string;
}

export class Mandates {
  /** Motions about each office, in the order heard. */
  readonly #motions = new Map<MotionId, MotionView[]>();
  readonly #nominations = new Map<string, Said<boolean>>();
  readonly #supports = new Map<MotionId, Said<readonly MemberId[]>>();
  readonly #petitions = new Map<string, Said<Signature>>();
  readonly #lapses: { readonly act: Act; readonly mandate: MotionId; readonly member: MemberId }[] = [];
  readonly #said = new Map<MotionId, Act[]>();
  readonly deeds: Deed[] = [];
  readonly presented: Presented[] = [];

  constructor(
    readonly membership: Membership,
    private readonly counts: (motion: MotionId) => MotionCounts,
  ) {}

  noteMotion(view: MotionView): void {
    const office = officeOf(view);
    if (office === null) return;
    this.#motions.set(office, [...(this.#motions.get(office) ?? []), view]);
  }

  // ---------------------------------------------------------------- offices and who holds them

  /** Offices of which some certificate says that it lapses with its support. */
  get lapsing(): readonly MotionId[] {
    return [...this.#motions].filter(([, views]) => views.some(({ motion }) => motion.record.mandate!.terms?.lapses === true)).map(([office]) => office);
  }

  /** The office a motion is about. */
  officeBy(motion: MotionId): MotionId | null {
    for (const [office, views] of this.#motions) if (views.some(({ id }) => id === motion)) return office;
    return null;
  }

  /** Offices that were made, oldest motion first heard first. */
  offices(past: Past | null): readonly MotionId[] {
    return [...this.#motions.keys()].filter((office) => this.exists(office, past));
  }

  /** All motions about an office that a past shows: those that give it, and those that take it back. */
  motionsOf(office: MotionId, past: Past | null): readonly MotionView[] {
    return (this.#motions.get(office) ?? []).filter((view) => past === null || past.has(view.motion));
  }

  exists(office: MotionId, past: Past | null): boolean {
    const maker = this.#maker(office);
    return maker !== undefined && (past === null || past.has(maker.motion)) && this.#isCarried(maker, past);
  }

  /** Certified by attesters who stand, and adopted, or the lot it names has fallen (POLL-15). */
  #isCarried(view: MotionView, past: Past | null): boolean {
    if (isCarried(this.membership, view, past)) return true;
    return view.motion.record.lots === true && this.membership.standings.in(past).isCertified(view) && choosesIn(this.counts(view.id), past);
  }

  #maker(office: MotionId): MotionView | undefined {
    return this.#motions.get(office)?.find(({ id }) => id === office);
  }

  /** MAN-1. Certificates that no later one follows: one is in force, two are in dispute. */
  newest(office: MotionId, past: Past | null): readonly MotionView[] {
    const carried = this.motionsOf(office, past).filter((view) => view.motion.record.kind === "mandate" && this.#isCarried(view, past));
    const naming = carried.filter((view) => view.motion.record.mandate!.nominees !== undefined);
    return naming.filter(({ motion }) => !naming.some((other) => other.motion.past.has(motion)));
  }

  /** The terms of the one certificate in force, else those the office was made with. */
  termsOf(office: MotionId, past: Past | null): OfficeTerms {
    const [first, second] = this.newest(office, past);
    const view = first !== undefined && second === undefined ? first : this.#maker(office)!;
    return view.motion.record.mandate!.terms!;
  }

  /** Whom a carried motion gave the office, as a past shows its certificate. */
  electedBy(view: MotionView, past: Past | null): readonly MemberId[] {
    const certificate = certificateIn(view, past);
    if (certificate.is !== "certified") return [];
    const counts = this.counts(view.id);
    const { method, mandate, lots } = view.motion.record;
    const fallen = lots === true ? drawIn(counts, past)?.fallen?.decided : undefined;
    if (!certificate.adopted && fallen === undefined) return [];
    const { nominees = [] } = mandate!;
    if (electsBy(method) === "together") return nominees;
    const { outcome } = fallen ?? counts.resultOf(view.get("close", certificate.close)!).decided;
    const options = outcome.is === "elected" ? outcome.options : outcome.is === "adopted" && outcome.option !== null ? [outcome.option] : [];
    return options.flatMap((option) => nominees[option] ?? []);
  }

  holders(office: MotionId, past: Past | null): readonly Mandate[] {
    const [view, other] = this.newest(office, past);
    if (view === undefined || other !== undefined) return [];
    const standing = this.membership.standings.in(past);
    return this.electedBy(view, past).filter((member) => standing.of(member) === "active" && this.ends({ view, member }, past).length === 0).map((member) => ({ view, member }));
  }

  /** MAN-6. The certificate under which a member holds an office in that past. */
  held(member: MemberId, office: MotionId, past: Past | null): MotionView | null {
    return this.holders(office, past).find((one) => one.member === member)?.view ?? null;
  }

  /** What ended a mandate that was given: a recall it does not know of, a lapse, the delegate's own word, or a later certificate that elects others. */
  ends({ view, member }: Mandate, past: Past | null): readonly End[] {
    const office = officeOf(view)!;
    const seen = (act: Act): boolean => past === null || past.has(act);
    // Also the same member's later certificates: else what was done under an older one could be backdated.
    const isOf = (mandate: MotionId | undefined): boolean => mandate === view.id || this.motionsOf(office, past).some((later) => later.id === mandate && later.motion.past.has(view.motion));
    const ends: End[] = [];
    for (const other of this.motionsOf(office, past)) {
      const { kind, mandate, names } = other.motion.record;
      const recalls = kind === "recall" && names[0] === member && !view.motion.past.has(other.motion);
      const replaces = kind === "mandate" && mandate!.nominees !== undefined && other.motion.past.has(view.motion);
      if (!(recalls || replaces) || !this.#isCarried(other, past)) continue;
      if (recalls || !this.electedBy(other, past).includes(member)) ends.push({ by: recalls ? "recall" : "replacement", act: other.motion, cut: other.motion.past });
    }
    for (const lapse of this.#lapses) {
      if (lapse.member === member && isOf(lapse.mandate) && seen(lapse.act)) ends.push({ by: "lapse", act: lapse.act, cut: lapse.act.past });
    }
    for (const { act, says } of this.#nominationsOf(office, member).all(member)) {
      if (!says && seen(act) && act.past.has(view.motion)) ends.push({ by: "resignation", act, cut: act.past });
    }
    return ends;
  }

  /** MAN-6. What a delegate did stands unless an end of the mandate does not know it, or its author's acts are void. */
  stands(deed: Deed, past: Past | null): boolean {
    if (this.membership.standings.in(past).isVoid(deed.act, deed.member)) return false;
    return this.ends({ view: deed.view, member: deed.member }, past).every(({ cut }) => cut.has(deed.act));
  }

  /**
   * What decided about an office after all: carried motions, and lapses and resignations that ended a mandate. With what it
   * rests on, it shows a stranger who holds the office (MAN-9).
   */
  decided(office: MotionId, past: Past | null): { readonly motions: readonly MotionView[]; readonly acts: readonly Act[] } {
    const motions = this.motionsOf(office, past).filter((view) => this.#isCarried(view, past));
    const given = motions.flatMap((view) => this.electedBy(view, past).map((member) => ({ view, member })));
    const ends = given.flatMap((one) => this.ends(one, past)).filter(({ by }) => by === "lapse" || by === "resignation");
    return { motions, acts: [...new Set(ends.map(({ act }) => act))] };
  }

  /** Nominations, support, petitions and lapses of an office: what its motions and ends are judged by. */
  saidOf(office: MotionId): readonly Act[] {
    return this.#said.get(office) ?? [];
  }

  #note(office: MotionId, act: Act): void {
    kept(this.#said, office, () => []).push(act);
  }

  // ---------------------------------------------------------------- what members say

  /** Who may give the office and take it back. */
  constituents(office: MotionId, past: Past | null): ReadonlySet<MemberId> {
    const electorate = electorateIn(this.membership, past);
    const { constituents } = this.termsOf(office, past);
    return constituents.length === 0 ? electorate : new Set(constituents.filter((id) => electorate.has(id)));
  }

  #nominationsOf(office: MotionId, member: MemberId): Said<boolean> {
    return kept(this.#nominations, `${office} ${member}`, () => new Said<boolean>((a, b) => a === b));
  }

  #supportsOf(office: MotionId): Said<readonly MemberId[]> {
    return kept(this.#supports, office, () => new Said<readonly MemberId[]>((a, b) => a.join() === b.join()));
  }

  #petitionFor(office: MotionId, recall: { readonly mandate: MotionId; readonly member: MemberId } | null): Said<Signature> {
    return kept(this.#petitions, recall === null ? office : `${recall.mandate} ${recall.member}`, () => new Said<Signature>((a, b) => a.signs === b.signs));
  }

  nominate(office: MotionId, member: MemberId, by: MemberId, act: Act, stands: boolean): void {
    this.#note(office, act);
    this.#nominationsOf(office, member).add(by, act, stands);
  }

  support(office: MotionId, by: MemberId, act: Act, members: readonly MemberId[]): void {
    this.#note(office, act);
    this.#supportsOf(office).add(by, act, members);
  }

  petition(office: MotionId, recall: { readonly mandate: MotionId; readonly member: MemberId } | null, by: MemberId, act: Act, says: Signature): void {
    this.#note(office, act);
    this.#petitionFor(office, recall).add(by, act, says);
  }

  lapse(act: Act, mandate: MotionId, member: MemberId): void {
    this.#note(this.officeBy(mandate)!, act);
    this.#lapses.push({ act, mandate, member });
  }

  /** MAN-2. Whoever says so of themself stands. */
  isStanding(member: MemberId, office: MotionId, past: Past | null): boolean {
    const own = this.#nominationsOf(office, member).latest(member, past);
    return own !== null && own !== "conflict" && own.says;
  }

  /** Members who were asked to stand or said that they do, and by whom. */
  candidates(office: MotionId, past: Past | null): readonly { readonly member: MemberId; readonly stands: boolean; readonly askedBy: readonly MemberId[] }[] {
    const known = this.membership.governance.membersIn(past).map(({ id }) => id);
    return known.flatMap((member) => {
      const said = this.#nominations.get(`${office} ${member}`);
      if (said === undefined) return [];
      const own = said.latest(member, past);
      if (own === "conflict" || own?.says === false) return [];
      const askedBy = [...said.members].filter((by) => by !== member && said.latest(by, past) !== null);
      return own !== null || askedBy.length > 0 ? [{ member, stands: own !== null, askedBy }] : [];
    });
  }

  /** MAN-3. Whom a constituent supports now. */
  supportedBy(member: MemberId, office: MotionId, past: Past | null): readonly MemberId[] | "conflict" | null {
    const word = this.#supportsOf(office).latest(member, past);
    return word === null || word === "conflict" ? word : word.says;
  }

  /** MAN-3. The live count of one member: it binds nothing. `withdrew`: who supports them no longer, said after the certificate. */
  liveSupport(office: MotionId, member: MemberId, since: MotionView | null, past: Past | null): { readonly supports: readonly MemberId[]; readonly withdrew: readonly MemberId[]; readonly silent: readonly MemberId[] } {
    const supports: MemberId[] = [];
    const withdrew: MemberId[] = [];
    const silent: MemberId[] = [];
    for (const one of [...this.constituents(office, past)].sort()) {
      const word = this.#supportsOf(office).latest(one, past);
      if (word === null || word === "conflict") silent.push(one);
      else if (word.says.includes(member)) supports.push(one);
      else if (since === null || word.act.past.has(since.motion)) withdrew.push(one);
      else silent.push(one);
    }
    return { supports, withdrew, silent };
  }

  /** MAN-7. So many have withdrawn since the certificate that fewer are left than the office asks for. */
  hasLostSupport({ view, member }: Mandate, past: Past | null): boolean {
    const { withdrew, supports, silent } = this.liveSupport(officeOf(view)!, member, view, past);
    const all = withdrew.length + supports.length + silent.length;
    return !reaches(all - withdrew.length, view.motion.record.mandate!.terms!.floor, all);
  }

  /** MAN-5. Constituents whose names stand under a petition, and what they wrote. */
  signers(office: MotionId, recall: { readonly mandate: MotionId; readonly member: MemberId } | null, past: Past | null): readonly { readonly member: MemberId; readonly act: Act; readonly text: string }[] {
    const said = this.#petitionFor(office, recall);
    return [...this.constituents(office, past)].sort().flatMap((member) => {
      const word = said.latest(member, past);
      return word === null || word === "conflict" || !word.says.signs ? [] : [{ member, act: word.act, text: word.says.text }];
    });
  }

  /** MAN-5. How many names open a vote, by the bylaws of that past: at least one. */
  petitionSize(office: MotionId, past: Past | null): number {
    const { petition } = this.membership.bylaws.in(past).bylaws;
    return Math.max(1, leastThatReaches(petition, this.constituents(office, past).size));
  }

  /** For the state hash (MEM-1). */
  state(): readonly string[] {
    const offices = this.offices(null).map((office) => {
      const newest = this.newest(office, null).map(({ id }) => id).sort();
      const holders = this.holders(office, null).map(({ member, view }) => `${member}:${this.hasLostSupport({ member, view }, null) ? "lost" : ""}`).sort();
      const supports = [...this.constituents(office, null)].sort().map((member) => this.supportedBy(member, office, null)?.toString() ?? "");
      return [office, newest, holders, supports, this.candidates(office, null).map((c) => `${c.member}:${c.stands}`)].join("|");
    });
    const deeds = this.deeds.map((deed) => `${deed.act.id}:${this.stands(deed, null)}`);
    return [...offices.sort(), ...deeds.sort(), ...this.presented.map(({ act }) => act.id).sort()];
  }
}

function kept<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) map.set(key, (value = make()));
  return value;
}
