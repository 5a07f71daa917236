/** Ties the records of a group to the engine. */
import { useMemo, useState } from "react";
import { useShell } from "../../app/shell.ts";
import { useRun } from "../../engine/run.ts";
import { useSnapshot } from "../../engine/snapshot.ts";
import { useAct } from "../../engine/use-act.ts";
import { isDecided } from "../motions/motion-words.ts";
import type { Checked } from "./Report.tsx";
import type { RecordsActions, RecordsSnapshot } from "./RecordsView.tsx";

interface Given {
  /** Null when the system did not say. */
  readonly fileName: string | null;
  readonly bytes: Uint8Array;
}

export function useRecords(group: string): { snapshot: RecordsSnapshot; actions: RecordsActions } | undefined {
  const about = useSnapshot({ query: "group", group });
  const motions = useSnapshot({ query: "motions", group });
  const decided = useMemo(() => (motions ?? []).filter((motion) => isDecided(motion.state) && motion.state.is !== "withdrawn").sort((a, b) => b.number - a.number), [motions]);
  const exports = useExports(group);
  const checks = useChecks(group);
  const checker = useChecker();
  if (!about || !motions) return undefined;
  return {
    snapshot: { group, groupName: about.name, decided, ...exports.snapshot, ...checks.snapshot, ...checker.snapshot },
    actions: { ...exports.actions, ...checks.actions, ...checker.actions },
  };
}

function useExports(group: string) {
  const run = useRun();
  const shell = useShell();
  const { act, refusal } = useAct();
  const [exporting, setExporting] = useState<string | null>(null);
  const [exported, setExported] = useState<RecordsSnapshot["exported"]>(null);
  const exportRecord = async (motion: string): Promise<void> => {
    setExporting(motion);
    setExported(null);
    const done = await act(run({ type: "record.export", group, motion }));
    setExporting(null);
    if (done && (await shell.saveFile(done.answer.fileName, done.answer.file))) setExported({ motion, fileName: done.answer.fileName });
  };
  return { snapshot: { exporting, exported, exportRefusal: refusal }, actions: { exportRecord } };
}

/** Built by verifier/ and laid beside the window. */
const checkerFile = "check-a-record.html";

function useChecker() {
  const shell = useShell();
  const [checkerSaved, setSaved] = useState<string | null>(null);
  const saveChecker = async (): Promise<void> => {
    const page = await fetch(checkerFile);
    if (await shell.saveFile(checkerFile, new Uint8Array(await page.arrayBuffer()))) setSaved(checkerFile);
  };
  return { snapshot: { checkerSaved }, actions: { saveChecker } };
}

/** A file is first held against the group one is in; against none only when the person asks for that. */
function useChecks(group: string) {
  const run = useRun();
  const shell = useShell();
  const { act, busy, refusal } = useAct();
  const [given, setGiven] = useState<Given | null>(null);
  const [checked, setChecked] = useState<Checked | null>(null);
  const check = async (file: Given, against: string | null): Promise<void> => {
    setGiven(file);
    setChecked(null);
    const done = await act(run({ type: "record.verify", file: file.bytes, ...(against !== null && { group: against }) }));
    if (done) setChecked({ fileName: file.fileName, report: done.answer });
  };
  return {
    snapshot: { checking: busy, checked, checkRefusal: refusal },
    actions: {
      choose: async () => {
        const bytes = await shell.openFile();
        if (bytes) await check({ fileName: null, bytes }, group);
      },
      check: async (file: File) => check({ fileName: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }, group),
      checkAnyGroup: () => {
        if (given) void check(given, null);
      },
      forget: () => setChecked(null),
    },
  };
}
