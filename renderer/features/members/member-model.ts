/** One member's page, and the page on which a motion about them is opened. */
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { paths } from "../../app/paths.ts";
import { useToast } from "../../design/Toast.tsx";
import { useRun } from "../../engine/run.ts";
import { useSnapshot } from "../../engine/snapshot.ts";
import { useAct } from "../../engine/use-act.ts";
import { useDraft } from "../discussions/draft.ts";
import type { Proposal } from "../../../shared/contract/snapshots.ts";
import type { MemberActions, MemberViewSnapshot } from "./MemberView.tsx";
import type { ProposeActions, ProposeSnapshot } from "./ProposeView.tsx";

interface Tied<S, A> {
  readonly snapshot: S;
  readonly actions: A;
}

/** Undefined: not known yet; null: nobody of that id was ever here. */
export function useMember(group: string, id: string): Tied<MemberViewSnapshot, MemberActions> | null | undefined {
  const { t } = useTranslation("members");
  const run = useRun();
  const say = useToast();
  const { act, busy, refusal } = useAct();
  const comparing = useAct();
  const member = useSnapshot({ query: "member", group, member: id });
  const about = useSnapshot({ query: "group", group });
  if (member === undefined || about === undefined) return undefined;
  if (member === null || about === null) return null;

  async function mute(muted: boolean): Promise<void> {
    const done = await act(run({ type: "member.mute", group, member: id, muted }));
    if (done) say({ text: t(muted ? "mute.done" : "mute.undone") });
  }

  return {
    snapshot: { group, groupName: about.name, member, busy: busy || comparing.busy, refusal, differs: comparing.refusal },
    actions: {
      mute: (muted) => void mute(muted),
      compare: (number) => void comparing.act(run({ type: "member.compare", group, member: id, number })),
      leave: () => void act(run({ type: "group.leave", group })),
    },
  };
}

export function usePropose(group: string, id: string, what: Proposal): Tied<ProposeSnapshot, ProposeActions> | null | undefined {
  const { t } = useTranslation("members");
  const run = useRun();
  const [, go] = useLocation();
  const { act, busy, refusal } = useAct();
  const grounds = useDraft(`propose:${what}:${id}`);
  const member = useSnapshot({ query: "member", group, member: id });
  const about = useSnapshot({ query: "group", group });
  if (member === undefined || member === null) return member;
  if (!about) return about;

  async function open(name: string): Promise<void> {
    const done = await act(run({ type: "member.propose", group, member: id, what, title: t(`${what}.question`, { name }), grounds: grounds.text }));
    if (!done) return;
    grounds.clear();
    go(paths.motion(group, done.answer.motion), { replace: true });
  }

  return { snapshot: { group, what, member, history: about.history, grounds, busy, refusal }, actions: { open: () => void open(member.name) } };
}
