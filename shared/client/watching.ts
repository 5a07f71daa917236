/**
 * Who watches what. A change marks a scope; soon after, each watcher of it gets a new snapshot if it differs. The first
 * change is shown at once, a stream of them at most every `pace` and in a quarter of the time, in a tenth while still more is
 * known to come, so that catching up with thousands of posts does not recompute a page thousands of times.
 */
import type { Query, QueryName, Snapshots } from "../contract/snapshots.ts";
import type { Clock } from "../ports/clock.ts";

/** "profile" for what belongs to no group, else a group id. */
export type Scope = string;

interface Watcher {
  readonly query: Query;
  readonly scope: Scope;
  /** Shows files on this machine, which change far more often than anything else while one is fetched. */
  readonly files: boolean;
  readonly seen: (snapshot: Snapshots[QueryName]) => void;
  last: unknown;
  /** Snapshots asked for so far, and the newest of them that has come. */
  asked: number;
  come: number;
}

const showsFiles: ReadonlySet<QueryName> = new Set(["files", "file", "uploads"]);
const pace = 20;
/** So many times as long as showing took, nothing is shown again. */
const rest = 3;
const restWhileMoreComes = 9;
const nothingYet = Symbol();

export class Watching {
  readonly #watchers = new Set<Watcher>();
  readonly #dirty = new Set<Watcher>();
  #timer: { readonly at: number; readonly cancel: () => void } | null = null;
  #restUntil = -Infinity;
  #longRestUntil = -Infinity;

  constructor(
    private readonly clock: Clock,
    private readonly snapshot: (query: Query) => Promise<Snapshots[QueryName]> | Snapshots[QueryName],
    /** Much of this scope is on its way: what is shown now is soon past. */
    private readonly moreComes: (scope: Scope) => boolean = () => false,
  ) {}

  watch<Q extends Query>(query: Q, seen: (snapshot: Snapshots[Q["query"]]) => void): () => void {
    const watcher: Watcher = { query, scope: "group" in query ? query.group : "profile", files: showsFiles.has(query.query), seen: seen as Watcher["seen"], last: nothingYet, asked: 0, come: 0 };
    this.#watchers.add(watcher);
    this.#dirty.add(watcher);
    this.#schedule();
    return () => {
      this.#watchers.delete(watcher);
      this.#dirty.delete(watcher);
    };
  }

  /** Something about files on this machine changed. */
  filesChanged(scope: Scope): void {
    for (const watcher of this.#watchers) if (watcher.files && watcher.scope === scope) this.#dirty.add(watcher);
    this.#schedule();
  }

  /** Something in a scope changed; every watcher when none is named. */
  changed(scope?: Scope): void {
    for (const watcher of this.#watchers) if (scope === undefined || watcher.scope === scope || watcher.scope === "profile") this.#dirty.add(watcher);
    this.#schedule();
  }

  #schedule(): void {
    if (this.#dirty.size === 0) return;
    const now = this.clock.now();
    const dirty = [...this.#dirty];
    const more = dirty.every(({ last }) => last !== nothingYet) && [...new Set(dirty.map(({ scope }) => scope))].some((scope) => this.moreComes(scope));
    const at = Math.max(now, more ? this.#longRestUntil : this.#restUntil);
    if (this.#timer !== null && this.#timer.at <= at) return;
    this.#timer?.cancel();
    const cancel = this.clock.after(at - now, () => {
      this.#timer = null;
      void this.#showAll();
    });
    this.#timer = { at, cancel };
  }

  async #showAll(): Promise<void> {
    const start = this.clock.now();
    this.#longRestUntil = this.#restUntil = start + pace;
    const due = [...this.#dirty];
    this.#dirty.clear();
    await Promise.all(due.map((watcher) => this.#show(watcher)));
    const end = this.clock.now();
    this.#restUntil = Math.max(this.#restUntil, end + rest * (end - start));
    this.#longRestUntil = Math.max(this.#longRestUntil, end + restWhileMoreComes * (end - start));
  }

  /** A snapshot that took long never replaces a newer one. */
  async #show(watcher: Watcher): Promise<void> {
    const asked = ++watcher.asked;
    const next = await this.snapshot(watcher.query);
    if (!this.#watchers.has(watcher) || asked < watcher.come) return;
    watcher.come = asked;
    if (same(watcher.last, next)) return;
    watcher.last = next;
    watcher.seen(next);
  }
}

/** Equal in value; parts that are the same object are not looked into, nor are bytes. */
function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (a instanceof Uint8Array) return false;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((item, i) => same(item, b[i]));
  }
  const [x, y] = [a as Record<string, unknown>, b as Record<string, unknown>];
  const keys = Object.keys(x);
  return keys.length === Object.keys(y).length && keys.every((key) => same(x[key], y[key]));
}
