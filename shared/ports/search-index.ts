/**
 * What is searched, kept on disk beside everything else and encrypted with it (REST-1). It finds words, knows nothing of
 * languages: words come folded (shared/search/words.ts), so that every adapter agrees. Contract suite:
 * test/contract/search.test.ts, run on every adapter.
 */
export interface SearchIndex {
  /** The mark last kept for this owner; 0 at first. */
  mark(owner: string): Promise<number>;
  /** All or nothing. An item replaces the one with its id. */
  update(change: SearchUpdate): Promise<void>;
  /** Ids of the items that have everything wanted, the latest `time` first. */
  find(wanted: SearchWanted): Promise<readonly Uint8Array[]>;
}

export interface SearchUpdate {
  readonly put: readonly SearchItem[];
  /** Ids; also of what is not there. */
  readonly remove: readonly Uint8Array[];
  /** How far the owner has come with what it was to put here; kept with the rest or not at all. */
  readonly mark: { readonly owner: string; readonly at: number };
}

/** Words, and tags, are letters, marks and digits only. */
export interface SearchItem {
  readonly id: Uint8Array;
  /** ms since 1970. */
  readonly time: number;
  readonly title: readonly string[];
  readonly text: readonly string[];
  readonly tags: readonly string[];
}

export interface SearchWanted {
  /** Each of them whole, in the title or, unless `in` says otherwise, the text. */
  readonly words: readonly string[];
  /** And a word that begins so; null for none. */
  readonly beginning: string | null;
  readonly in: "title" | "anywhere";
  readonly tags: readonly string[];
  /** ms since 1970, both ends included; null for no bound. */
  readonly from: number | null;
  readonly to: number | null;
  readonly limit: number;
}
