/** Looking at an earlier state of a document, and writing it anew as a change of one's own. */
import { useCallback, useEffect, useState } from "react";
import type { Editor } from "@tiptap/core";
import { useRun } from "../../engine/run.ts";
import { useParts } from "../../engine/snapshot.ts";
import { useAct } from "../../engine/use-act.ts";
import type { Refusal } from "../../../shared/contract/refusals.ts";

interface EarlierModel {
  /** Which version is looked at, by its id, so that those that come in between do not move it; null: the present. */
  readonly version: string | null;
  readonly state: Uint8Array | null;
  readonly refusal: Refusal | null;
  look(version: string | null): void;
  /** Writes what `earlier` shows into `now`. */
  restore(earlier: Editor | null, now: Editor | null): void;
}

export function useEarlier(group: string, document: string): EarlierModel {
  const run = useRun();
  const { act, refusal } = useAct();
  const [version, look] = useState<string | null>(null);
  const [state, setState] = useState<{ readonly version: string; readonly state: Uint8Array } | null>(null);
  const found = useParts({ query: "documentHistory", group, document }, (versions) => ({ version: versions.some(({ id }) => id === version) ? version : null }));

  useEffect(() => {
    if (version === null) return;
    void act(run({ type: "document.at", group, document, heads: [version] })).then((done) => done && setState({ version, state: done.answer.state }));
  }, [act, run, group, document, version]);

  return {
    version: found?.version ?? null,
    state: state !== null && state.version === version ? state.state : null,
    refusal,
    look,
    restore: useCallback((earlier, now) => {
      if (earlier === null || now === null) return;
      now.commands.setContent(earlier.getJSON());
      look(null);
    }, []),
  };
}
