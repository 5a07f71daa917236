/** What of a place does not count, from the engine. */
import { useMemo } from "react";
import { useSnapshot } from "../../engine/snapshot.ts";
import type { AsideRow } from "../../../shared/contract/snapshots.ts";

export function useAside(group: string, place: AsideRow["place"]): readonly AsideRow[] {
  const rows = useSnapshot({ query: "aside", group });
  return useMemo(() => (rows ?? []).filter((row) => row.place === place), [rows, place]);
}
