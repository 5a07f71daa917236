/**
 * A text that is never lost while it is written: kept by the engine on each pause of at most one second, when the window
 * is hidden and when one leaves the place. The first snapshot fills the field; later ones would be the writer's own echo.
 */
import { useCallback, useEffect, useRef, useState } from "react";
import { useRun } from "../../engine/run.ts";
import { useSnapshot } from "../../engine/snapshot.ts";

/** How long a pause is. */
const pause = 600;

export interface Draft {
  readonly text: string;
  /** `empty`: nothing to keep; `keeping`: a pause is awaited or the engine writes; `failed`: the disk refused. */
  readonly state: "empty" | "keeping" | "kept" | "failed";
  readonly write: (text: string) => void;
  /** After the text was sent, or thrown away. */
  readonly clear: () => void;
}

/** `initial` stands in the field while nothing was kept. */
export function useDraft(key: string, initial = ""): Draft {
  const run = useRun();
  const stored = useSnapshot({ query: "draft", key });
  const [written, setWritten] = useState<string | null>(null);
  const [state, setState] = useState<"keeping" | "kept" | "failed">("kept");
  const pending = useRef<{ text: string; timer: ReturnType<typeof setTimeout> } | null>(null);

  const keep = useCallback(
    async (text: string) => {
      const result = await run({ type: "draft.save", key, text });
      // A newer pause will report for itself.
      if (pending.current === null) setState(result.ok ? "kept" : "failed");
    },
    [run, key],
  );

  const flush = useCallback(() => {
    const waiting = pending.current;
    if (waiting === null) return;
    clearTimeout(waiting.timer);
    pending.current = null;
    void keep(waiting.text);
  }, [keep]);

  useEffect(() => {
    const hidden = (): void => {
      if (document.visibilityState === "hidden") flush();
    };
    document.addEventListener("visibilitychange", hidden);
    window.addEventListener("pagehide", flush);
    return () => {
      document.removeEventListener("visibilitychange", hidden);
      window.removeEventListener("pagehide", flush);
      flush();
    };
  }, [flush]);

  const write = useCallback(
    (text: string) => {
      setWritten(text);
      setState("keeping");
      if (pending.current !== null) clearTimeout(pending.current.timer);
      pending.current = { text, timer: setTimeout(flush, pause) };
    },
    [flush],
  );

  const clear = useCallback(() => {
    if (pending.current !== null) clearTimeout(pending.current.timer);
    pending.current = null;
    setWritten("");
    setState("keeping");
    void keep("");
  }, [keep]);

  const text = written ?? (stored === undefined || stored === "" ? initial : stored);
  const untouched = written === null && text === initial;
  return { text, state: text === "" || untouched ? "empty" : state, write, clear };
}
