/** Members and invitations, tied to the engine. */
import { useInvite, useMembers } from "./members-model.ts";
import { InviteView } from "./InviteView.tsx";
import { MembersView } from "./MembersView.tsx";

export function MembersPage({ group }: { readonly group: string }) {
  const tied = useMembers(group);
  return tied ? <MembersView snapshot={tied.snapshot} actions={tied.actions} /> : <main />;
}

export function InvitePage({ group }: { readonly group: string }) {
  const tied = useInvite(group);
  return tied ? <InviteView snapshot={tied.snapshot} actions={tied.actions} /> : <main />;
}
