/** What the engine shows, to be used by models: renewed whenever the engine says so. */
import { useCallback, useRef, useSyncExternalStore } from "react";
import { useServed } from "./engine-context.tsx";
import type { Query, Snapshots } from "../../shared/contract/snapshots.ts";

/** The newest snapshot of a query; undefined until the first has come. */
export function useSnapshot<Q extends Query>(query: Q): Snapshots[Q["query"]] | undefined {
  const { store } = useServed();
  // A query is a few strings: its text says whether it is another one.
  const key = JSON.stringify(query);
  const subscribe = useCallback((listener: () => void) => store.subscribe(JSON.parse(key) as Query, listener), [store, key]);
  return useSyncExternalStore(subscribe, () => store.get(query));
}

/** Some fields of the newest snapshot, for what is not to be drawn anew whenever another changes. */
export function useParts<Q extends Query, P extends object>(query: Q, part: (snapshot: NonNullable<Snapshots[Q["query"]]>) => P): P | null | undefined {
  const { store } = useServed();
  const last = useRef<P | null>(null);
  const key = JSON.stringify(query);
  const subscribe = useCallback((listener: () => void) => store.subscribe(JSON.parse(key) as Query, listener), [store, key]);
  return useSyncExternalStore(subscribe, () => {
    const snapshot = store.get(query);
    if (snapshot === undefined || snapshot === null) return snapshot as null | undefined;
    const parts = part(snapshot);
    if (last.current === null || !isAlike(last.current, parts)) last.current = parts;
    return last.current;
  });
}

const isAlike = (a: object, b: object): boolean => Object.keys(b).every((field) => Object.is(a[field as keyof typeof a], b[field as keyof typeof b]));

/** Forgets everything that was read, when the profile is locked. */
export function useForget(): () => void {
  const { store } = useServed();
  return useCallback(() => store.forget(), [store]);
}
