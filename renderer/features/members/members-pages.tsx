/** Members, one of them, and invitations, tied to the engine. */
import { useTranslation } from "react-i18next";
import { paths } from "../../app/paths.ts";
import { LinkButton } from "../../design/Button.tsx";
import { Empty } from "../../design/Empty.tsx";
import { Page } from "../../design/Page.tsx";
import type { Proposal } from "../../../shared/contract/snapshots.ts";
import { useEvidence } from "./evidence-model.ts";
import { EvidenceView } from "./EvidenceView.tsx";
import { useMember, usePropose } from "./member-model.ts";
import { useInvite, useMembers } from "./members-model.ts";
import { InviteView } from "./InviteView.tsx";
import { MembersView } from "./MembersView.tsx";
import { MemberView } from "./MemberView.tsx";
import { ProposeView } from "./ProposeView.tsx";

export function MembersPage({ group }: { readonly group: string }) {
  const tied = useMembers(group);
  return tied ? <MembersView snapshot={tied.snapshot} actions={tied.actions} /> : <main />;
}

export function InvitePage({ group }: { readonly group: string }) {
  const tied = useInvite(group);
  return tied ? <InviteView snapshot={tied.snapshot} actions={tied.actions} /> : <main />;
}

export function MemberPage({ group, member }: { readonly group: string; readonly member: string }) {
  const tied = useMember(group, member);
  if (tied === undefined) return <main />;
  return tied === null ? <NobodyHere group={group} /> : <MemberView {...tied} />;
}

export function EvidencePage({ group }: { readonly group: string }) {
  const tied = useEvidence(group);
  return tied ? <EvidenceView {...tied} /> : <main />;
}

export function ProposePage({ group, member, what }: { readonly group: string; readonly member: string; readonly what: Proposal }) {
  const tied = usePropose(group, member, what);
  if (tied === undefined) return <main />;
  return tied === null ? <NobodyHere group={group} /> : <ProposeView {...tied} />;
}

/** A link led to a member who is not here, or not yet. */
function NobodyHere({ group }: { readonly group: string }) {
  const { t } = useTranslation("members");
  return (
    <Page title={t("person.none")} crumbs={[{ name: t("members"), to: paths.place(group, "members") }]}>
      <Empty title={t("person.none")} acts={<LinkButton to={paths.place(group, "members")}>{t("person.all")}</LinkButton>}>
        {t("person.noneSay")}
      </Empty>
    </Page>
  );
}
