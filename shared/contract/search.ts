/** What a search finds, for `search` in commands.ts. */
import type { MemberRef } from "./member-ref.ts";

export const searchPlaces = ["discussions", "motions", "decisions", "documents", "library", "files", "members"] as const;
export type SearchPlace = (typeof searchPlaces)[number];

export type SearchKind = "thread" | "post" | "motion" | "decision" | "report" | "review" | "document" | "shelf" | "item" | "file" | "member";

/** A part of a text; `hit` is what was looked for. */
export interface SearchPart {
  readonly text: string;
  readonly hit: boolean;
}

export interface SearchHit {
  readonly group: string;
  readonly is: SearchKind;
  readonly id: string;
  readonly place: SearchPlace;
  /** The thing on whose page it stands: itself, or for a post what is discussed. */
  readonly page: { readonly id: string; readonly title: string };
  /** Empty for a post. */
  readonly title: readonly SearchPart[];
  /** Around the first of what was found. */
  readonly text: readonly SearchPart[];
  readonly author: MemberRef;
  /** ms since 1970; when a member joined. */
  readonly time: number;
}

export interface SearchAnswer {
  /** The best first. */
  readonly hits: readonly SearchHit[];
  /** Things that are here and not searched yet. */
  readonly pending: number;
}
