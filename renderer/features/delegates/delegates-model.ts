/** Ties offices, mandates and credentials to the engine. */
import { useState } from "react";
import { useLocation } from "wouter";
import { paths } from "../../app/paths.ts";
import { useShell } from "../../app/shell.ts";
import { useRun } from "../../engine/run.ts";
import { useSnapshot } from "../../engine/snapshot.ts";
import { useAct } from "../../engine/use-act.ts";
import type { DelegatesActions, DelegatesSnapshot } from "./delegates-snapshot.ts";
import type { ProposeMandateActions, ProposeMandateSnapshot, Terms } from "./ProposeMandateView.tsx";

export function useDelegates(group: string): { snapshot: DelegatesSnapshot; actions: DelegatesActions } | undefined {
  const run = useRun();
  const shell = useShell();
  const { act, refusal } = useAct();
  const [saved, setSaved] = useState<string | null>(null);
  const mandates = useSnapshot({ query: "mandates", group });
  const members = useSnapshot({ query: "members", group });
  const groups = useSnapshot({ query: "groups" });
  if (!mandates || !members || !groups) return undefined;
  const me = members.members.find((member) => member.me)?.id;
  return {
    snapshot: { group, ...mandates, otherGroups: groups.filter(({ id }) => id !== group), refusal, saved },
    actions: {
      support: (office, whom) => void act(run({ type: "office.support", group, office, members: [...whom] })),
      stand: (office, stands) => {
        if (me !== undefined) void act(run({ type: "office.nominate", group, office, member: me, stands }));
      },
      certify: (office, nominee) => void act(run({ type: "office.certify", group, office, nominees: [nominee], grounds: "" })),
      petition: (office, recall, text, signs) => void act(run({ type: "office.petition", group, office, recall, text, signs })),
      did: (office, what, text) => void act(run({ type: "office.act", group, office, act: what, text })),
      saveCredential: async (office) => {
        const done = await act(run({ type: "credential.write", group, office }));
        if (done && (await shell.saveFile(done.answer.fileName, done.answer.file))) setSaved(done.answer.fileName);
      },
      link: (office, council, on) => void act(run({ type: "credential.link", group, office, council, on })),
      present: async () => {
        const file = await shell.openFile();
        if (file) await act(run({ type: "credential.present", group, file }));
      },
    },
  };
}

const nothing: Terms = { title: "", scope: "", instructions: "", grounds: "", holder: null, speak: true, sign: false, lapses: false };

export function useProposeMandate(group: string): { snapshot: ProposeMandateSnapshot; actions: ProposeMandateActions } | undefined {
  const run = useRun();
  const [, go] = useLocation();
  const { act, busy, refusal } = useAct();
  const [terms, setTerms] = useState(nothing);
  const members = useSnapshot({ query: "members", group });
  if (!members) return undefined;
  const { holder, speak, sign, ...words } = terms;
  const open = async (): Promise<void> => {
    const acts = [...(speak ? (["speak"] as const) : []), ...(sign ? (["sign"] as const) : [])];
    const floor = { numerator: 1, denominator: 2, strict: false };
    const done = await act(run({ type: "office.propose", group, ...words, constituents: [], seats: 1, acts, floor, holders: holder === null ? [] : [holder] }));
    if (done) go(paths.motion(group, done.answer.motion), { replace: true });
  };
  const candidates = members.members.filter(({ standing }) => standing === "active").map(({ id, name }) => ({ value: id, name }));
  return { snapshot: { group, terms, candidates, busy, refusal }, actions: { change: (part) => setTerms({ ...terms, ...part }), open: () => void open() } };
}
