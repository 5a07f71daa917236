/** Rewriting a post of one's own: the text is a draft like any other, so it outlives scrolling away and a crash. */
import { useRun } from "../../engine/run.ts";
import { useAct } from "../../engine/use-act.ts";
import type { PostView } from "../../../shared/contract/snapshots.ts";
import { useDraft } from "./draft.ts";

export function usePostEditor(group: string, post: PostView, done: () => void) {
  const run = useRun();
  const { act, refusal } = useAct();
  const draft = useDraft(`edit:${post.id}`, post.text);
  const leave = (): void => {
    draft.clear();
    done();
  };
  const save = async (): Promise<void> => {
    const text = draft.text.trim();
    if (text === post.text || (await act(run({ type: "post.edit", group, post: post.id, text })))) leave();
  };
  return { snapshot: { draft, refusal }, actions: { write: draft.write, save, leave } };
}
