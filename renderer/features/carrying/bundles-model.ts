/** Saving what is new for others in a bundle. */
import { useState } from "react";
import { useShell } from "../../app/shell.ts";
import { useRun } from "../../engine/run.ts";
import { useSnapshot } from "../../engine/snapshot.ts";
import { useAct } from "../../engine/use-act.ts";
import { concat } from "../../../shared/base/bytes.ts";
import { ok, type Result } from "../../../shared/base/result.ts";
import type { Refusal } from "../../../shared/contract/refusals.ts";
import type { BundlesActions, BundlesViewSnapshot, SavedBundle } from "./BundlesPart.tsx";

export function useBundles(group: string): { readonly snapshot: BundlesViewSnapshot; readonly actions: BundlesActions } | null {
  const run = useRun();
  const shell = useShell();
  const { act, busy, refusal } = useAct();
  const bundles = useSnapshot({ query: "bundles", group });
  const [saved, setSaved] = useState<SavedBundle | null>(null);
  if (!bundles) return null;

  /** Null when the person thought better of it. */
  async function write(members: readonly string[] | null, filesUpTo: number): Promise<Result<SavedBundle | null, Refusal>> {
    const written = await run({ type: "bundle.write", group, ...(members !== null && { members: [...members] }), ...(filesUpTo > 0 && { files: filesUpTo }) });
    if (!written.ok) return written;
    const { bundle, fileName, entries, files } = written.value;
    const pieces: Uint8Array[] = [];
    for (let last = false; !last; ) {
      const next = await run({ type: "bundle.read", bundle });
      if (!next.ok) return next;
      pieces.push(next.value.bytes);
      last = next.value.last;
    }
    const bytes = concat(...pieces);
    if (!(await shell.saveFile(fileName, bytes))) return ok(null);
    return ok({ fileName, entries, files, bytes: bytes.length });
  }

  async function save(members: readonly string[] | null, filesUpTo: number): Promise<void> {
    setSaved(null);
    const done = await act(write(members, filesUpTo));
    if (done !== null) setSaved(done.answer);
  }

  return { snapshot: { ...bundles, saved, saving: busy, refusal }, actions: { save: (members, filesUpTo) => void save(members, filesUpTo) } };
}
