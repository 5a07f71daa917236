/** Ties offices, mandates and credentials to the engine. */
import { useState } from "react";
import { useShell } from "../../app/shell.ts";
import { useRun } from "../../engine/run.ts";
import { useSnapshot } from "../../engine/snapshot.ts";
import { useAct } from "../../engine/use-act.ts";
import type { DelegatesActions, DelegatesSnapshot } from "./delegates-snapshot.ts";

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
