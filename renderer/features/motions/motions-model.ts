/** Ties the list of motions to the engine. */
import { useMemo } from "react";
import { useSnapshot } from "../../engine/snapshot.ts";
import { useSettledOrder } from "../discussions/settled-order.ts";
import { isDecided, takesBallots } from "./motion-words.ts";
import type { MotionsActions, MotionsSnapshot } from "./MotionsView.tsx";

export function useMotions(group: string): { snapshot: MotionsSnapshot; actions: MotionsActions } | undefined {
  const about = useSnapshot({ query: "group", group });
  const motions = useSnapshot({ query: "motions", group });
  const sorted = useMemo(
    () =>
      motions && [
        ...motions.filter((motion) => takesBallots(motion.state)).sort((a, b) => a.deadline - b.deadline),
        ...motions.filter((motion) => isDecided(motion.state)).sort((a, b) => b.number - a.number),
      ],
    [motions],
  );
  const settled = useSettledOrder(sorted);
  if (!about || settled === undefined) return undefined;
  const barred = !about.constituted ? (about.iAmFounder ? "notConstitutedFounder" : "notConstituted") : about.iVote ? null : "notVoting";
  return {
    snapshot: {
      group,
      open: settled.rows.filter((motion) => takesBallots(motion.state)),
      decided: settled.rows.filter((motion) => isDecided(motion.state)),
      arrived: settled.arrived,
      barred,
    },
    actions: { showArrived: settled.show },
  };
}
