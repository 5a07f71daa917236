/** The members of a group, the founding act, naming, and invitations. */
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { paths } from "../../app/paths.ts";
import { useLocale } from "../../design/locale.ts";
import { useToast } from "../../design/Toast.tsx";
import { useAct } from "../../engine/use-act.ts";
import { useRun } from "../../engine/run.ts";
import { useSnapshot } from "../../engine/snapshot.ts";
import type { Result } from "../../../shared/base/result.ts";
import type { Refusal } from "../../../shared/contract/refusals.ts";
import { goneSince, isHere } from "./who-is-here.ts";
import type { InviteActions, InviteSnapshot } from "./InviteView.tsx";
import type { MembersActions, MembersViewSnapshot } from "./MembersView.tsx";

export function useMembers(group: string): { snapshot: MembersViewSnapshot; actions: MembersActions } | null {
  const { t } = useTranslation("members");
  const locale = useLocale();
  const run = useRun();
  const [, go] = useLocation();
  const { act, busy, refusal } = useAct();
  const about = useSnapshot({ query: "group", group });
  const shown = useSnapshot({ query: "members", group });
  const laws = useSnapshot({ query: "bylaws", group });
  if (!about || !shown) return null;

  /** Asks for a motion and goes to it. */
  async function openMotion(asked: Promise<Result<{ readonly motion: string }, Refusal>>): Promise<void> {
    const done = await act(asked);
    if (done) go(paths.motion(group, done.answer.motion));
  }

  const collator = new Intl.Collator(locale);
  return {
    snapshot: {
      group,
      constituted: about.constituted,
      iAmFounder: about.iAmFounder,
      iVote: about.iVote,
      bylaws: laws?.bylaws ?? null,
      eightWords: shown.eightWords,
      members: shown.members.filter(isHere).sort((a, b) => collator.compare(a.name, b.name)),
      gone: shown.members.filter((member) => !isHere(member)).sort((a, b) => goneSince(b) - goneSince(a)),
      invites: shown.invites,
      busy,
      refusal,
    },
    actions: {
      constitute: () => void openMotion(run({ type: "group.constitute", group })),
      sponsor: (member) => void act(run({ type: "member.sponsor", group, member })),
      admit: (member, name, grounds) => void openMotion(run({ type: "member.admit", group, member, title: t("waiting.question", { name }), grounds })),
      name: () => void openMotion(run({ type: "members.name", group })),
    },
  };
}

export function useInvite(group: string): { snapshot: InviteSnapshot; actions: InviteActions } | null {
  const { t } = useTranslation("members");
  const run = useRun();
  const say = useToast();
  const { act, busy, refusal } = useAct();
  const about = useSnapshot({ query: "group", group });
  const shown = useSnapshot({ query: "members", group });
  if (!about || !shown) return null;

  async function revoke(invite: string): Promise<void> {
    const done = await act(run({ type: "invite.revoke", group, invite }));
    if (done) say({ text: t("invite.revoked") });
  }

  return {
    snapshot: {
      group,
      name: about.name,
      constituted: about.constituted,
      iAmFounder: about.iAmFounder,
      history: about.history,
      eightWords: shown.eightWords,
      open: shown.invites.filter((invite) => invite.state === "open").sort((a, b) => b.created - a.created),
      arrived: shown.members.filter((member) => !member.votes && !member.me && member.standing === "active").sort((a, b) => b.joined - a.joined),
      busy,
      refusal,
    },
    actions: {
      create: () => void act(run({ type: "invite.create", group })),
      copy: (link) => void navigator.clipboard.writeText(link).then(() => say({ text: t("invite.copied") })),
      revoke: (invite) => void revoke(invite),
    },
  };
}
