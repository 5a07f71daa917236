/** A group as far as one writes in it, and why that may not be possible. `Group` is one. */
import type { GroupId, MemberId } from "../base/ids.ts";
import type { InviteFact } from "../governance/governance.ts";
import type { OwnKeys } from "../governance/identity.ts";
import type { Kind } from "../log/kind.ts";
import type { Log, Placed } from "../log/log.ts";
import type { OwnDevice } from "../sync/group-side.ts";
import type { GroupFold } from "./group-fold.ts";

export interface Writing {
  readonly group: GroupId;
  readonly keys: OwnKeys;
  readonly own: OwnDevice;
  readonly me: MemberId;
  readonly fold: GroupFold;
  readonly log: Log;
  /** Adds an own entry; nothing is written when `record` answers null: what it needs no longer holds when its turn comes. */
  authorIf(kind: Kind, record: () => Uint8Array | null): Promise<Placed | null>;
  /** KEY-2. Makes a new key at once where one is due; null: none is. */
  renewKey(): Promise<Placed | null>;
  inviteState(invite: InviteFact): "open" | "spent" | "revoked" | "expired";
}

/** The database refused a write; nothing more is written until the profile is opened again. */
export class StorageFailure extends Error {}

/** LOG-7. Nothing is written until it is known that this profile is no copy of one in use. */
export class WritingHeld extends Error {}

/** What `work` gives; `otherwise` where the profile cannot or may not write, which the next command says. */
export async function unlessUnwritable<T, E>(work: () => Promise<T>, otherwise: E): Promise<T | E> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof StorageFailure || error instanceof WritingHeld)) throw error;
    return otherwise;
  }
}
