/** What asks me something I have not answered, as the agenda knows it. */
import { useMemo } from "react";
import { useSnapshot } from "../../engine/snapshot.ts";

export interface Ask {
  readonly thread: string;
  readonly post: string;
}

export function useAsked(group: string): readonly Ask[] {
  const agenda = useSnapshot({ query: "agenda", group });
  return useMemo(() => (agenda?.needs ?? []).flatMap((need) => (need.need === "reply" ? [{ thread: need.page.id, post: need.post }] : [])), [agenda]);
}
