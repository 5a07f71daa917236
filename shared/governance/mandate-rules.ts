/** MAN-1…9. Whether a motion about an office may be opened, and what members say of one has effect: each judged by its own past. */
import type { MemberId, MotionId } from "../base/ids.ts";
import { encodeCbor } from "../base/cbor.ts";
import { equal } from "../base/bytes.ts";
import { kinds } from "../log/kind.ts";
import type { Act, Past } from "../log/past.ts";
import { electsBy, termsField, type MandateMatter, type OfficeTerms } from "../poll/mandate-field.ts";
import type { Motion, PollActOf } from "../poll/records.ts";
import { deedCodec, lapseCodec, nominationCodec, petitionCodec, presentationCodec, supportCodec } from "./mandate-records.ts";
import type { Mandates } from "./mandates.ts";

export type MandateVoid =
  | "Malformed"
  | "OfficeUnknown"
  /** An office of some members keeps the terms all members gave it. */
  | "TermsFixed"
  | "NamesUnknown"
  /** An option is called otherwise than the nominee. */
  | "NamesOther"
  /** Whoever is to hold an office has to say that they stand. */
  | "NotStanding"
  | "NotHolder"
  | "NoPetition"
  | "NotConstituent"
  | "TooManySupported"
  | "ActNotAllowed"
  | "SupportKept";

/** MAN-1, MAN-4, MAN-5. Null: nothing is wrong, or it is about no office. */
export function faultOfMandate(mandates: Mandates, { device, past, record }: PollActOf<"motion">): MandateVoid | null {
  if (record.kind === "recall") return faultOfRecall(mandates, record, past);
  if (record.kind !== "mandate") return null;
  const { governance } = mandates.membership;
  const mover = governance.authorIn(device, past)!.id;
  const { office, terms, nominees = [] } = record.mandate!;
  const fault = office === undefined ? faultOfTerms(mandates, record, past) : faultOfElection(mandates, office, record, past);
  if (fault !== null) return fault;
  const standing = mandates.membership.standings.in(past);
  for (const [i, member] of nominees.entries()) {
    if (standing.of(member) !== "active") return "NamesUnknown";
    const names = governance.members.get(member)!.admissions.filter(({ act }) => past.has(act)).map(({ identity }) => identity.name);
    if (electsBy(record.method) === "each" && !names.includes(record.options[i]!.title)) return "NamesOther";
    const willing = member === mover || office === undefined || mandates.isStanding(member, office, past) || mandates.held(member, office, past) !== null;
    if (!willing) return "NotStanding";
  }
  return office === undefined || nominees.length > 0 || terms!.constituents.length === 0 ? null : "NamesUnknown";
}

/** What is made for some is made by all: those who will give it then elect. */
function faultOfTerms({ membership }: Mandates, { mandate }: Motion, past: Past): MandateVoid | null {
  const { terms, nominees = [] } = mandate!;
  if (terms!.constituents.some((id) => membership.standings.in(past).of(id) !== "active")) return "NamesUnknown";
  return terms!.constituents.length > 0 && nominees.length > 0 ? "TermsFixed" : null;
}

function faultOfElection(mandates: Mandates, office: MotionId, { mandate }: Motion, past: Past): MandateVoid | null {
  if (!mandates.exists(office, past)) return "OfficeUnknown";
  const before = mandates.termsOf(office, past);
  const { terms, nominees = [] } = mandate as MandateMatter & { readonly terms: OfficeTerms };
  const same = equal(encodeCbor(termsField.write(before)), encodeCbor(termsField.write(terms)));
  if ((before.constituents.length > 0 || terms.constituents.length > 0) && !same) return "TermsFixed";
  const holders = mandates.holders(office, past);
  const confirms = before.renewal !== undefined && same && nominees.length === holders.length && holders.every(({ member }) => nominees.includes(member));
  const due = confirms || holders.length < before.seats || holders.some((one) => mandates.hasLostSupport(one, past));
  return due || mandates.signers(office, null, past).length >= mandates.petitionSize(office, past) ? null : "NoPetition";
}

function faultOfRecall(mandates: Mandates, { mandate, names }: Motion, past: Past): MandateVoid | null {
  const { office, ends } = mandate!;
  if (!mandates.exists(office!, past)) return "OfficeUnknown";
  const [member] = names as readonly [MemberId];
  const view = mandates.held(member, office!, past);
  if (view === null || view.id !== ends) return "NotHolder";
  return mandates.signers(office!, { mandate: view.id, member }, past).length >= mandates.petitionSize(office!, past) ? null : "NoPetition";
}

/** Judges what a member says and, if it stands, gives it effect. */
export function addSaid(mandates: Mandates, author: MemberId, act: Act, kind: number, bytes: Uint8Array): MandateVoid | null {
  switch (kind) {
    case kinds.nominate: {
      const said = nominationCodec.decode(bytes);
      if (said === null || (said.member !== author && !said.stands)) return "Malformed";
      if (!mandates.exists(said.office, act.past)) return "OfficeUnknown";
      if (mandates.membership.standings.in(act.past).of(said.member) !== "active") return "NamesUnknown";
      mandates.nominate(said.office, said.member, author, act, said.stands);
      return null;
    }
    case kinds.support: {
      const said = supportCodec.decode(bytes);
      if (said === null) return "Malformed";
      const fault = faultOfConstituent(mandates, said.office, author, act.past);
      if (fault !== null) return fault;
      if (said.members.length > mandates.termsOf(said.office, act.past).seats) return "TooManySupported";
      if (!said.members.every((id) => mandates.isStanding(id, said.office, act.past) || mandates.held(id, said.office, act.past) !== null)) return "NotStanding";
      mandates.support(said.office, author, act, said.members);
      return null;
    }
    case kinds.petition: {
      const said = petitionCodec.decode(bytes);
      if (said === null) return "Malformed";
      const fault = faultOfConstituent(mandates, said.office, author, act.past);
      if (fault !== null) return fault;
      const { recall } = said;
      if (recall !== null && mandates.held(recall.member, said.office, act.past)?.id !== recall.mandate) return "NotHolder";
      mandates.petition(said.office, recall, author, act, said);
      return null;
    }
    case kinds.delegateAct:
      return addDeed(mandates, author, act, bytes);
    case kinds.lapse:
      return addLapse(mandates, act, bytes);
    case kinds.credential: {
      const record = presentationCodec.decode(bytes);
      if (record === null) return "Malformed";
      mandates.presented.push({ act, member: author, record });
      return null;
    }
    default:
      return "Malformed";
  }
}

function faultOfConstituent(mandates: Mandates, office: MotionId, author: MemberId, past: Past): MandateVoid | null {
  if (!mandates.exists(office, past)) return "OfficeUnknown";
  return mandates.constituents(office, past).has(author) ? null : "NotConstituent";
}

/** MAN-6. */
function addDeed(mandates: Mandates, author: MemberId, act: Act, bytes: Uint8Array): MandateVoid | null {
  const record = deedCodec.decode(bytes);
  if (record === null) return "Malformed";
  const office = mandates.officeBy(record.mandate);
  const view = office === null ? null : mandates.held(author, office, act.past);
  if (view === null || view.id !== record.mandate) return "NotHolder";
  if (!view.motion.record.mandate!.terms!.acts.includes(record.act)) return "ActNotAllowed";
  mandates.deeds.push({ act, member: author, view, record });
  return null;
}

/** MAN-7. */
function addLapse(mandates: Mandates, act: Act, bytes: Uint8Array): MandateVoid | null {
  const record = lapseCodec.decode(bytes);
  if (record === null) return "Malformed";
  const office = mandates.officeBy(record.mandate);
  const view = office === null ? null : mandates.held(record.member, office, act.past);
  if (view === null || view.id !== record.mandate) return "NotHolder";
  if (!view.motion.record.mandate!.terms!.lapses || !mandates.hasLostSupport({ view, member: record.member }, act.past)) return "SupportKept";
  mandates.lapse(act, record.mandate, record.member);
  return null;
}
