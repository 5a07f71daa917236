/** Why a member's machine let somebody not in. */
import type { JoinRow } from "../../shared/contract/snapshots.ts";

type Reason = Extract<JoinRow["state"], { is: "refused" }>["reason"];

export const joinRefusals: Readonly<Record<Reason, string>> = {
  spent: "Somebody has joined with this invite already; ask for another.",
  revoked: "This invite was taken back; ask for another.",
  expired: "This invite has expired; ask for another.",
  foreign: "This invite does not belong to you or to this group.",
  known: "Somebody with the words of this profile is a member of this group already: 'veche identity recover' brings you back as them.",
  stranger: "Nobody in this group ever had these words. Check that they are yours; a link of 'veche join' lets you in as somebody new.",
  gone: "Whoever has these words was removed from this group or left it, or this machine was shut out. Its members can take them back by a vote; then try again.",
  full: "Six machines are yours in this group already. If you lost them, say so with --lost: this one then takes their place. Else shut one out from another of them first.",
  unknown: "The member's machine does not know this invite yet; try again when the inviter has been online.",
};
