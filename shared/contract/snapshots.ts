/**
 * What the engine shows. A query's snapshot is pushed whenever it changes; unchanged rows keep their identity, so a
 * list of 10,000 posts re-renders one row. Ids are hex strings; times ms since 1970. Texts are data, never markup.
 */
import type { AsideRow } from "./aside-snapshots.ts";
import type { BylawsSnapshot, ChangeView, History } from "./bylaws.ts";
import type { BundlesSnapshot, FoldersSnapshot } from "./carrying-snapshots.ts";
import type { Choice, Fraction, MethodName } from "./commands.ts";
import type { ConnectionSnapshot, FootSnapshot } from "./connection-snapshots.ts";
import type { DrawView, HandCountView, OutcomeView, PaperView, ResultView } from "./result-snapshots.ts";
import type { DecisionRow, DecisionSnapshot, MyTask } from "./decision-snapshots.ts";
import type { ThreadRow, ThreadSnapshot } from "./discussion-snapshots.ts";
import type { DocumentRow, DocumentSnapshot, VersionRow } from "./document-snapshots.ts";
import type { EvidenceSnapshot } from "./evidence-snapshots.ts";
import type { FileRef, FilesSnapshot, FileView, UploadView } from "./file-snapshots.ts";
import type { MeetingRow, MeetingSnapshot } from "./meeting-snapshots.ts";
import type { ItemSnapshot, ShelfRow, ShelfSnapshot } from "./library-snapshots.ts";
import type { MandatesSnapshot, OfficeView } from "./mandate-snapshots.ts";
import type { MemberRef } from "./member-ref.ts";
import type { ChronicleRow, MemberSnapshot, MembersSnapshot, Standing } from "./member-snapshots.ts";
import type { MotionKind, MotionState, OptionView } from "./motion-state.ts";
import type { NoticesSnapshot, ThingPage } from "./notices.ts";
import type { IdentitySnapshot } from "./identity-snapshot.ts";
import type { LinkingSnapshot, MachinesSnapshot, OwnMachineRow } from "./linking-snapshot.ts";
import type { PairingSnapshot } from "./pairing-snapshot.ts";
import type { RelaysSnapshot } from "./relay-snapshots.ts";

export type { MemberRef };
export type * from "./aside-snapshots.ts";
export type * from "./connection-snapshots.ts";
export type * from "./decision-snapshots.ts";
export type * from "./discussion-snapshots.ts";
export type * from "./document-snapshots.ts";
export type * from "./evidence-snapshots.ts";
export type * from "./library-snapshots.ts";
export type * from "./meeting-snapshots.ts";
export type * from "./member-snapshots.ts";
export type * from "./motion-state.ts";
export type * from "./mandate-snapshots.ts";
export type * from "./linking-snapshot.ts";
export type * from "./pairing-snapshot.ts";

/** Queries and the snapshots they give. */
export interface Snapshots {
  profile: ProfileSnapshot;
  groups: readonly GroupRow[];
  joins: readonly JoinRow[];
  pairing: PairingSnapshot;
  linking: LinkingSnapshot;
  identity: IdentitySnapshot;
  ownMachines: readonly OwnMachineRow[];
  group: GroupSnapshot | null;
  agenda: AgendaSnapshot;
  threads: readonly ThreadRow[];
  thread: ThreadSnapshot | null;
  library: readonly ShelfRow[];
  shelf: ShelfSnapshot | null;
  item: ItemSnapshot | null;
  aside: readonly AsideRow[];
  documents: readonly DocumentRow[];
  document: DocumentSnapshot | null;
  documentHistory: readonly VersionRow[];
  notices: NoticesSnapshot;
  motions: readonly MotionRow[];
  motion: MotionSnapshot | null;
  decisions: readonly DecisionRow[];
  decision: DecisionSnapshot | null;
  meetings: readonly MeetingRow[];
  meeting: MeetingSnapshot | null;
  members: MembersSnapshot;
  bylaws: BylawsSnapshot | null;
  member: MemberSnapshot | null;
  evidence: EvidenceSnapshot;
  mandates: MandatesSnapshot;
  machines: MachinesSnapshot;
  connection: ConnectionSnapshot;
  bundles: BundlesSnapshot;
  relays: RelaysSnapshot;
  folders: FoldersSnapshot;
  draft: string;
  files: FilesSnapshot | null;
  file: FileView | null;
  uploads: readonly UploadView[];
}

export type Query =
  | { readonly query: "profile" }
  | { readonly query: "groups" }
  | { readonly query: "joins" }
  | { readonly query: "pairing" }
  | { readonly query: "linking" }
  | { readonly query: "identity" }
  | { readonly query: "ownMachines" }
  | { readonly query: "group"; readonly group: string }
  | { readonly query: "agenda"; readonly group: string }
  | { readonly query: "threads"; readonly group: string }
  /** A thread, or the discussion of a motion, of an item of the library or of a comment on a document. */
  | { readonly query: "thread"; readonly group: string; readonly thread: string }
  | { readonly query: "library"; readonly group: string }
  | { readonly query: "shelf"; readonly group: string; readonly shelf: string }
  | { readonly query: "item"; readonly group: string; readonly item: string }
  | { readonly query: "aside"; readonly group: string }
  | { readonly query: "documents"; readonly group: string }
  | { readonly query: "document"; readonly group: string; readonly document: string }
  | { readonly query: "documentHistory"; readonly group: string; readonly document: string }
  | { readonly query: "notices"; readonly group: string }
  | { readonly query: "machines"; readonly group: string }
  | { readonly query: "motions"; readonly group: string }
  | { readonly query: "motion"; readonly group: string; readonly motion: string }
  | { readonly query: "decisions"; readonly group: string }
  | { readonly query: "decision"; readonly group: string; readonly motion: string }
  | { readonly query: "meetings"; readonly group: string }
  | { readonly query: "meeting"; readonly group: string; readonly meeting: string }
  | { readonly query: "members"; readonly group: string }
  | { readonly query: "bylaws"; readonly group: string }
  | { readonly query: "evidence"; readonly group: string }
  | { readonly query: "member"; readonly group: string; readonly member: string }
  | { readonly query: "mandates"; readonly group: string }
  | { readonly query: "connection"; readonly group: string }
  /** What bundles for each member would hold. */
  | { readonly query: "bundles"; readonly group: string }
  | { readonly query: "relays"; readonly group: string }
  | { readonly query: "folders"; readonly group: string }
  | { readonly query: "draft"; readonly key: string }
  | { readonly query: "files"; readonly group: string }
  | { readonly query: "file"; readonly group: string; readonly file: string }
  /** Files that were read in for a draft and are not posted yet. */
  | { readonly query: "uploads"; readonly group: string; readonly place: string };
export type QueryName = keyof Snapshots;

// ---------------------------------------------------------------- this machine

export interface ProfileSnapshot {
  /** none: nothing here yet; locked: a passphrase opens it; open: in use. */
  readonly state: "none" | "locked" | "open";
  /** LOG-7. "asking": the profile was moved or copied, the person must say which; "waiting": a copy, until a member's machine confirms what it last wrote. */
  readonly copy: "no" | "asking" | "waiting";
  readonly name: string;
  readonly signalling: readonly string[];
  readonly stun: readonly string[];
  /** Addresses at which others reach this machine's own meeting point. */
  readonly ownAddresses: readonly string[];
  /** Bytes: files up to `auto` are fetched by themselves; fetched ones may take `quota` in each group. */
  readonly files: { readonly auto: number; readonly quota: number };
}

export interface GroupRow {
  readonly id: string;
  readonly name: string;
  /** Things in this group's agenda that need me. */
  readonly needsMe: number;
}

/** By the invite; "known": you are a member already, by your words; the rest of who comes back with them (ID-6). */
export type JoinRefusal = "spent" | "revoked" | "expired" | "foreign" | "unknown" | "known" | "stranger" | "gone" | "full";

export interface JoinRow {
  readonly id: string;
  readonly group: string;
  /** ID-6. As the member one was. */
  readonly returns: boolean;
  readonly state:
    | { readonly is: "looking"; readonly tried: readonly string[]; readonly unreachable: readonly string[] }
    | { readonly is: "asking" }
    | { readonly is: "receiving"; readonly entries: number }
    | { readonly is: "joined" }
    | { readonly is: "refused"; readonly reason: JoinRefusal };
}

// ---------------------------------------------------------------- a group

export interface GroupSnapshot {
  readonly id: string;
  readonly name: string;
  readonly template: "assembly" | "consensus" | "union" | "coop";
  readonly members: number;
  /** False until the founding act is certified (MEM-7). */
  readonly constituted: boolean;
  readonly iAmFounder: boolean;
  /** I am on the rolls of motions opened now. */
  readonly iVote: boolean;
  /** MEM-6. What I am here; whoever is neither active nor suspended sees what was, and nothing new. */
  readonly standing: Standing;
  /** KEY-4. What the bylaws in force give a newcomer to read. */
  readonly history: History;
  /** KEY-4. When I joined, where something was written before that is not mine to read by the bylaws. */
  readonly readsFrom: number | null;
  /** Named from `counts` places in the column. */
  readonly counts: { readonly agenda: number; readonly unreadThreads: number; readonly openMotions: number; /** with notes I have not read */ readonly unreadItems: number; readonly members: number; readonly records: number };
  readonly foot: FootSnapshot;
}

export interface AgendaSnapshot {
  readonly needs: readonly AgendaNeed[];
  readonly openVotes: readonly MotionRow[];
  readonly reports: readonly { readonly motion: string; readonly title: string; readonly implementers: readonly MemberRef[]; readonly due: number }[];
  /** Called for today or going on, and soon; the next first. */
  readonly meetings: readonly MeetingRow[];
  /** What I took on and have not done. */
  readonly tasks: readonly MyTask[];
  /** MAN-5, MAN-7. Petitions under way and lost support. */
  readonly mandates: readonly MandateLine[];
  /** What happened, newest first, at most 50. */
  readonly chronicle: readonly ChronicleRow[];
}

/** Of a delegate, what the members may have to decide. */
export interface MandateLine {
  /** Of the office. */
  readonly title: string;
  readonly holder: MemberRef;
  readonly signed: number;
  readonly needed: number;
  readonly iSigned: boolean;
  readonly lost: boolean;
  /** MAN-1. They are to be confirmed since then; null: not yet, or a vote on that is open. */
  readonly due: number | null;
  /** The open vote on a recall. */
  readonly recall: string | null;
}

export type AgendaNeed =
  | { readonly need: "constitute"; readonly waiting: readonly MemberRef[] }
  | { readonly need: "ballot"; readonly motion: MotionRow }
  /** MEM-4, MAN-5. It would remove me, or take a mandate of mine back, and I have not answered in its discussion. */
  | { readonly need: "answer"; readonly motion: MotionRow }
  | { readonly need: "report"; readonly motion: string; readonly title: string; readonly due: number }
  | { readonly need: "offer"; readonly motion: string; readonly title: string; readonly by: MemberRef }
  /** MAN-2. Others ask me to stand for an office, and I have not said whether I do. */
  | { readonly need: "stand"; readonly office: string; readonly title: string; readonly by: readonly MemberRef[] }
  | { readonly need: "reply"; readonly page: ThingPage; readonly post: string; readonly author: MemberRef; readonly text: string; readonly time: number }
  /** POLL-11. Tellers voted for me: it counts unless I vote or say that it is not mine. */
  | { readonly need: "paper"; readonly motion: MotionRow; readonly choice: Choice; readonly tellers: readonly MemberRef[] }
  | { readonly need: "conflict"; readonly motion: string; readonly title: string };

// ---------------------------------------------------------------- motions

export interface MotionRow {
  readonly id: string;
  /** Place in the group's list of motions, from 1, as this machine knows it. */
  readonly number: number;
  readonly title: string;
  readonly kind: MotionKind;
  readonly mover: MemberRef;
  readonly opened: number;
  readonly deadline: number;
  readonly method: MethodName;
  /** It asks what members think and binds nobody (POLL-12). */
  readonly advice: boolean;
  readonly state: MotionState;
  readonly outcome: OutcomeView | null;
  readonly turnout: TurnoutView;
  /** I am on the roll. */
  readonly iVote: boolean;
  readonly myBallot: Choice | null;
}

export interface TurnoutView {
  readonly roll: number;
  readonly voted: number;
  /** Least number of ballots. */
  readonly quorum: number;
  /** One per roll member in roll order. */
  readonly strokes: readonly { readonly voted: boolean; readonly me: boolean }[];
  readonly missing: readonly MemberRef[];
}

/** FILE-3. A file as the motion names it: its content is what the mover signed. */
export interface MotionFileView {
  readonly content: string;
  readonly name: string;
  readonly size: number;
  /** Null: the group has no such file of this content, or not yet. */
  readonly file: FileRef | null;
}

export interface MotionSnapshot extends MotionRow {
  readonly situation: string;
  readonly options: readonly OptionView[];
  readonly files: readonly MotionFileView[];
  /** How many options are elected. */
  readonly seats: number;
  /** By dots: how many each member has to give; else 0. */
  readonly dots: number;
  readonly quorum: Fraction;
  readonly threshold: Fraction;
  readonly base: "cast" | "present" | "all";
  readonly implementer: MemberRef;
  readonly reportBy: number | null;
  readonly fromThread: { readonly id: string; readonly title: string } | null;
  /** DEED-4. The decision whose review it comes from. */
  readonly fromReview: { readonly decision: string; readonly title: string } | null;
  /** Members a founding or naming motion names; of one that ends or restores a place, or takes a mandate back, the one it is about. */
  readonly names: readonly MemberRef[];
  /** LAW-5. Until then it is not counted, so that whom it is about can answer; null where there is no such notice. */
  readonly answersUntil: number | null;
  /** Of a change of the bylaws. */
  readonly change: ChangeView | null;
  /** Of an expulsion or a reinstatement that is certified and adopted. */
  readonly followed: Followed | null;
  readonly handCounts: readonly HandCountView[];
  readonly paper: PaperView;
  /** POLL-15. A lot settles what votes cannot tell; null: it has not come to that. */
  readonly lots: boolean;
  readonly draw: DrawView | null;
  /** The motion whose lot is drawn again here and whose numbers it does without; and the one that draws this one's again. */
  readonly redraws: { readonly id: string; readonly title: string; readonly without: readonly MemberRef[] } | null;
  readonly redrawnIn: { readonly id: string; readonly title: string } | null;
  /** POLL-7. The tie this motion follows, and the run-off that follows this one. */
  readonly runOffOf: { readonly id: string; readonly title: string } | null;
  readonly runOff: { readonly id: string; readonly title: string } | null;
  /** POLL-14. The decision this motion would end, and the one that ended this decision. */
  readonly repeals: { readonly id: string; readonly title: string } | null;
  readonly repealedBy: { readonly id: string; readonly title: string } | null;
  /** MAN-1. Of a motion that makes an office, gives it or takes it back. */
  readonly office: OfficeAsked | null;
  readonly iSealed: boolean;
  /** Counting now over what this machine has heard; the official result when closed. */
  readonly result: ResultView;
  readonly rollCall: readonly RollCallRow[];
  /** Others who hold my newest ballot; null without one. */
  readonly ballotReached: number | null;
  readonly attestations: readonly { readonly member: MemberRef; readonly round: number; readonly agrees: boolean; readonly time: number }[];
  /** POLL-5. Earlier rounds in which another result was certified; ascending. */
  readonly replacedRounds: readonly number[];
  readonly disputes: readonly { readonly member: MemberRef; readonly text: string; readonly time: number }[];
  readonly doubleAttesters: readonly MemberRef[];
}

/** The terms of an office, and whom it is to be given. */
export interface OfficeAsked extends Pick<OfficeView, "title" | "scope" | "instructions" | "constituents" | "seats" | "acts" | "floor" | "lapses" | "renewal"> {
  readonly nominees: readonly MemberRef[];
  /** Whom a certificate gave it: what they write below it are their reports (MAN-8). */
  readonly elected: readonly MemberRef[];
}

/** MEM-4, KEY-2. What became of a certified expulsion or reinstatement. */
export interface Followed {
  /** Of the member it is about, now. */
  readonly standing: Standing;
  /** When a key was made that whoever went does not have; null: not yet, or none was needed. */
  readonly keysRenewed: number | null;
}

export interface RollCallRow {
  readonly member: MemberRef;
  /** Null: no ballot here. */
  readonly choice: Choice | null;
  readonly time: number | null;
  readonly changed: boolean;
  readonly sealed: boolean;
  readonly status: BallotStatus;
  /** For a conflict or fork: the different choices. */
  readonly conflicting: readonly Choice[];
}

/** Whether the ballot counts, and if not why (POLL-2…6). */
export type BallotStatus = "counted" | "onPaper" | "none" | "withdrawn" | "conflict" | "forked" | "late" | "afterSeal" | "invalid" | "expelled" | "revoked";
