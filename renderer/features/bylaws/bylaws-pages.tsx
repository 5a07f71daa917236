/** The bylaws and changing them, tied to the engine. */
import { useMemo } from "react";
import { useLocation } from "wouter";
import { paths } from "../../app/paths.ts";
import { useRun } from "../../engine/run.ts";
import { useSnapshot } from "../../engine/snapshot.ts";
import { useAct } from "../../engine/use-act.ts";
import { useDraft } from "../discussions/draft.ts";
import type { BylawsSnapshot } from "../../../shared/contract/bylaws.ts";
import { BylawsView } from "./BylawsView.tsx";
import { changedBy, draftOf, readChange, type ChangeDraft } from "./change-draft.ts";
import { ChangeView } from "./ChangeView.tsx";

export function BylawsPage({ group }: { readonly group: string }) {
  const bylaws = useSnapshot({ query: "bylaws", group });
  return bylaws ? <BylawsView group={group} bylaws={bylaws} /> : <main />;
}

export function ChangeBylawsPage({ group }: { readonly group: string }) {
  const bylaws = useSnapshot({ query: "bylaws", group });
  return bylaws ? <Change group={group} now={bylaws} /> : <main />;
}

function Change({ group, now }: { readonly group: string; readonly now: BylawsSnapshot }) {
  const run = useRun();
  const [, go] = useLocation();
  const { act, busy, refusal } = useAct();
  const kept = useDraft(`bylaws:${group}`);
  const draft = useMemo(() => readChange(kept.text) ?? draftOf(now.bylaws, now.motion), [kept.text, now]);
  const to = changedBy(draft, now.bylaws);
  const write = (change: Partial<ChangeDraft>): void => kept.write(JSON.stringify({ ...draft, ...change }));

  async function open(): Promise<void> {
    if (to === null) return;
    const done = await act(run({ type: "bylaws.change", group, title: draft.title, grounds: draft.grounds, bylaws: to, replaces: draft.under }));
    if (!done) return;
    kept.clear();
    go(paths.motion(group, done.answer.motion), { replace: true });
  }

  const snapshot = { group, from: now.bylaws, draft, kept: kept.state, to, isSame: JSON.stringify(to) === JSON.stringify(now.bylaws), moved: draft.under !== now.motion, busy, refusal };
  return <ChangeView snapshot={snapshot} actions={{ write, goOn: () => write({ under: now.motion }), clear: kept.clear, open: () => void open() }} />;
}
