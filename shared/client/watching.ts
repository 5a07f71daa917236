/**
 * Who watches what. A change marks a scope; soon after, each watcher of it gets a new snapshot if it differs. The first
 * change is shown at once, a stream of them at most every so many ms and in a quarter of the time, in a tenth while still more
 * is known to come, so that catching up with thousands of posts does not recompute a page thousands of times. What is written
 * in documents has a lane of its own: no page that takes long to make holds it up.
 */
import type { Query, QueryName, Snapshots } from "../contract/snapshots.ts";
import { seconds } from "../base/units.ts";
import type { Clock } from "../ports/clock.ts";
import { withPartsOf } from "./kept-parts.ts";

/** "profile" for what belongs to no group, else a group id. */
export type Scope = string;

/** What changes far more often than anything else: files on this machine while one is fetched, a text while somebody types. */
export type Part = "files" | "writing";

interface Watcher {
  readonly query: Query;
  readonly scope: Scope;
  readonly part: Part | null;
  readonly seen: (snapshot: Snapshots[QueryName]) => void;
  last: unknown;
  /** Snapshots asked for so far, and the newest of them that has come. */
  asked: number;
  come: number;
}

const parts: { readonly [Q in QueryName]?: Part } = { files: "files", file: "files", uploads: "files", document: "writing", documentHistory: "writing" };
const paces: Readonly<Record<"writing" | "others", number>> = { writing: 8, others: 20 };
/** So many times as long as showing took, nothing is shown again. */
const rest = 3;
const restWhileMoreComes = 9;
/** No page takes longer: the machine slept meanwhile, or its clock was set. */
const longestShowing = seconds(10);
const longestRest = seconds(5);
const nothingYet = Symbol();

export class Watching {
  readonly #watchers = new Set<Watcher>();
  readonly #writing: Lane;
  readonly #others: Lane;

  constructor(
    clock: Clock,
    private readonly snapshot: (query: Query) => Promise<Snapshots[QueryName]> | Snapshots[QueryName],
    /** Much of this scope is on its way: what is shown now is soon past. */
    moreComes: (scope: Scope) => boolean = () => false,
  ) {
    const show = (watcher: Watcher): Promise<void> => this.#show(watcher);
    this.#writing = new Lane(clock, show, paces.writing, () => false);
    this.#others = new Lane(clock, show, paces.others, moreComes);
  }

  watch<Q extends Query>(query: Q, seen: (snapshot: Snapshots[Q["query"]]) => void): () => void {
    const watcher: Watcher = { query, scope: "group" in query ? query.group : "profile", part: parts[query.query] ?? null, seen: seen as Watcher["seen"], last: nothingYet, asked: 0, come: 0 };
    this.#watchers.add(watcher);
    this.#mark([watcher]);
    return () => {
      this.#watchers.delete(watcher);
      this.#laneOf(watcher).forget(watcher);
    };
  }

  /** Something in a scope changed; every watcher when none is named. */
  changed(scope?: Scope): void {
    this.#mark([...this.#watchers].filter((watcher) => scope === undefined || watcher.scope === scope || watcher.scope === "profile"));
  }

  /** One part of a scope changed, and nothing else. */
  partChanged(part: Part, scope: Scope): void {
    this.#mark([...this.#watchers].filter((watcher) => watcher.part === part && watcher.scope === scope));
  }

  #mark(watchers: readonly Watcher[]): void {
    for (const lane of [this.#writing, this.#others]) lane.mark(watchers.filter((watcher) => this.#laneOf(watcher) === lane));
  }

  #laneOf({ part }: Watcher): Lane {
    return part === "writing" ? this.#writing : this.#others;
  }

  /** A snapshot that took long never replaces a newer one. */
  async #show(watcher: Watcher): Promise<void> {
    const asked = ++watcher.asked;
    const next = await this.snapshot(watcher.query);
    if (!this.#watchers.has(watcher) || asked < watcher.come) return;
    watcher.come = asked;
    const shown = withPartsOf(watcher.last, next);
    if (Object.is(shown, watcher.last)) return;
    watcher.last = shown;
    watcher.seen(shown as Snapshots[QueryName]);
  }
}

/** Watchers that are shown what changed together, and then let others have the machine for a while. */
class Lane {
  readonly #dirty = new Set<Watcher>();
  #timer: { readonly at: number; readonly cancel: () => void } | null = null;
  #restUntil = -Infinity;
  #longRestUntil = -Infinity;

  constructor(
    private readonly clock: Clock,
    private readonly show: (watcher: Watcher) => Promise<void>,
    private readonly pace: number,
    private readonly moreComes: (scope: Scope) => boolean,
  ) {}

  mark(watchers: readonly Watcher[]): void {
    for (const watcher of watchers) this.#dirty.add(watcher);
    if (this.#dirty.size === 0) return;
    const now = this.clock.now();
    const dirty = [...this.#dirty];
    const more = dirty.every(({ last }) => last !== nothingYet) && [...new Set(dirty.map(({ scope }) => scope))].some((scope) => this.moreComes(scope));
    const at = Math.min(Math.max(now, more ? this.#longRestUntil : this.#restUntil), now + longestRest);
    if (this.#timer !== null && this.#timer.at <= at) return;
    this.#timer?.cancel();
    const cancel = this.clock.after(at - now, () => {
      this.#timer = null;
      void this.#showAll();
    });
    this.#timer = { at, cancel };
  }

  forget(watcher: Watcher): void {
    this.#dirty.delete(watcher);
  }

  async #showAll(): Promise<void> {
    const start = this.clock.now();
    this.#longRestUntil = this.#restUntil = start + this.pace;
    const due = [...this.#dirty];
    this.#dirty.clear();
    await Promise.all(due.map((watcher) => this.show(watcher)));
    const end = this.clock.now();
    const took = end - start < longestShowing ? end - start : 0;
    this.#restUntil = Math.max(this.#restUntil, end + rest * took);
    this.#longRestUntil = Math.max(this.#longRestUntil, end + restWhileMoreComes * took);
  }
}
