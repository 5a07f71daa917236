/** What the engine shows of meetings. */
import type { MemberRef } from "./member-ref.ts";
import type { MotionState } from "./motion-state.ts";
import type { MethodName } from "./commands.ts";
import type { HandCountView, OutcomeView } from "./result-snapshots.ts";

export interface MeetingRow {
  readonly id: string;
  readonly title: string;
  readonly place: string;
  /** When it is called for. */
  readonly at: number;
  readonly by: MemberRef;
  readonly began: number | null;
  readonly ended: number | null;
  readonly present: number;
  readonly items: number;
}

/** A member, or a guest by name. */
export type WhoView = { readonly is: "member"; readonly member: MemberRef } | { readonly is: "guest"; readonly name: string };

export interface MeetingSnapshot extends MeetingRow {
  readonly about: string;
  readonly keepers: readonly MemberRef[];
  readonly iKeep: boolean;
  /** Null: nobody has said whether I am there. */
  readonly iAmPresent: boolean | null;
  readonly attendance: readonly { readonly who: WhoView; readonly present: boolean; readonly by: MemberRef; readonly time: number }[];
  readonly agenda: readonly MeetingItem[];
  readonly current: string | null;
  readonly speakers: readonly SpeakerRow[];
  readonly notes: readonly MeetingNote[];
  /** Members of whom nobody has said whether they are there. */
  readonly unsaid: readonly MemberRef[];
}

export interface MeetingNote {
  readonly by: MemberRef;
  readonly time: number;
  readonly text: string;
}

export interface MeetingItem {
  readonly id: string;
  readonly title: string;
  readonly by: MemberRef;
  readonly motions: readonly MeetingMotion[];
  readonly notes: readonly MeetingNote[];
}

/** A motion opened under a point, and what was counted there without ballots (POLL-11). */
export interface MeetingMotion {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly state: MotionState;
  readonly outcome: OutcomeView | null;
  readonly method: MethodName;
  readonly options: number;
  readonly hands: readonly HandCountView[];
  /** Of the counted votes, those on paper. */
  readonly paper: { readonly counted: number; readonly of: number; readonly tellers: readonly MemberRef[] };
}

export interface SpeakerRow {
  readonly id: string;
  readonly who: WhoView;
  /** Who put them on the list. */
  readonly by: MemberRef;
  readonly asked: number;
  readonly called: { readonly by: MemberRef; readonly time: number } | null;
  readonly seconds: number | null;
}
