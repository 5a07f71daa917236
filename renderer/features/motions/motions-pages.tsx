/** The pages of the place "Motions", as the router shows them. */
import { useRef } from "react";
import { useLocation, useSearchParams } from "wouter";
import { paths } from "../../app/paths.ts";
import { useSnapshot } from "../../engine/snapshot.ts";
import { useFocusOnAnswer } from "../discussions/Composer.tsx";
import type { MotionSnapshot } from "../../../shared/contract/snapshots.ts";
import { useMotionPage } from "./motion-model.ts";
import { MotionMissing, MotionView } from "./MotionView.tsx";
import { useMotions } from "./motions-model.ts";
import { MotionsView } from "./MotionsView.tsx";
import { useNewMotion } from "./new-motion-model.ts";
import { NewMotionView } from "./NewMotionView.tsx";

export function MotionsPage({ group }: { readonly group: string }) {
  const model = useMotions(group);
  return model ? <MotionsView {...model} /> : <main />;
}

/** `?post=` in the address leads to one post of its discussion. */
export function MotionPage({ group, motion }: { readonly group: string; readonly motion: string }) {
  const [, go] = useLocation();
  const snapshot = useSnapshot({ query: "motion", group, motion });
  if (snapshot === undefined) return <main />;
  if (snapshot === null) return <MotionMissing group={group} onBack={() => go(paths.place(group, "motions"))} />;
  return <KnownMotion group={group} motion={snapshot} />;
}

function KnownMotion({ group, motion }: { readonly group: string; readonly motion: MotionSnapshot }) {
  const [search] = useSearchParams();
  const scroll = useRef<HTMLElement>(null);
  const model = useMotionPage({ group, motion, target: search.get("post") });
  const field = useFocusOnAnswer(model.snapshot.composer.answering);
  return <MotionView {...model} scroll={scroll} field={field} />;
}

/** `?thread=` names the discussion the motion comes from, `?review=` the review (of `?decision=`), `?document=` the document that filled the form, `?meeting=` and `?point=` where it is opened. */
export function NewMotionPage({ group }: { readonly group: string }) {
  const [search] = useSearchParams();
  const model = useNewMotion(group, { thread: search.get("thread"), review: search.get("review"), decision: search.get("decision"), document: search.get("document"), meeting: search.get("meeting"), point: search.get("point") });
  return model ? <NewMotionView {...model} /> : <main />;
}
