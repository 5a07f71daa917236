/** Why a member's machine let somebody not in. */
import type { JoinRow } from "../../shared/contract/snapshots.ts";

type Reason = Extract<JoinRow["state"], { is: "refused" }>["reason"];

export const joinRefusals: Readonly<Record<Reason, string>> = {
  spent: "Somebody has joined with this invite already; ask for another.",
  revoked: "This invite was taken back; ask for another.",
  expired: "This invite has expired; ask for another.",
  foreign: "This invite does not belong to you or to this group.",
  unknown: "The member's machine does not know this invite yet; try again when the inviter has been online.",
};
