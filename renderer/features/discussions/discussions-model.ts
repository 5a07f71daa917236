/** Ties the list of discussions to the engine. */
import { useState } from "react";
import { useBeforeYou } from "../../app/before-you.ts";
import { useParts, useSnapshot } from "../../engine/snapshot.ts";
import type { GroupSnapshot } from "../../../shared/contract/snapshots.ts";
import { useAsked } from "./asked.ts";
import type { DiscussionsActions, DiscussionsSnapshot } from "./DiscussionsView.tsx";
import { useSettledOrder } from "./settled-order.ts";

export function useDiscussions(group: string): { snapshot: DiscussionsSnapshot; actions: DiscussionsActions } | undefined {
  const settled = useSettledOrder(useSnapshot({ query: "threads", group }));
  const asked = useAsked(group);
  const beforeYou = useBeforeYou(group);
  const about = useParts({ query: "group", group }, historyOf);
  // A discussion read in another window stays where it stood.
  const [freshIds, setFreshIds] = useState<ReadonlySet<string> | null>(null);
  if (settled === undefined) return undefined;
  const isFresh = freshIds ?? new Set(settled.rows.filter((row) => row.unread > 0).map((row) => row.id));
  if (freshIds === null && settled.rows.length > 0) setFreshIds(isFresh);
  return {
    snapshot: {
      group,
      fresh: settled.rows.filter((row) => !row.before && isFresh.has(row.id)),
      read: settled.rows.filter((row) => !row.before && !isFresh.has(row.id)),
      before: settled.rows.filter((row) => row.before),
      beforeYou,
      history: about?.history ?? "all",
      asking: new Set(asked.map((ask) => ask.thread)),
      arrived: settled.arrived,
    },
    actions: {
      showArrived: () => {
        settled.show();
        setFreshIds(null);
      },
    },
  };
}

const historyOf = ({ history }: GroupSnapshot) => ({ history });
