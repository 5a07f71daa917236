/**
 * Keeps one watch per query however many views show it, and the newest snapshot of each. A snapshot stays a while after
 * its last view has gone, so that coming back shows it at once; `forget` drops everything read (on lock).
 */
import type { EngineApi } from "../../shared/contract/port.ts";
import type { Query, Snapshots } from "../../shared/contract/snapshots.ts";

type SnapshotOf<Q extends Query> = Snapshots[Q["query"]];

interface Watched {
  value: Snapshots[Query["query"]] | undefined;
  readonly listeners: Set<() => void>;
  stop: (() => void) | null;
}

/** As many snapshots as are kept that no view shows. */
const mostKept = 24;

export class SnapshotStore {
  readonly #engine: EngineApi;
  readonly #watched = new Map<string, Watched>();

  constructor(engine: EngineApi) {
    this.#engine = engine;
  }

  get<Q extends Query>(query: Q): SnapshotOf<Q> | undefined {
    return this.#watched.get(keyOf(query))?.value as SnapshotOf<Q> | undefined;
  }

  subscribe(query: Query, listener: () => void): () => void {
    const key = keyOf(query);
    const watched = this.#watched.get(key) ?? { value: undefined, listeners: new Set(), stop: null };
    // The newest use goes to the end, so that the oldest is dropped first.
    this.#watched.delete(key);
    this.#watched.set(key, watched);
    watched.listeners.add(listener);
    watched.stop ??= this.#engine.watch(query, (snapshot) => {
      watched.value = snapshot;
      for (const each of watched.listeners) each();
    });
    return () => {
      watched.listeners.delete(listener);
      if (watched.listeners.size > 0) return;
      watched.stop?.();
      watched.stop = null;
      this.#dropOldest();
    };
  }

  /** Drops every snapshot that no view shows. */
  forget(): void {
    for (const [key, watched] of this.#watched) {
      if (watched.listeners.size === 0) this.#watched.delete(key);
    }
  }

  #dropOldest(): void {
    const idle = [...this.#watched].filter(([, watched]) => watched.listeners.size === 0);
    for (const [key] of idle.slice(0, Math.max(0, idle.length - mostKept))) this.#watched.delete(key);
  }
}

const keyOf = (query: Query): string => JSON.stringify(query);
