/** Looking at an earlier state of a document, and writing it anew as a change of one's own. */
import { useCallback, useEffect, useState } from "react";
import type { Editor } from "@tiptap/core";
import { useRun } from "../../engine/run.ts";
import { useAct } from "../../engine/use-act.ts";
import type { Refusal } from "../../../shared/contract/refusals.ts";
import type { VersionRow } from "../../../shared/contract/snapshots.ts";

interface EarlierModel {
  /** Which version is looked at; null: the present. */
  readonly at: number | null;
  readonly state: Uint8Array | null;
  readonly refusal: Refusal | null;
  look(at: number | null): void;
  /** Writes what `earlier` shows into `now`. */
  restore(earlier: Editor | null, now: Editor | null): void;
}

interface Looking {
  readonly group: string;
  readonly document: string;
  readonly versions: readonly VersionRow[];
}

export function useEarlier({ group, document, versions }: Looking): EarlierModel {
  const run = useRun();
  const { act, refusal } = useAct();
  // By its id: versions that come in between do not move it.
  const [version, setVersion] = useState<string | null>(null);
  const [state, setState] = useState<{ readonly version: string; readonly state: Uint8Array } | null>(null);
  const found = versions.findIndex(({ id }) => id === version);

  useEffect(() => {
    if (version === null) return;
    void act(run({ type: "document.at", group, document, heads: [version] })).then((done) => done && setState({ version, state: done.answer.state }));
  }, [act, run, group, document, version]);

  return {
    at: found === -1 ? null : found,
    state: state !== null && state.version === version ? state.state : null,
    refusal,
    look: (at) => setVersion(at === null ? null : (versions[at]?.id ?? null)),
    restore: useCallback((earlier, now) => {
      if (earlier === null || now === null) return;
      now.commands.setContent(earlier.getJSON());
      setVersion(null);
    }, []),
  };
}
