/** Ties starting a discussion to the engine. */
import { useLocation } from "wouter";
import { paths } from "../../app/paths.ts";
import { useRun } from "../../engine/run.ts";
import { useAct } from "../../engine/use-act.ts";
import { useAttaching } from "../files/attaching.ts";
import type { NewThreadActions, NewThreadSnapshot } from "./NewThreadView.tsx";
import { useTitledDraft } from "./titled-draft.ts";

export function useNewThread(group: string): { snapshot: NewThreadSnapshot; actions: NewThreadActions } {
  const run = useRun();
  const { act, busy, refusal } = useAct();
  const [, go] = useLocation();
  const draft = useTitledDraft(`thread:new:${group}`);
  const attaching = useAttaching(group, `thread:new:${group}`);
  const { title, text } = draft;
  return {
    snapshot: { group, title, text, state: draft.state, attaching, refusal, busy },
    actions: {
      writeTitle: draft.writeTitle,
      writeText: draft.writeText,
      start: async () => {
        const done = await act(run({ type: "thread.start", group, title: title.trim(), text: text.trim(), files: attaching.uploads.map(({ id }) => id) }));
        if (!done) return;
        draft.clear();
        go(paths.thread(group, done.answer.thread), { replace: true });
      },
    },
  };
}
