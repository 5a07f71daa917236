/** The shared text of an open document: takes what the engine shows, hands it what is written here, and says what of it is kept. */
import { useCallback, useEffect, useRef, useState } from "react";
import { useRun } from "../../engine/run.ts";
import type { Refusal } from "../../../shared/contract/refusals.ts";
import type { DocumentSnapshot } from "../../../shared/contract/snapshots.ts";
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

export function useSharedText(group: string, document: string, snapshot: DocumentSnapshot | null | undefined): SharedTextModel {
  const run = useRun();
  const [text, setText] = useState<SharedText | null>(null);
  const [saving, setSaving] = useState<Saving>(kept);
  const pending = useRef(0);
  const newest = useRef(snapshot);

  const written = useCallback(
    async (update: Uint8Array, generation: number) => {
      pending.current += 1;
      setSaving((now) => (now.state === "failed" ? now : { ...now, state: "keeping" }));
      const result = await run({ type: "document.write", group, document, generation, update });
      pending.current -= 1;
      if (result.ok) return setSaving((now) => (pending.current > 0 || now.state === "failed" ? now : { ...now, state: "kept" }));
      // What the engine did not take is in this window's copy alone: the copy is made anew, the words are set aside.
      setSaving((now) => ({ state: "failed", refusal: result.error, setAside: now.setAside + wordsOf(update) }));
      setText(null);
    },
    [run, group, document],
  );

  useEffect(() => {
    newest.current = snapshot;
    if (!snapshot || snapshot.loading !== null) return;
    if (text?.generation === snapshot.generation) text.take(snapshot);
    else setText(new SharedText(snapshot, (update) => void written(update, snapshot.generation)));
  }, [snapshot, text, written]);

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

  // What the engine took is kept once it is an entry.
  const isOnItsWay = saving.state === "kept" && snapshot?.live.some(({ member }) => member.me) === true;
  return { text, saving: isOnItsWay ? { ...saving, state: "keeping" } : saving, dropSetAside: useCallback(() => setSaving(kept), []) };
}
