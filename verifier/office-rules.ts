/** MAN-1…9. Whether a motion about an office may be opened, and what members say of one has effect, each by its own past. */
import type { Past, Placed } from "./graph.ts";
import type { MotionRecord } from "./motion-records.ts";
import { deedShape, lapseShape, nominationShape, petitionShape, presentationShape, supportShape, votesOn, type Terms } from "./office-records.ts";
import { aboutMember, petitionFor, type Office, type Offices } from "./offices.ts";
import { parse } from "./shapes.ts";

/** Kinds of entries about offices. */
export const isAboutOffice = (kind: number): boolean => kind >= 30 && kind <= 35;

export class OfficeRules {
  constructor(
    private readonly offices: Offices,
    /** Names a member was admitted under. */
    private readonly namesIn: (member: string, past: Past) => readonly string[],
  ) {}

  // ---------------------------------------------------------------- motions

  /** `record`: of a motion whose roll, names and measure are right. */
  faultOf({ past }: Placed, mover: string, record: MotionRecord): string | null {
    const { kind, mandate } = record;
    if (mandate === undefined) return null;
    const { office: id, terms, nominees = [], ends } = mandate;
    const office = id === undefined ? null : this.offices.at(id, past);
    if (id !== undefined && office === null) return "OfficeUnknown";
    if (kind === "recall") return this.#faultOfRecall(office!, ends!, record.names[0]!);
    const fault = office === null ? this.#faultOfMaking(terms!, nominees, past) : this.#faultOfGiving(office, terms!, nominees);
    return fault ?? this.#faultOfNominees(office, nominees, mover, record, past) ?? (office !== null && nominees.length === 0 && terms!.constituents.length > 0 ? "NamesUnknown" : null);
  }

  /** MAN-4. All make an office of some, and those then give it. */
  #faultOfMaking({ constituents }: Terms, nominees: readonly string[], past: Past): string | null {
    if (!constituents.every((member) => this.offices.known.isActive(member, past))) return "NamesUnknown";
    return constituents.length > 0 && nominees.length > 0 ? "TermsFixed" : null;
  }

  /** MAN-4, MAN-5. */
  #faultOfGiving(office: Office, terms: Terms, nominees: readonly string[]): string | null {
    const asBefore = JSON.stringify(office.terms) === JSON.stringify(terms);
    const isOfSome = office.terms.constituents.length + terms.constituents.length > 0;
    if (isOfSome && !asBefore) return "TermsFixed";
    if (terms.renewal !== undefined && asBefore && String(nominees.toSorted()) === String(office.holders.toSorted())) return null;
    const isDue = office.holders.length < office.terms.seats || office.holders.some((member) => office.hasLostSupport(member));
    return isDue || office.isAskedFor(petitionFor(office.id, null)) ? null : "NoPetition";
  }

  /** MAN-1. */
  #faultOfNominees(office: Office | null, nominees: readonly string[], mover: string, { method, options }: MotionRecord, past: Past): string | null {
    for (const [i, member] of nominees.entries()) {
      if (!this.offices.known.isActive(member, past)) return "NamesUnknown";
      if (votesOn(method) === "each" && !this.namesIn(member, past).includes(options[i]!.title)) return "NamesOther";
      if (member !== mover && office?.isWilling(member) === false) return "NotStanding";
    }
    return null;
  }

  #faultOfRecall(office: Office, mandate: string, member: string): string | null {
    if (!office.isHeldUnder(mandate, member)) return "NotHolder";
    return office.isAskedFor(petitionFor(office.id, { mandate, member })) ? null : "NoPetition";
  }

  // ---------------------------------------------------------------- what members say

  /** Gives what an active member says its effect, or says why it has none. */
  judge(act: Placed, author: string, record: Uint8Array): string | null {
    switch (act.kind) {
      case 30:
        return this.#nominate(act, author, record);
      case 31:
        return this.#support(act, author, record);
      case 32:
        return this.#petition(act, author, record);
      case 33:
        return this.#deed(act, author, record);
      case 34:
        return this.#lapse(act, record);
      default:
        return parse(presentationShape, record) === undefined ? "Malformed" : null; // MAN-9: it decides nothing
    }
  }

  #nominate(act: Placed, author: string, record: Uint8Array): string | null {
    const said = parse(nominationShape, record);
    if (said === undefined || (!said.stands && said.member !== author)) return "Malformed";
    if (this.offices.at(said.office, act.past) === null) return "OfficeUnknown";
    if (!this.offices.known.isActive(said.member, act.past)) return "NamesUnknown";
    this.offices.nominations.add(aboutMember(said.office, said.member), author, { act, says: said.stands });
    return null;
  }

  #support(act: Placed, author: string, record: Uint8Array): string | null {
    const said = parse(supportShape, record);
    if (said === undefined) return "Malformed";
    const office = this.offices.at(said.office, act.past);
    if (office === null) return "OfficeUnknown";
    if (!office.constituents.has(author)) return "NotConstituent";
    if (said.members.length > office.terms.seats) return "TooManySupported";
    if (!said.members.every((member) => office.isWilling(member))) return "NotStanding";
    this.offices.supports.add(said.office, author, { act, says: said.members });
    return null;
  }

  #petition(act: Placed, author: string, record: Uint8Array): string | null {
    const said = parse(petitionShape, record);
    if (said === undefined) return "Malformed";
    const office = this.offices.at(said.office, act.past);
    if (office === null) return "OfficeUnknown";
    if (!office.constituents.has(author)) return "NotConstituent";
    if (said.recall !== null && !office.isHeldUnder(said.recall.mandate, said.recall.member)) return "NotHolder";
    this.offices.petitions.add(petitionFor(said.office, said.recall), author, { act, says: said.signs });
    return null;
  }

  /** MAN-6. */
  #deed(act: Placed, author: string, record: Uint8Array): string | null {
    const said = parse(deedShape, record);
    if (said === undefined) return "Malformed";
    const office = this.#officeUnder(said.mandate, act.past);
    if (office?.isHeldUnder(said.mandate, author) !== true) return "NotHolder";
    return office.terms.acts.includes(said.act) ? null : "ActNotAllowed";
  }

  /** MAN-7. */
  #lapse(act: Placed, record: Uint8Array): string | null {
    const said = parse(lapseShape, record);
    if (said === undefined) return "Malformed";
    const office = this.#officeUnder(said.mandate, act.past);
    if (office?.isHeldUnder(said.mandate, said.member) !== true) return "NotHolder";
    if (!office.terms.lapses || !office.hasLostSupport(said.member)) return "SupportKept";
    this.offices.lapses.push({ act, ...said });
    return null;
  }

  #officeUnder(mandate: string, past: Past): Office | null {
    const office = this.offices.of(mandate);
    return office === null ? null : this.offices.at(office, past);
  }
}
