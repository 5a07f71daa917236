/** What the engine shows, to be used by models: renewed whenever the engine says so. */
import { useCallback, useSyncExternalStore } from "react";
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

/** Forgets everything that was read, when the profile is locked. */
export function useForget(): () => void {
  const { store } = useServed();
  return useCallback(() => store.forget(), [store]);
}
