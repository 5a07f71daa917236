/** Commands of bundles, folders and relays (SYNC-5, SYNC-6). */
import type { Command } from "../../contract/commands.ts";
import type { Clock } from "../../ports/clock.ts";
import { noFolders, type Folders } from "../../ports/folders.ts";
import type { Random } from "../../ports/random.ts";
import type { Done } from "../checks.ts";
import type { OpenGroup, OpenProfile } from "../open-profile.ts";
import { runBundleCommand, writeBundle } from "./bundles.ts";
import { addFolder, lookIn, lookThrough, removeFolder } from "./folders.ts";
import { runRelayCommand } from "./relays.ts";

type Carried = Extract<Command, { readonly type: `bundle.${string}` | `folder.${string}` | `relay.${string}` }>;
/** Of no one group: whose a bundle is shows when it is opened. */
type OfProfile = Exclude<Carried, { readonly group: string }>;
type OfGroup = Extract<Carried, { readonly group: string }>;

interface Env {
  readonly clock: Clock;
  readonly random: Random;
  readonly folders?: Folders;
}

const isCarried = (command: Command): command is Carried => /^(bundle|folder|relay)\./u.test(command.type);
export const isCarriedAnywhere = (command: Command): command is OfProfile => isCarried(command) && !("group" in command);
export const isCarriedInGroup = (command: Command): command is OfGroup => isCarried(command) && "group" in command;

export const carryAnywhere = (profile: OpenProfile, command: OfProfile, { folders }: Env): Promise<Done<unknown>> =>
  command.type === "folder.within" ? lookIn(folders ?? noFolders, command) : runBundleCommand(profile, command);

export async function carryInGroup(profile: OpenProfile, open: OpenGroup, command: OfGroup, env: Env): Promise<Done<unknown>> {
  switch (command.type) {
    case "bundle.write":
      return writeBundle(profile, open, command, env);
    case "folder.add":
      return addFolder(open, command);
    case "folder.remove":
      return removeFolder(open, command);
    case "folder.look":
      return lookThrough(open);
    case "relay.add":
    case "relay.remove":
    case "relay.look":
      return runRelayCommand(open, command);
  }
}
