/** Ties a row of a file to the engine: where it is, and what can be done with it. */
import { useMemo } from "react";
import { useLocation } from "wouter";
import { paths } from "../../app/paths.ts";
import { useShell } from "../../app/shell.ts";
import { useRun } from "../../engine/run.ts";
import { useSnapshot } from "../../engine/snapshot.ts";
import { useAct } from "../../engine/use-act.ts";
import type { FileRef, FileView } from "../../../shared/contract/file-snapshots.ts";
import type { Refusal } from "../../../shared/contract/refusals.ts";
import { save } from "./saving.ts";

export interface FileSnapshot {
  readonly group: string;
  readonly file: FileRef;
  /** Null until the engine has said where it is. */
  readonly view: FileView | null;
  readonly refusal: Refusal | null;
  readonly busy: boolean;
}

export interface FileActions {
  fetch(): void;
  stop(): void;
  save(): void;
  keep(kept: boolean): void;
  clear(): void;
  takeBack(): void;
  putOnShelf(): void;
}

export function useFile(group: string, ref: FileRef): { snapshot: FileSnapshot; actions: FileActions } {
  const view = useSnapshot({ query: "file", group, file: ref.id }) ?? null;
  const { actions, busy, refusal } = useFileActs(group, ref);
  return { snapshot: { group, file: view ?? ref, view, refusal, busy }, actions };
}

export function useFileActs(group: string, ref: FileRef): Pick<FileSnapshot, "busy" | "refusal"> & { readonly actions: FileActions } {
  const run = useRun();
  const shell = useShell();
  const { act, busy, refusal } = useAct();
  const [, go] = useLocation();
  const { id: file, name, size } = ref;
  const actions = useMemo<FileActions>(
    () => ({
      fetch: () => void act(run({ type: "file.fetch", group, file })),
      stop: () => void act(run({ type: "file.stop", group, file })),
      save: () => void act(save(run, shell, { group, file, name, size })),
      keep: (keep) => void act(run({ type: "file.keep", group, file, keep })),
      clear: () => void act(run({ type: "file.clear", group, file })),
      takeBack: () => void act(run({ type: "file.remove", group, file })),
      putOnShelf: () => go(paths.putOnShelf(group, file)),
    }),
    [act, run, shell, go, group, file, name, size],
  );
  return { actions, busy, refusal };
}
