/** What the frame shows: the group we are in, or the last one on pages of no group. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { useMediaNeeded } from "../engine/media.ts";
import { useSnapshot } from "../engine/snapshot.ts";
import type { FrameSnapshot } from "./Frame.tsx";
import { useFootWords } from "./foot-sentence.ts";
import { places } from "./paths.ts";
import type { GroupRow, ProfileSnapshot } from "../../shared/contract/snapshots.ts";

const noGroup = "0".repeat(64);

export function useFrame(profile: ProfileSnapshot, groups: readonly GroupRow[]): FrameSnapshot {
  const { t } = useTranslation("app");
  const [location] = useLocation();
  const footWords = useFootWords();
  const mediaNeeded = useMediaNeeded();
  const [, at, place] = /^\/g\/([0-9a-f]{64})\/([a-z]+)/.exec(location) ?? [];
  const [last, setLast] = useState<string | null>(null);
  if (at !== undefined && at !== last && groups.some((row) => row.id === at)) setLast(at);
  const shown = at ?? last ?? groups[0]?.id ?? null;
  // A query must always name a group; none has this id.
  const group = useSnapshot({ query: "group", group: shown ?? noGroup }) ?? null;
  const foot = group ? footWords(group.foot) : { clauses: [t("foot.noGroup")], meaning: "noGroup", history: null };
  const first = [...(profile.copy === "waiting" ? [t("foot.copy")] : []), ...(mediaNeeded ? [t("foot.media")] : [])];
  return {
    me: profile.name,
    groups,
    group,
    here: places.find((each) => each === place) ?? null,
    searching: place === "search",
    foot: { clauses: [...first, ...foot.clauses], meaning: first.join() + foot.meaning, history: foot.history },
  };
}
