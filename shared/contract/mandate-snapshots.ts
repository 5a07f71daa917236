/** Offices and who holds them, and what other groups presented, as pages show them (MAN-1…9). */
import type { Fraction } from "./commands.ts";
import type { MandateActName, MandateEnd, RecordMandate } from "./mandate-names.ts";
import type { MemberRef } from "./member-ref.ts";
import type { RecordProblem } from "./record-problem.ts";

export interface MandatesSnapshot {
  readonly offices: readonly OfficeView[];
  /** Of other groups, the newest of each office first heard first. */
  readonly presented: readonly PresentedView[];
}

export interface OfficeView {
  /** The motion that made it. */
  readonly id: string;
  readonly title: string;
  readonly scope: string;
  readonly instructions: string;
  /** Nobody: all members. */
  readonly constituents: readonly MemberRef[];
  /** How many decide now. */
  readonly deciding: number;
  readonly seats: number;
  readonly acts: readonly MandateActName[];
  readonly floor: Fraction;
  readonly lapses: boolean;
  /** Days after which whoever holds it is to be confirmed, and when that is due by this machine's clock; null: never, or nobody holds it. */
  readonly renewal: number | null;
  readonly confirmBy: number | null;
  /** Two certificates do not know each other: nobody holds it until a later one does. */
  readonly disputed: boolean;
  readonly holders: readonly HolderView[];
  readonly candidates: readonly CandidateView[];
  readonly iDecide: boolean;
  /** Whom I support; "conflict": my machines said different things at once. */
  readonly mySupport: readonly string[] | "conflict";
  /** Names that open a vote. */
  readonly petitionSize: number;
  /** For giving the office anew. */
  readonly petition: readonly SignatureView[];
  /** Open votes about it. */
  readonly votes: readonly { readonly motion: string; readonly title: string; readonly recall: boolean; readonly of: MemberRef | null }[];
  readonly ended: readonly EndedView[];
  /** Newest first. */
  readonly deeds: readonly DeedView[];
  /** Groups it is presented to by this machine. */
  readonly presentedTo: readonly { readonly group: string; readonly name: string }[];
}

export interface SignatureView {
  readonly member: MemberRef;
  readonly time: number;
  readonly text: string;
}

export interface SupportView {
  readonly supports: readonly MemberRef[];
  /** Since the certificate. */
  readonly withdrew: readonly MemberRef[];
  readonly silent: readonly MemberRef[];
}

export interface HolderView extends SupportView {
  readonly member: MemberRef;
  /** The certificate. */
  readonly mandate: string;
  readonly since: number;
  readonly lost: boolean;
  /** For a recall. */
  readonly petition: readonly SignatureView[];
  /** The open vote on a recall. */
  readonly recall: string | null;
}

export interface CandidateView extends SupportView {
  readonly member: MemberRef;
  /** They said so themself; otherwise they were asked. */
  readonly stands: boolean;
  readonly askedBy: readonly MemberRef[];
}

export interface EndedView {
  readonly member: MemberRef;
  /** The certificate. */
  readonly mandate: string;
  readonly since: number;
  readonly by: MandateEnd;
  readonly time: number;
}

export interface DeedView {
  readonly id: string;
  readonly member: MemberRef;
  readonly act: MandateActName;
  readonly text: string;
  readonly time: number;
  /** False: an end of the mandate voids it (MAN-6). */
  readonly stands: boolean;
}

export interface PresentedView {
  readonly id: string;
  readonly by: MemberRef;
  readonly time: number;
  readonly group: { readonly id: string; readonly name: string } | null;
  /** Null: the file does not check out. */
  readonly mandate: RecordMandate | null;
  readonly problems: readonly RecordProblem[];
  /** The member of this group who showed, by a signature, to hold it. */
  readonly bearer: MemberRef | null;
  /** Whoever bore the mandate here holds it no longer. */
  readonly lapsed: boolean;
}
