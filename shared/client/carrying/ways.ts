/** What of a group goes other ways than links: what the others are known to hold, its relays, its folders. */
import { mib } from "../../base/units.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Folders } from "../../ports/folders.ts";
import type { Mailboxes } from "../../ports/mailboxes.ts";
import type { Random } from "../../ports/random.ts";
import type { Storage } from "../../ports/storage.ts";
import type { Hub } from "../../sync/group-side.ts";
import type { GroupContext } from "../group-context.ts";
import { Carrying } from "./carrying.ts";
import { FolderDesk } from "./folder-desk.ts";
import { usualFolderPace, type FolderPace } from "./folder-driver.ts";
import { FolderRows } from "./folder-rows.ts";
import type { RelayPace } from "./relay-plan.ts";
import { Relays } from "./relays.ts";

export interface WaysEnvironment {
  readonly clock: Clock;
  readonly random: Random;
  /** SYNC-6. */
  readonly mailboxes: Mailboxes;
  readonly relayPace: RelayPace;
  readonly folders: Folders;
  readonly folderPace?: FolderPace | undefined;
}

/** Of a file on a relay, in bytes: a mailbox takes 128 MiB a day. */
const mostOnRelay = mib(4);

export interface Ways {
  readonly carrying: Carrying;
  readonly relays: Relays;
  readonly folders: FolderDesk;
}

/** Before any of them begins. */
export async function openWays(context: GroupContext, hub: Hub, storage: Storage, env: WaysEnvironment, proxy: () => string | null, filesUpTo: () => number, changed: () => void): Promise<Ways> {
  const { group } = context;
  const { clock, random } = env;
  const carrying = new Carrying(context, storage, clock);
  await carrying.holdings.begin();
  const relays = new Relays(storage, carrying, hub, { group, mailboxes: env.mailboxes, proxy, clock, random, pace: env.relayPace, filesUpTo: () => Math.min(mostOnRelay, filesUpTo()), changed });
  context.liesAtRelay = () => relays.holdsAll;
  const folders = new FolderDesk(group, { folders: env.folders, rows: new FolderRows(storage, group.group), carrying, clock, random, pace: env.folderPace ?? usualFolderPace, changed });
  return { carrying, relays, folders };
}
