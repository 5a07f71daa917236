/** A village with an office, and what its people do about it: for the model of mandates. */
import type { MotionId } from "../../shared/base/ids.ts";
import { deedCodec, lapseCodec, nominationCodec, petitionCodec, supportCodec } from "../../shared/governance/mandate-records.ts";
import { kinds } from "../../shared/log/kind.ts";
import type { OfficeTerms } from "../../shared/poll/mandate-field.ts";
import { Void, type Event, type Village } from "./village.ts";

const half = { numerator: 1, denominator: 2, strict: false };
const terms: OfficeTerms = { title: "Council", scope: "", instructions: "", constituents: [], seats: 1, acts: ["speak", "sign"], floor: half, lapses: true };

export interface Given extends Event {
  readonly to: string;
}

export class Offices<V extends Village = Village> {
  readonly office: MotionId;
  /** Everyone is named and the office is made; nobody holds it. */
  readonly base: Event;

  constructor(readonly v: V, what: Partial<OfficeTerms> | ((v: Village) => Partial<OfficeTerms>) = {}) {
    this.terms = { ...terms, ...(typeof what === "function" ? what(this.v) : what) };
    this.base = this.v.decide("mandate", [], { after: [this.v.base], mandate: { terms: this.terms } });
    this.office = this.base.motion!;
  }

  readonly terms: OfficeTerms;

  stands(name: string, after: readonly Event[], stands = true, by = name): Event {
    return this.v.says(by, kinds.nominate, nominationCodec.encode({ office: this.office, member: this.v.member(name), stands }), after);
  }

  supports(name: string, whom: readonly string[], after: readonly Event[]): Event {
    return this.v.says(name, kinds.support, supportCodec.encode({ office: this.office, members: whom.map((one) => this.v.member(one)) }), after);
  }

  /** Stands first, where that was not said. */
  elect(name: string, after: readonly Event[], attesters?: readonly string[]): Given {
    const standing = this.v.assembly.mandates.isStanding(this.v.member(name), this.office, this.v.view(after)) ? [] : [this.stands(name, after)];
    const asked = this.v.assembly.mandates.holders(this.office, this.v.view(after)).length === 0 ? [] : this.petitions(null, name, after);
    const mandate = { office: this.office, terms: this.terms, nominees: [this.v.member(name)] };
    const how = { after: [...after, ...standing, ...asked], mandate, mover: name, ...(attesters !== undefined && { attesters }) };
    const decided = this.v.decide("mandate", [], how);
    return { ...decided, acts: [...standing, ...asked, decided].flatMap(({ acts }) => acts), to: name };
  }

  /** Side by side: neither motion knows the other, and everyone carries both and forks nothing. */
  electBoth(names: readonly [string, string], after: readonly Event[]): [Event, Event] {
    const { mandates } = this.v.assembly;
    const view = this.v.view(after);
    const standing = names.filter((name) => !mandates.isStanding(this.v.member(name), this.office, view)).map((name) => this.stands(name, after));
    const asked = mandates.holders(this.office, view).length === 0 ? [] : this.petitions(null, "", [...after, ...standing]);
    const before = [...after, ...standing, ...asked];
    const [a, b] = names.map((name) => this.v.open("mandate", [], { after: before, mandate: { office: this.office, terms: this.terms, nominees: [this.v.member(name)] }, mover: name })) as [Event, Event];
    const carriers = this.v.electorate(before);
    const first = this.v.carry(a, carriers, undefined, [b]);
    const second = this.v.carry(b, carriers, undefined, [first]);
    return [{ ...first, acts: [...before.flatMap(({ acts }) => acts), ...first.acts] }, second];
  }

  /** As many names as open a vote, of those who are not whom it is about. */
  petitions(recall: { readonly mandate: MotionId; readonly of: string } | null, not: string, after: readonly Event[]): Event[] {
    const { mandates } = this.v.assembly;
    const view = this.v.view(after);
    const size = mandates.petitionSize(this.office, view);
    const who = this.v.electorate(after).filter((name) => name !== not).slice(0, size);
    const said = recall === null ? null : { mandate: recall.mandate, member: this.v.member(recall.of) };
    return who.map((name) => this.v.says(name, kinds.petition, petitionCodec.encode({ office: this.office, recall: said, text: "", signs: true }), after));
  }

  /** Of the mandate that is in force there. */
  recall(name: string, after: readonly Event[], attesters?: readonly string[]): Event {
    const view = this.v.assembly.mandates.held(this.v.member(name), this.office, this.v.view(after));
    if (view === null) throw new Void("NotHolder");
    const names = this.petitions({ mandate: view.id, of: name }, name, after);
    const mover = names[0]?.by.values().next().value;
    if (mover === undefined) throw new Void("NoPetition");
    const how = { after: [...after, ...names], mandate: { office: this.office, ends: view.id }, mover, ...(attesters !== undefined && { attesters }) };
    const decided = this.v.decide("recall", [name], how);
    return { ...decided, acts: [...names, decided].flatMap(({ acts }) => acts) };
  }

  /** Under the certificate that is newest there. */
  speaks(name: string, after: readonly Event[]): Event {
    const view = this.v.assembly.mandates.held(this.v.member(name), this.office, this.v.view(after));
    return this.speaksUnder(name, view?.id ?? this.office, after);
  }

  speaksUnder(name: string, mandate: MotionId, after: readonly Event[]): Event {
    return this.v.says(name, kinds.delegateAct, deedCodec.encode({ mandate, act: "speak", text: "" }), after);
  }

  lapse(by: string, name: string, after: readonly Event[]): Event {
    const view = this.v.assembly.mandates.held(this.v.member(name), this.office, this.v.view(after));
    if (view === null) throw new Void("NotHolder");
    return this.v.says(by, kinds.lapse, lapseCodec.encode({ mandate: view.id, member: this.v.member(name) }), after);
  }

  holders(events: readonly Event[]): string[] {
    const held = this.v.assembly.mandates.holders(this.office, this.v.view(events)).map(({ member }) => member);
    return this.v.electorate(events).filter((name) => held.includes(this.v.member(name)));
  }

  /** Whether what somebody did as a delegate stands, as these events show. */
  isGood(deed: Event, events: readonly Event[]): boolean {
    const one = this.v.assembly.mandates.deeds.find(({ act }) => act.id === deed.acts[0]!.id)!;
    return this.v.assembly.mandates.stands(one, this.v.view(events));
  }
}
