/**
 * What was looked for last, so that coming back from what was found shows it again. Kept in memory and no further: an
 * address would go into the browser's history, on disk. It goes with the pages when the profile is locked.
 */
import { createContext, useContext, useRef, type ReactNode } from "react";
import type { SearchAnswer, SearchPlace } from "../../../shared/contract/search.ts";

export type Since = "any" | "week" | "month" | "year";

export interface Looked {
  readonly text: string;
  /** One of the places, the whole group, or every group. */
  readonly where: SearchPlace | "group" | "all";
  readonly person: string | null;
  readonly since: Since;
}

export interface KeptSearch {
  group: string | null;
  looked: Looked;
  answer: SearchAnswer | null;
}

export const nothingLooked: Looked = { text: "", where: "group", person: null, since: "any" };

const KeptContext = createContext<KeptSearch | null>(null);

export function KeptSearchProvider({ children }: { readonly children: ReactNode }) {
  const kept = useRef<KeptSearch>({ group: null, looked: nothingLooked, answer: null });
  return <KeptContext value={kept.current}>{children}</KeptContext>;
}

export function useKeptSearch(): KeptSearch {
  const kept = useContext(KeptContext);
  if (!kept) throw new Error("no KeptSearchProvider above this component");
  return kept;
}
