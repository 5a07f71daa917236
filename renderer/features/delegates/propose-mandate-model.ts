/** Ties proposing a mandate to the engine: the draft is kept on each pause, and put to the vote once it has all it needs. */
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { paths } from "../../app/paths.ts";
import { useToast } from "../../design/Toast.tsx";
import { useRun } from "../../engine/run.ts";
import { useSnapshot } from "../../engine/snapshot.ts";
import { useAct } from "../../engine/use-act.ts";
import { useDraft } from "../discussions/draft.ts";
import { missingOf, proposal, readMandateDraft, writeMandateDraft } from "./mandate-draft.ts";
import type { ProposeMandateActions, ProposeMandateSnapshot } from "./ProposeMandateView.tsx";

export function useProposeMandate(group: string): { snapshot: ProposeMandateSnapshot; actions: ProposeMandateActions } | undefined {
  const { t } = useTranslation("delegates");
  const toast = useToast();
  const run = useRun();
  const [, go] = useLocation();
  const { act, busy, refusal } = useAct();
  const kept = useDraft(`mandate:new:${group}`);
  const about = useSnapshot({ query: "group", group });
  const laws = useSnapshot({ query: "bylaws", group });
  const roll = useSnapshot({ query: "members", group });
  const draft = useMemo(() => readMandateDraft(kept.text), [kept.text]);
  if (!about || !laws || !roll) return undefined;
  const members = roll.members.filter(({ standing }) => standing === "active");
  const { deadlineDays, noticeDays } = laws.bylaws;
  return {
    snapshot: {
      group,
      draft,
      state: kept.state,
      members,
      days: Math.max(deadlineDays, noticeDays),
      voters: members.filter(({ votes }) => votes).length,
      barred: !about.constituted ? { kind: "NotConstituted" } : about.iVote ? null : { kind: "NotVotingMember" },
      missing: missingOf(draft, members),
      busy,
      refusal,
    },
    actions: {
      write: (change) => kept.write(writeMandateDraft({ ...draft, ...change })),
      clear: () => {
        const { text } = kept;
        kept.clear();
        toast({ text: t("new.cleared"), act: { name: t("new.undo"), onAct: () => kept.write(text) } });
      },
      open: async () => {
        const done = await act(run(proposal(draft, group, members)));
        if (!done) return;
        kept.clear();
        go(paths.motion(group, done.answer.motion), { replace: true });
      },
    },
  };
}
