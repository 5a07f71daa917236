/** The shared text of an open document: takes what the engine shows, hands it what is written here, and says what of it is kept. */
import { useEffect, useState } from "react";
import { useServed } from "../../engine/engine-context.tsx";
import { useRun } from "../../engine/run.ts";
import { SharedText, wordsOf } from "./editor/shared-text.ts";
import { Kept } from "./kept.ts";

interface SharedTextModel {
  /** Null until the document is here. */
  readonly text: SharedText | null;
  readonly kept: Kept;
}

/** So long after a write was taken it is on its way to the disk, or there. */
const soon = 500;

export function useSharedText(group: string, document: string): SharedTextModel {
  const run = useRun();
  const { store } = useServed();
  const [text, setText] = useState<SharedText | null>(null);
  const [kept] = useState(() => new Kept());

  useEffect(() => {
    const query = { query: "document", group, document } as const;
    let current: SharedText | null = null;
    let pending = 0;

    const written = async (update: Uint8Array, generation: number): Promise<void> => {
      pending += 1;
      kept.begins();
      const result = await run({ type: "document.write", group, document, generation, update });
      pending -= 1;
      if (result.ok) return void setTimeout(lookWhetherKept, soon);
      // What the engine did not take is in this window's copy alone: the copy is made anew, the words are set aside.
      kept.refused(result.error, wordsOf(update));
      current = null;
      take();
    };
    /** What the engine took is kept once it is an entry. */
    const lookWhetherKept = (): void => {
      if (pending === 0 && store.get(query)?.live.some(({ member }) => member.me) === false) kept.ends();
    };
    /** The text goes past React: what others type is on the screen as soon as it is here. */
    const take = (): void => {
      const snapshot = store.get(query);
      if (!snapshot || (snapshot.loading !== null && snapshot.updates.length === 0)) return;
      if (current?.generation === snapshot.generation) current.take(snapshot);
      else setText((current = new SharedText(snapshot, (update) => void written(update, snapshot.generation))));
      lookWhetherKept();
    };
    const leave = store.subscribe(query, take);
    take();
    return () => {
      leave();
      setText(null);
    };
  }, [run, store, kept, group, document]);

  useEffect(() => {
    const flush = (): void => void run({ type: "document.flush", group, document });
    const hidden = (): void => {
      if (window.document.visibilityState === "hidden") flush();
    };
    window.document.addEventListener("visibilitychange", hidden);
    window.addEventListener("pagehide", flush);
    return () => {
      window.document.removeEventListener("visibilitychange", hidden);
      window.removeEventListener("pagehide", flush);
      flush();
    };
  }, [run, group, document]);

  return { text, kept };
}
