/** The shared text of an open document: takes what the engine shows, hands it what is written here, and says what of it is kept. */
import { useCallback, useEffect, useState } from "react";
import { useServed } from "../../engine/engine-context.tsx";
import { useRun } from "../../engine/run.ts";
import type { Refusal } from "../../../shared/contract/refusals.ts";
import { SharedText, wordsOf } from "./editor/shared-text.ts";

export interface Saving {
  /** `kept`: everything written here is on this machine's disk; `keeping`: it soon will be; `failed`: the engine refused something. */
  readonly state: "kept" | "keeping" | "failed";
  readonly refusal: Refusal | null;
  /** Words that were refused, to be put back by hand. */
  readonly setAside: string;
}

interface SharedTextModel {
  /** Null until the document is here. */
  readonly text: SharedText | null;
  readonly saving: Saving;
  dropSetAside(): void;
}

const kept: Saving = { state: "kept", refusal: null, setAside: "" };
/** So long after a write was taken it is on its way to the disk, or there. */
const soon = 500;

export function useSharedText(group: string, document: string): SharedTextModel {
  const run = useRun();
  const { store } = useServed();
  const [text, setText] = useState<SharedText | null>(null);
  const [saving, setSaving] = useState<Saving>(kept);

  useEffect(() => {
    const query = { query: "document", group, document } as const;
    let current: SharedText | null = null;
    let pending = 0;

    const written = async (update: Uint8Array, generation: number): Promise<void> => {
      pending += 1;
      setSaving((now) => (now.state === "kept" ? { ...now, state: "keeping" } : now));
      const result = await run({ type: "document.write", group, document, generation, update });
      pending -= 1;
      if (result.ok) return void setTimeout(lookWhetherKept, soon);
      // What the engine did not take is in this window's copy alone: the copy is made anew, the words are set aside.
      setSaving((now) => ({ state: "failed", refusal: result.error, setAside: now.setAside + wordsOf(update) }));
      current = null;
      take();
    };
    /** What the engine took is kept once it is an entry. */
    const lookWhetherKept = (): void => {
      if (pending === 0 && store.get(query)?.live.some(({ member }) => member.me) === false) setSaving((now) => (now.state === "keeping" ? { ...now, state: "kept" } : now));
    };
    /** The text goes past React: what others type is on the screen as soon as it is here. */
    const take = (): void => {
      const snapshot = store.get(query);
      if (!snapshot || snapshot.loading !== null) return;
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
  }, [run, store, group, document]);

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

  return { text, saving, dropSetAside: useCallback(() => setSaving(kept), []) };
}
