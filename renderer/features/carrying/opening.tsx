/**
 * Bundles that are being opened, wherever in the window they were given: chosen on the Connection page, or dropped
 * anywhere. They are read piece by piece, one after the other; what came of one that is given up stays.
 */
import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import { useLocation } from "wouter";
import { paths } from "../../app/paths.ts";
import { useShell } from "../../app/shell.ts";
import { useRun } from "../../engine/run.ts";
import { ok, type Result } from "../../../shared/base/result.ts";
import { kib } from "../../../shared/base/units.ts";
import type { Run } from "../../../shared/contract/answers.ts";
import type { CarriedReport } from "../../../shared/contract/carrying-snapshots.ts";
import type { Refusal } from "../../../shared/contract/refusals.ts";

export interface Opened {
  readonly name: string;
  readonly outcome: Result<CarriedReport, Refusal | { readonly kind: "Unreadable" }>;
}

export interface Opening {
  /** The one that is being read: bytes read, of how many, and entries found. */
  readonly now: { readonly name: string; readonly bytes: number; readonly size: number; readonly entries: number } | null;
  /** Of the last ones given, in their order. */
  readonly opened: readonly Opened[];
  open(files: readonly File[]): void;
  stop(): void;
  forget(): void;
}

const OpeningContext = createContext<Opening | null>(null);

export function useOpening(): Opening {
  const opening = useContext(OpeningContext);
  if (!opening) throw new Error("no OpeningProvider above this component");
  return opening;
}

const isBundle = (file: File): boolean => file.name.toLowerCase().endsWith(".veche");

/** `group`: the one whose pages are shown; what came is told on its Connection page, or on that of the group it came for. */
export function OpeningProvider({ group, children }: { readonly group: string | null; readonly children: ReactNode }) {
  const run = useRun();
  const shell = useShell();
  const [, go] = useLocation();
  const [now, setNow] = useState<Opening["now"]>(null);
  const [opened, setOpened] = useState<readonly Opened[]>([]);
  const stopped = useRef(false);
  const waiting = useRef<File[]>([]);
  const busy = useRef(false);

  const open = useCallback(
    (files: readonly File[]) => {
      waiting.current.push(...files);
      if (busy.current || files.length === 0) return;
      busy.current = true;
      stopped.current = false;
      setOpened([]);
      void (async () => {
        for (let file = waiting.current.shift(); file !== undefined; file = waiting.current.shift()) {
          const { name, size } = file;
          const outcome = await read(run, file, stopped, (bytes, entries) => setNow({ name, bytes, size, entries }));
          setOpened((before) => [...before, { name, outcome }]);
          const came = outcome.ok ? outcome.value.group : null;
          if (came !== null) go(paths.place(came.id, "connection"));
        }
        busy.current = false;
        setNow(null);
      })();
    },
    [run, go],
  );
  const stop = useCallback(() => {
    stopped.current = true;
    waiting.current = [];
  }, []);
  const forget = useCallback(() => setOpened([]), []);

  useEffect(
    () =>
      shell.onBundle(({ name, bytes }) => {
        if (group !== null) go(paths.place(group, "connection"));
        if (bytes === null) setOpened((before) => [...before, { name, outcome: { ok: false, error: { kind: "Unreadable" } } }]);
        else open([new File([bytes.slice()], name)]);
      }),
    [shell, open, go, group],
  );

  useEffect(() => {
    const over = (event: DragEvent): void => {
      if (event.dataTransfer?.types.includes("Files") === true && !event.defaultPrevented) event.preventDefault();
    };
    const drop = (event: DragEvent): void => {
      if (event.defaultPrevented) return;
      event.preventDefault(); // else the window would show the file instead of the app
      const bundles = [...(event.dataTransfer?.files ?? [])].filter(isBundle);
      if (bundles.length === 0) return;
      if (group !== null) go(paths.place(group, "connection"));
      open(bundles);
    };
    window.addEventListener("dragover", over);
    window.addEventListener("drop", drop);
    return () => {
      window.removeEventListener("dragover", over);
      window.removeEventListener("drop", drop);
    };
  }, [open, go, group]);

  const opening = useMemo(() => ({ now, opened, open, stop, forget }), [now, opened, open, stop, forget]);
  return <OpeningContext.Provider value={opening}>{children}</OpeningContext.Provider>;
}

const piece = kib(512);

async function read(run: Run, file: File, stopped: { readonly current: boolean }, tell: (bytes: number, entries: number) => void): Promise<Opened["outcome"]> {
  const begun = await run({ type: "bundle.open" });
  if (!begun.ok) return begun;
  const { bundle } = begun.value;
  tell(0, 0);
  for (let at = 0, goesOn = true; goesOn && at < file.size && !stopped.current; at += piece) {
    const bytes = await bytesOf(file.slice(at, at + piece));
    const taken = bytes === null ? null : await run({ type: "bundle.take", bundle, bytes });
    if (taken?.ok !== true) {
      await run({ type: "bundle.drop", bundle });
      return taken ?? { ok: false, error: { kind: "Unreadable" } };
    }
    goesOn = taken.value.goesOn;
    tell(Math.min(at + piece, file.size), taken.value.read);
  }
  const report = await run({ type: "bundle.finish", bundle });
  return report.ok ? ok(report.value) : report;
}

/** Null when the stick was pulled out, or the file is gone. */
async function bytesOf(blob: Blob): Promise<Uint8Array | null> {
  try {
    return new Uint8Array(await blob.arrayBuffer());
  } catch {
    return null;
  }
}
