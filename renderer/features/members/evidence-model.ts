/** Evidence, tied to the engine. */
import { useShell } from "../../app/shell.ts";
import { useRun } from "../../engine/run.ts";
import { useSnapshot } from "../../engine/snapshot.ts";
import { useAct } from "../../engine/use-act.ts";
import type { EvidenceActions, EvidenceViewSnapshot } from "./EvidenceView.tsx";

export function useEvidence(group: string): { snapshot: EvidenceViewSnapshot; actions: EvidenceActions } | null {
  const run = useRun();
  const shell = useShell();
  const { act, refusal } = useAct();
  const evidence = useSnapshot({ query: "evidence", group });
  if (!evidence) return null;

  async function save(id: string): Promise<void> {
    const done = await act(run({ type: "evidence.export", group, evidence: id }));
    if (done) await shell.saveFile(done.answer.fileName, done.answer.file);
  }

  return { snapshot: { group, evidence, refusal }, actions: { save: (id) => void save(id) } };
}
