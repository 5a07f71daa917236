/** MAN-2…9. What members say about offices and to those who hold them: the payloads of entries 30 to 35. */
import type { MemberId, MotionId } from "../base/ids.ts";
import { limits } from "../base/limits.ts";
import { bytesOf, bytesUpTo, fields, flag, id, nullable, record, sortedIds, text, word } from "../base/record.ts";
import { mandateActs, type MandateAct } from "../poll/mandate-field.ts";

/** MAN-2. Of another: asks them to stand. Of oneself: stands, or does not; whoever holds the office then lays it down. */
export interface Nomination {
  readonly office: MotionId;
  readonly member: MemberId;
  readonly stands: boolean;
}

/** MAN-3. All whom its author supports for the office now, at most one a seat; nobody: support is withdrawn. */
export interface Support {
  readonly office: MotionId;
  readonly members: readonly MemberId[];
}

/** MAN-5. Asks for a vote: on taking a mandate back from one member, or (null) on giving the office anew. */
export interface Petition {
  readonly office: MotionId;
  readonly recall: { readonly mandate: MotionId; readonly member: MemberId } | null;
  readonly text: string;
  /** False takes the name back. */
  readonly signs: boolean;
}

/** MAN-6. */
export interface DelegateDeed {
  /** The newest certificate of the mandate it is done under. */
  readonly mandate: MotionId;
  readonly act: MandateAct;
  readonly text: string;
}

/** MAN-7. */
export interface Lapse {
  readonly mandate: MotionId;
  readonly member: MemberId;
}

/** MAN-9. */
export interface Presentation {
  /** A record of the giving group. */
  readonly file: Uint8Array;
  /** Whoever holds the mandate shows that it is they: this group and member, signed by a device of theirs over there. */
  readonly bearer: { readonly device: Uint8Array; readonly signature: Uint8Array } | null;
}

const motion = id<MotionId>();
const member = id<MemberId>();

export const nominationCodec = record<Nomination>({ office: [1, motion], member: [2, member], stands: [3, flag] });
export const supportCodec = record<Support>({ office: [1, motion], members: [2, sortedIds<MemberId>(limits.options)] });
export const petitionCodec = record<Petition>({
  office: [1, motion],
  recall: [2, nullable(fields<NonNullable<Petition["recall"]>>({ mandate: [1, motion], member: [2, member] }))],
  text: [3, text(limits.petitionText)],
  signs: [4, flag],
});
export const deedCodec = record<DelegateDeed>({ mandate: [1, motion], act: [2, word(mandateActs)], text: [3, text(limits.petitionText)] });
export const lapseCodec = record<Lapse>({ mandate: [1, motion], member: [2, member] });
export const presentationCodec = record<Presentation>({
  file: [1, bytesUpTo(limits.credential)],
  bearer: [2, nullable(fields<NonNullable<Presentation["bearer"]>>({ device: [1, bytesOf(32)], signature: [2, bytesOf(64)] }))],
});
