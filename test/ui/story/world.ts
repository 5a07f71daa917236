/** What the story's engine in memory keeps, and how it begins. */
import type { RelaysSnapshot } from "../../../shared/contract/relay-snapshots.ts";
import type { DocumentSnapshot, InviteRow, JoinRow, MotionSnapshot, ProfileSnapshot, ShelfSnapshot, ThreadSnapshot } from "../../../shared/contract/snapshots.ts";
import { letterOf } from "./documents.ts";
import { motionsOf, threadsOf } from "./harbour-street.ts";
import type { StoryIdentity } from "./identity.ts";
import { notesOf, shelvesOf } from "./library.ts";
import { relaysOf } from "./relays.ts";

export type StoryState = "fresh" | "locked" | "copied" | "open" | "founding" | "empty" | "back";

export interface World {
  profile: ProfileSnapshot;
  /** There is no group yet. */
  empty: boolean;
  /** The founding act is still to come. */
  founding: boolean;
  joins: readonly JoinRow[];
  identity: StoryIdentity;
  /** I came back with my words, and hear of a telephone that writes as me. */
  unknownMachine: boolean;
  threads: readonly ThreadSnapshot[];
  shelves: readonly ShelfSnapshot[];
  /** Discussions of items of the library. */
  notes: readonly ThreadSnapshot[];
  motions: readonly MotionSnapshot[];
  letter: DocumentSnapshot;
  invites: readonly InviteRow[];
  relays: RelaysSnapshot;
  /** Members whose posts are folded away. */
  readonly muted: Set<string>;
  readonly drafts: Map<string, string>;
}

export function worldOf(state: StoryState, now: number): World {
  return {
    profile: {
      state: state === "fresh" ? "none" : state === "locked" ? "locked" : "open",
      copy: state === "copied" ? "asking" : "no",
      name: "Inés Carrasco",
      signalling: ["ws://harbour.example:4444"],
      stun: [],
      ownAddresses: ["ws://192.168.1.20:41711"],
      files: { auto: 2 * 1_000_000, quota: 2_000_000_000 },
    },
    empty: state === "empty" || state === "fresh",
    founding: state === "founding",
    joins: [],
    identity: { written: null },
    unknownMachine: state === "back",
    threads: threadsOf(now),
    shelves: state === "founding" ? [] : shelvesOf(now),
    notes: [notesOf(now)],
    motions: motionsOf(now),
    letter: letterOf(now),
    invites: [],
    relays: relaysOf(now),
    muted: new Set(),
    drafts: new Map(),
  };
}
