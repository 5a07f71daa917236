/** Ties starting a discussion to the engine. The draft keeps the title in its first line, the post below. */
import { useLocation } from "wouter";
import { paths } from "../../app/paths.ts";
import { useRun } from "../../engine/run.ts";
import { useAct } from "../../engine/use-act.ts";
import { useAttaching } from "../files/attaching.ts";
import { useDraft } from "./draft.ts";
import type { NewThreadActions, NewThreadSnapshot } from "./NewThreadView.tsx";

export function useNewThread(group: string): { snapshot: NewThreadSnapshot; actions: NewThreadActions } {
  const run = useRun();
  const { act, busy, refusal } = useAct();
  const [, go] = useLocation();
  const draft = useDraft(`thread:new:${group}`);
  const attaching = useAttaching(group, `thread:new:${group}`);
  const [title = "", ...lines] = draft.text.split("\n");
  const text = lines.join("\n");
  const keep = (nextTitle: string, nextText: string): void => draft.write(nextText === "" ? nextTitle : `${nextTitle}\n${nextText}`);
  return {
    snapshot: { group, title, text, state: draft.state, attaching, refusal, busy },
    actions: {
      writeTitle: (next) => keep(next.replaceAll("\n", " "), text),
      writeText: (next) => keep(title, next),
      start: async () => {
        const done = await act(run({ type: "thread.start", group, title: title.trim(), text: text.trim(), files: attaching.uploads.map(({ id }) => id) }));
        if (!done) return;
        draft.clear();
        go(paths.thread(group, done.answer.thread), { replace: true });
      },
    },
  };
}
