/**
 * What members wrote besides acts, each in its place, and beside it what does not count of it (MEM-4, MEM-8, ID-4): that
 * changes nothing, and can be shown as such.
 */
import type { EntryId } from "../base/ids.ts";
import { Deeds, deedsState, type DeedVoid } from "../deeds/deeds.ts";
import { Discussion, discussionState, type DiscussionVoid, type Written } from "../discussion/discussion.ts";
import { Documents, documentsState, type DocumentVoid } from "../document/documents.ts";
import { Files, filesState, type FileVoid } from "../files/files.ts";
import { Library, libraryState, type LibraryVoid } from "../library/library.ts";
import { isDiscussionKind, placeOf, type Place } from "../log/kind.ts";
import { Meetings, meetingsState, type MeetingVoid } from "../meeting/meetings.ts";

export type PlaceVoid = DeedVoid | DiscussionVoid | DocumentVoid | FileVoid | LibraryVoid | MeetingVoid;

/** What an entry changed that is told apart. */
export interface Touched {
  readonly thread: EntryId | null;
  readonly document: EntryId | null;
}

export type Author = Written & { readonly seq: number };

interface Aside {
  readonly by: Author;
  readonly kind: number;
  /** Of what can be shown. */
  readonly record: Uint8Array | null;
}

const nothing: Touched = { thread: null, document: null };

export class Places {
  #discussion = new Discussion();
  #documents: Documents;
  #library = new Library();
  #deeds = new Deeds();
  #meetings = new Meetings();
  #files = new Files();
  readonly #aside = new Map<EntryId, Aside>();
  #discussionAside: Discussion | null = null;

  constructor(
    private readonly voided: (id: EntryId, reason: PlaceVoid) => void,
    /** Told which entries one builds on besides those its header names. */
    private readonly named: (by: EntryId, others: readonly EntryId[]) => void,
    before: Places | null = null,
  ) {
    this.#documents = new Documents(voided, named, before && { documents: before.documents, lost: new Set() });
  }

  get discussion(): Discussion {
    return this.#discussion;
  }

  get documents(): Documents {
    return this.#documents;
  }

  get library(): Library {
    return this.#library;
  }

  get deeds(): Deeds {
    return this.#deeds;
  }

  get meetings(): Meetings {
    return this.#meetings;
  }

  get files(): Files {
    return this.#files;
  }

  /** Gives an entry effect. */
  add(by: Author, kind: number, record: Uint8Array): Touched {
    if (this.#aside.delete(by.id)) this.#discussionAside = null;
    const place = placeOf(kind);
    if (place === "documents") return { thread: null, document: this.#documents.add(by, kind, record) };
    if (place === "discussions") {
      const { touched, rejected } = this.#discussion.add(by, kind, record);
      for (const { id, reason } of rejected) this.voided(id, reason);
      return { thread: touched, document: null };
    }
    const beside = { library: this.#library, deeds: this.#deeds, meetings: this.#meetings, files: this.#files }[place];
    for (const { id, reason } of beside.add(by, kind, record)) this.voided(id, reason);
    return nothing;
  }

  // ---------------------------------------------------------------- what does not count

  setAside(by: Author, kind: number, record: Uint8Array): void {
    this.#aside.set(by.id, { by, kind, record: isDiscussionKind(kind) ? record : null });
    this.#discussionAside = null;
  }

  get aside(): ReadonlyMap<EntryId, Pick<Aside, "by" | "kind">> {
    return this.#aside;
  }

  /** Of discussions, as one of its own; null when there is nothing. */
  get discussionAside(): Discussion | null {
    if (this.#aside.size === 0) return null;
    if (this.#discussionAside === null) {
      this.#discussionAside = new Discussion();
      for (const { by, kind, record } of this.#aside.values()) if (record !== null) this.#discussionAside.add(by, kind, record);
    }
    return this.#discussionAside;
  }

  /** Empties a place, to be filled anew without what is `lost`. */
  empty(place: Place, lost: ReadonlySet<EntryId>): void {
    if (place === "discussions") this.#discussion = new Discussion();
    else if (place === "documents") this.#documents = new Documents(this.voided, this.named, { documents: this.#documents, lost });
    else if (place === "library") this.#library = new Library();
    else if (place === "deeds") this.#deeds = new Deeds();
    else if (place === "meetings") this.#meetings = new Meetings();
    else this.#files = new Files();
    for (const [id, { kind }] of this.#aside) if (placeOf(kind) === place) this.#aside.delete(id);
    this.#discussionAside = null;
  }

  /** For the state hash. Finds what is void in documents. */
  state(): readonly (readonly string[])[] {
    const documents = documentsState(this.#documents);
    return [discussionState(this.#discussion), documents, libraryState(this.#library), deedsState(this.#deeds), meetingsState(this.#meetings), filesState(this.#files)];
  }
}
