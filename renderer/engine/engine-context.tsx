/** The engine that serves this window, put above all pages once. Models reach it through `useSnapshot` and `useRun`. */
import { createContext, useContext, useState, type ReactNode } from "react";
import { SnapshotStore } from "./snapshot-store.ts";
import type { EngineApi } from "../../shared/contract/port.ts";

interface Served {
  readonly engine: EngineApi;
  readonly store: SnapshotStore;
}

export const EngineContext = createContext<Served | null>(null);

export function EngineProvider({ engine, children }: { readonly engine: EngineApi; readonly children: ReactNode }) {
  const [served] = useState<Served>(() => ({ engine, store: new SnapshotStore(engine) }));
  return <EngineContext value={served}>{children}</EngineContext>;
}

export function useServed(): Served {
  const served = useContext(EngineContext);
  if (!served) throw new Error("no EngineProvider above this component");
  return served;
}
