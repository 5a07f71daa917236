/**
 * Keeps the search index of one group behind what the group knows: what changed is noted at once and put into the index
 * in small batches, in a quarter of the time and not while much is coming, so that neither writing nor catching up waits
 * for it. How far it has come is kept with each batch; after a crash it goes on from there.
 */
import { idBytes, type EntryId } from "../../base/ids.ts";
import type { Clock } from "../../ports/clock.ts";
import type { SearchIndex, SearchItem } from "../../ports/search-index.ts";
import { wordsOf } from "../../search/words.ts";
import type { GroupContext } from "../group-context.ts";
import { concerns } from "./concerns.ts";
import { thingOf, type Thing } from "./things.ts";

const batch = 100;
const pace = 50;
/** So many times as long as a batch took, nothing is indexed. */
const rest = 3;
/** Changes that follow one another closer than this put indexing off, but not for longer than this in all. */
const quiet = 300;
const longest = 5000;
/** Entries are read back in nearly the order they were placed; so many before the mark are looked at again. */
const margin = 2000;

export class Indexer {
  /** What is to be put in, and before which entry of the log it was still unchanged. */
  readonly #due = new Map<EntryId, number>();
  /** Until it is known from where to go on, nothing is put in. */
  #begun = false;
  #noted = 0;
  #working: Promise<void> | null = null;
  #cancel: (() => void) | null = null;
  #changedAt = -Infinity;
  #putAt = -Infinity;
  #stopped = false;

  constructor(
    private readonly context: GroupContext,
    private readonly index: SearchIndex,
    private readonly clock: Clock,
    /** Reads a little of a long document. */
    private readonly readOn: (document: EntryId) => Promise<void>,
  ) {
    this.#noted = context.group.log.size;
  }

  /** Notes what came since the mark. */
  async begin(): Promise<void> {
    const mark = await this.index.mark(this.context.group.group);
    const { fold } = this.context.group;
    let place = 0;
    for (const entry of fold.log.placed()) {
      const at = place++;
      if (at < mark - margin) continue;
      const { kind } = entry.decoded;
      const thing = concerns(entry.id, kind, () => fold.recordOf(entry));
      if (thing !== null) this.#note(thing, at);
    }
    this.#begun = true;
    this.#schedule(pace);
  }

  changed(things: ReadonlySet<EntryId>): void {
    if (things.size > 0) this.#changedAt = this.clock.now();
    for (const id of things) this.#note(id, this.#noted);
    this.#noted = this.context.group.log.size;
    this.#schedule(pace);
  }

  /** Things that are here and not in the index yet. */
  get pending(): number {
    return this.#due.size;
  }

  /** Puts in what came last, so that one finds what one has just written; a long list is left to its pace. */
  async catchUp(): Promise<void> {
    await this.#working;
    if (this.#due.size <= batch) await this.#work();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancel?.();
    await this.#working;
  }

  #note(id: EntryId, at: number): void {
    this.#due.set(id, Math.min(at, this.#due.get(id) ?? at));
  }

  #schedule(wait: number): void {
    if (this.#cancel !== null || this.#stopped || !this.#begun || this.#due.size === 0) return;
    this.#cancel = this.clock.after(wait, () => {
      this.#cancel = null;
      const start = this.clock.now();
      if (this.#due.size > batch && start - this.#changedAt < quiet && start - this.#putAt < longest) return this.#schedule(quiet);
      this.#putAt = start;
      void this.#work().then(() => this.#schedule(Math.max(pace, rest * (this.clock.now() - start))));
    });
  }

  #work(): Promise<void> {
    return (this.#working ??= this.#putBatch().finally(() => {
      this.#working = null;
    }));
  }

  async #putBatch(): Promise<void> {
    if (!this.#begun || this.#stopped || this.#due.size === 0) return;
    const { group } = this.context;
    const put: SearchItem[] = [];
    const remove: Uint8Array[] = [];
    for (const [id, at] of [...this.#due].slice(0, batch)) {
      this.#due.delete(id);
      const thing = thingOf(this.context, id);
      if (thing === "unread") {
        await this.readOn(id);
        this.#due.set(id, at);
      } else if (thing === null) remove.push(idBytes(id));
      else put.push(itemOf(group.group, id, thing));
    }
    const at = [...this.#due.values()].reduce((least, each) => Math.min(least, each), this.#noted);
    try {
      await this.index.update({ put, remove, mark: { owner: group.group, at } });
    } catch {
      // The disk failed, or the profile was locked meanwhile: what was not put in is found again from the mark.
      this.#stopped = true;
    }
  }
}

const folded = (text: string): readonly string[] => [...new Set(wordsOf(text).map((word) => word.folded))];

/** A decision is a motion, too. */
function itemOf(group: string, id: EntryId, { is, place, page, title, text, author, time }: Thing): SearchItem {
  return { id: idBytes(id), time, title: folded(title), text: folded(text), tags: [group, page.id, author, is, place, ...(is === "decision" ? ["motions"] : [])] };
}
