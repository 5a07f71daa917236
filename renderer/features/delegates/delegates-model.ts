/** Ties offices, mandates and credentials to the engine. */
import { useState } from "react";
import { useLocation } from "wouter";
import { paths } from "../../app/paths.ts";
import { useShell } from "../../app/shell.ts";
import { useRun } from "../../engine/run.ts";
import { useSnapshot } from "../../engine/snapshot.ts";
import { useAct } from "../../engine/use-act.ts";
import type { RecordReport } from "../../../shared/contract/record-report.ts";
import type { PresentedView } from "../../../shared/contract/snapshots.ts";
import type { DelegatesActions, DelegatesSnapshot } from "./delegates-snapshot.ts";

export function useDelegates(group: string): { snapshot: DelegatesSnapshot; actions: DelegatesActions } | undefined {
  const run = useRun();
  const shell = useShell();
  const [, go] = useLocation();
  const { act, refusal } = useAct();
  const [at, setAt] = useState<string | null>(null);
  const [saved, setSaved] = useState<DelegatesSnapshot["saved"]>(null);
  const [opened, setOpened] = useState<{ readonly file: Uint8Array; readonly report: RecordReport } | null>(null);
  const [wasOpened, setWasOpened] = useState(false);
  const mandates = useSnapshot({ query: "mandates", group });
  const roll = useSnapshot({ query: "members", group });
  const groups = useSnapshot({ query: "groups" });
  const laws = useSnapshot({ query: "bylaws", group });
  if (!mandates || !roll || !groups || !laws) return undefined;
  const me = roll.members.find((member) => member.me)?.id;
  /** What is refused is said where it was asked. */
  const of = (office: string | null): typeof act => {
    setAt(office);
    return act;
  };
  return {
    snapshot: {
      group,
      ...mandates,
      otherGroups: groups.filter(({ id }) => id !== group),
      members: roll.members.filter(({ standing }) => standing === "active"),
      days: Math.max(laws.bylaws.deadlineDays, laws.bylaws.noticeDays),
      refused: refusal && { office: at, refusal },
      saved,
      wasOpened,
      opened: opened && { report: opened.report, isOlder: isShownNewer(opened.report, mandates.presented) },
    },
    actions: {
      support: (office, whom) => void of(office)(run({ type: "office.support", group, office, members: [...whom] })),
      stand: (office, stands) => {
        if (me !== undefined) void of(office)(run({ type: "office.nominate", group, office, member: me, stands }));
      },
      ask: (office, member) => void of(office)(run({ type: "office.nominate", group, office, member, stands: true })),
      putToVote: async (office, { nominees, ...said }) => {
        const done = await of(office)(run({ type: "office.certify", group, office, nominees: [...nominees], ...said }));
        if (done) go(paths.motion(group, done.answer.motion));
      },
      petition: (office, recall, text, signs) => void of(office)(run({ type: "office.petition", group, office, recall, text, signs })),
      did: (office, what, text) => void of(office)(run({ type: "office.act", group, office, act: what, text })),
      saveCredential: async (office) => {
        setSaved(null);
        const done = await of(office)(run({ type: "credential.write", group, office }));
        if (done && (await shell.saveFile(done.answer.fileName, done.answer.file))) setSaved({ office, fileName: done.answer.fileName });
      },
      link: (office, council, on) => void of(office)(run({ type: "credential.link", group, office, council, on })),
      openCredential: async () => {
        const file = await shell.openFile();
        if (!file) return;
        setOpened(null);
        const done = await of(null)(run({ type: "record.verify", file }));
        setWasOpened(true);
        if (done) setOpened({ file, report: done.answer });
      },
      present: async () => {
        if (opened && (await of(null)(run({ type: "credential.present", group, file: opened.file })))) setOpened(null);
      },
      closeCredential: () => setOpened(null),
    },
  };
}

/** MAN-9. A file the group was shown has all that this one shows to be decided, and more. */
function isShownNewer({ group, mandate }: RecordReport, presented: readonly PresentedView[]): boolean {
  if (group === null || mandate === null) return false;
  const shown = presented.find((one) => one.group?.id === group.id && one.mandate?.office === mandate.office)?.mandate;
  if (shown === undefined || shown === null) return false;
  const known = new Set(shown.decided);
  return shown.decided.length > mandate.decided.length && mandate.decided.every((id) => known.has(id));
}
