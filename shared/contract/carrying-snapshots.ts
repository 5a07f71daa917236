/** What is carried between members who are not online together: bundles and folders. */
import type { MemberRef } from "./member-ref.ts";

/** What a bundle brought, or a file in a folder. */
export interface CarriedReport {
  /**
   * whole: all was read. cutShort: its end is missing. damaged: something in it was altered. notMine: it is for others, or
   * no bundle. forged: it bears a name that did not sign it. What was whole before the trouble was taken.
   */
  readonly end: "whole" | "cutShort" | "damaged" | "notMine" | "forged";
  readonly group: { readonly id: string; readonly name: string } | null;
  /** Who wrote it, and when by their clock; null where that is not certain. */
  readonly from: MemberRef | null;
  readonly written: number | null;
  /** Entries in it. */
  readonly read: number;
  /** Those that were new here, by what they are. */
  readonly fresh: { readonly posts: number; readonly motions: number; readonly ballots: number; readonly documents: number; readonly files: number; readonly others: number };
  /** Files that are whole here now, and were not. */
  readonly filled: number;
  /** Entries that take effect once something earlier has come too. */
  readonly waiting: number;
}

/** Folders the group uses on this machine. */
export type FoldersSnapshot = readonly {
  readonly folder: string;
  /** looking: not looked through yet. fine: all of it was, and all that is here is in it, but for `lacking`. Otherwise why not. */
  readonly state: "looking" | "fine" | FolderTrouble;
  readonly files: number;
  /** For others, or of other groups. */
  readonly foreign: number;
  /** Not whole, or damaged: half a copy, mostly. */
  readonly spoilt: number;
  /** Entries that are here and not in it yet. */
  readonly lacking: number;
  readonly looked: number | null;
  /** The newest file that brought something. */
  readonly last: CarriedReport | null;
  /** Files of the group up to this size lie there too, in bytes; 0 for none. */
  readonly filesUpTo: number;
}[];

/** gone: it is not there (any more). readOnly: nothing may be written there. */
export type FolderTrouble = "gone" | "readOnly" | "full" | "taken" | "failed";

export interface BundlesSnapshot {
  /** Everybody else, with what a bundle for them would hold. */
  readonly members: readonly {
    readonly member: MemberRef;
    /** Entries not known to be with them. */
    readonly fresh: number;
    readonly heard: number | null;
  }[];
  /** Entries here. */
  readonly all: number;
}
