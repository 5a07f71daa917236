/** Who belongs, who went and why, and what happened in the group (MEM-3…8). */
import type { MandateEnd } from "./mandate-names.ts";
import type { MemberRef } from "./member-ref.ts";
import type { MotionKind } from "./motion-state.ts";
import type { Refusal } from "./refusals.ts";

/** MEM-6. Of these only who is active or suspended is a member. */
export type Standing = "active" | "suspended" | "held" | "void" | "left" | "removed";

export interface MembersSnapshot {
  readonly eightWords: readonly string[];
  readonly members: readonly MemberRow[];
  readonly invites: readonly InviteRow[];
}

/** ID-3. "changed": they have a machine since that they had not then; "namesake": somebody else of this name was compared. */
export type ComparedState = { readonly is: "no" } | { readonly is: "compared"; readonly at: number } | { readonly is: "changed"; readonly at: number } | { readonly is: "namesake" };

export interface MemberRow extends MemberRef {
  readonly founder: boolean;
  /** Named by a certified motion: votes on motions opened now (MEM-7). */
  readonly votes: boolean;
  /** MEM-6. Of the others only who is suspended is still a member. */
  readonly standing: Standing;
  /** A motion that would name this member is under way. */
  readonly namingMotion: string | null;
  /** Shares an invite with another joiner; a motion must choose (MEM-3). */
  readonly inviteDoubled: boolean;
  readonly admittedBy: string | null;
  /** LAW-4. What keeps machines from naming them: more must stand for them, or a member must open a motion; null: nothing. */
  readonly awaits: "sponsors" | "motion" | null;
  /** Who stands for them; of a voting member nobody. */
  readonly sponsors: readonly MemberRef[];
  /** LAW-5. Not heard of for as long as the bylaws say. */
  readonly dormant: boolean;
  readonly joined: number;
  /** Their machine wrote two histories (LOG-7). */
  readonly forked: boolean;
  readonly reached: boolean;
  readonly heard: number | null;
  /** Expulsions that are not lifted, newest first: one that stands removed them, one in dispute suspends them. */
  readonly removals: readonly { readonly motion: string; readonly title: string; readonly time: number; readonly stands: boolean }[];
  readonly leftAt: number | null;
  /** By this person, on this machine. */
  readonly compared: ComparedState;
}

export interface InviteRow {
  readonly id: string;
  readonly by: MemberRef;
  readonly created: number;
  readonly expires: number;
  readonly state: "open" | "spent" | "revoked" | "expired";
  /** Only for invites that are open. */
  readonly link: string | null;
}

/** One member as their own page shows them. */
export interface MemberSnapshot extends MemberRow {
  /** A motion to expel them or take them back that is not decided yet. */
  readonly underWay: { readonly motion: string; readonly title: string; readonly what: Proposal } | null;
  /** What happened to their membership, newest first. */
  readonly history: readonly ChronicleRow[];
  /** ID-3. Sixty digits to compare face to face; null: of oneself, or gone. */
  readonly safetyNumber: string | null;
  /** Their posts are folded away, on this machine alone. */
  readonly muted: boolean;
  /** Why it cannot be put to the vote now; null: it can. */
  readonly barred: Readonly<Record<Proposal, Refusal["kind"] | null>>;
  /** Who would decide about them, by name. */
  readonly voters: readonly MemberRef[];
  /** So many days such a motion is open, by the bylaws. */
  readonly openDays: number;
  /** LAW-5. Days in which a removal is not counted, so that they can answer. */
  readonly noticeDays: number;
}

export type Proposal = "expulsion" | "reinstatement";

export interface ChronicleRow {
  readonly id: string;
  readonly time: number;
  readonly what:
    | { readonly is: "founded"; readonly by: MemberRef }
    | { readonly is: "joined"; readonly who: MemberRef; readonly by: MemberRef }
    | { readonly is: "named"; readonly who: readonly MemberRef[]; readonly motion: string }
    /** LAW-4. A voting member stands for a newcomer. */
    | { readonly is: "sponsored"; readonly who: MemberRef; readonly by: MemberRef }
    | { readonly is: "motionOpened"; readonly by: MemberRef; readonly motion: string; readonly kind: MotionKind; readonly title: string }
    | { readonly is: "motionDecided"; readonly motion: string; readonly kind: MotionKind; readonly title: string; readonly adopted: boolean }
    /** LAW-2. */
    | { readonly is: "bylawsChanged"; readonly motion: string; readonly title: string }
    | { readonly is: "proposed"; readonly what: Proposal; readonly by: MemberRef; readonly who: MemberRef; readonly motion: string }
    /** `stands` false: in dispute, so they are suspended. */
    | { readonly is: "removed"; readonly who: MemberRef; readonly motion: string; readonly stands: boolean }
    | { readonly is: "reinstated"; readonly who: MemberRef; readonly motion: string }
    | { readonly is: "left"; readonly who: MemberRef }
    /** MEM-3. An invitation that nobody has used yet. */
    | { readonly is: "invited"; readonly by: MemberRef }
    | { readonly is: "inviteRevoked"; readonly by: MemberRef }
    /** ID-2, ID-4. Another machine of a member, by the name it was given. */
    | { readonly is: "machineLinked"; readonly who: MemberRef; readonly machine: string }
    | { readonly is: "machineShutOut"; readonly who: MemberRef; readonly machine: string }
    /** MAN-1, MAN-6. `title`: of the office. */
    | { readonly is: "elected"; readonly who: readonly MemberRef[]; readonly title: string; readonly motion: string }
    | { readonly is: "mandateEnded"; readonly who: MemberRef; readonly title: string; readonly by: MandateEnd }
    | { readonly is: "meetingCalled"; readonly by: MemberRef; readonly meeting: string; readonly title: string }
    | { readonly is: "meetingEnded"; readonly meeting: string; readonly title: string }
    /** KEY-2. `without`: who cannot read what is written under the new key, as far as they went since the key before. */
    | { readonly is: "keysRenewed"; readonly without: readonly MemberRef[] }
    | { readonly is: "forked"; readonly who: MemberRef }
    | { readonly is: "rejected"; readonly who: MemberRef | null; readonly reason: string }
    | { readonly is: "doubleAttested"; readonly who: MemberRef; readonly motion: string; readonly title: string }
    | { readonly is: "votedTwice"; readonly who: MemberRef; readonly motion: string; readonly title: string }
    | { readonly is: "inviteDoubled"; readonly who: readonly MemberRef[] };
}
