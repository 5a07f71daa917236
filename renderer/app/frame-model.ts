/** What the frame shows: the group we are in, or the last one on pages of no group. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { useMediaNeeded } from "../engine/media.ts";
import { useParts } from "../engine/snapshot.ts";
import type { FrameSnapshot, GroupOfFrame } from "./Frame.tsx";
import { places } from "./paths.ts";
import type { GroupRow, GroupSnapshot, ProfileSnapshot } from "../../shared/contract/snapshots.ts";

const noGroup = "0".repeat(64);

export function useFrame(profile: ProfileSnapshot, groups: readonly GroupRow[]): FrameSnapshot {
  const { t } = useTranslation("app");
  const [location] = useLocation();
  const mediaNeeded = useMediaNeeded();
  const [, at, place] = /^\/g\/([0-9a-f]{64})\/([a-z]+)/.exec(location) ?? [];
  const [last, setLast] = useState<string | null>(null);
  if (at !== undefined && at !== last && groups.some((row) => row.id === at)) setLast(at);
  const shown = at ?? last ?? groups[0]?.id ?? null;
  // A query must always name a group; none has this id.
  const group = useParts({ query: "group", group: shown ?? noGroup }, aboveFoot) ?? null;
  return {
    me: profile.name,
    groups,
    group,
    here: places.find((each) => each === place) ?? null,
    searching: place === "search",
    news: [...(profile.copy === "waiting" ? [t("foot.copy")] : []), ...(mediaNeeded ? [t("foot.media")] : [])],
  };
}

/** Not the foot, which changes with every few words somebody writes: it asks for itself. */
const aboveFoot = ({ id, name, members, counts }: GroupSnapshot): GroupOfFrame => ({ id, name, members, counts });
