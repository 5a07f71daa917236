/** What does a command: each place has a table of its own, and `run.ts` puts them together. */
import type { Command } from "../../contract/commands.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Folders } from "../../ports/folders.ts";
import type { Random } from "../../ports/random.ts";
import type { Done } from "../checks.ts";
import type { GroupContext } from "../group-context.ts";
import type { OpenGroup } from "../open-group.ts";
import type { OpenProfile } from "../open-profile.ts";
import type { Watching } from "../watching.ts";

/** About one group. */
export type GroupCommand = Extract<Command, { readonly group: string }>;
/** About no group, or about all of them, in a profile that is open. */
export type ProfileCommand = Exclude<Command, GroupCommand | { readonly type: "record.verify" | `profile.${"create" | "unlock" | "lock" | "panic" | "changePassphrase"}` }>;

export interface InProfile {
  readonly profile: OpenProfile;
  readonly clock: Clock;
  readonly random: Random;
  readonly folders: Folders;
  /** For what changes a snapshot and stands in no entry. */
  readonly watching: Pick<Watching, "changed" | "partChanged">;
}

export interface InGroup extends InProfile {
  readonly open: OpenGroup;
  readonly context: GroupContext;
}

type Handlers<C extends Command, At> = { readonly [T in C["type"]]: (at: At, command: Extract<C, { readonly type: T }>) => Done<unknown> | Promise<Done<unknown>> };

export type GroupHandlers = Handlers<GroupCommand, InGroup>;
export type ProfileHandlers = Handlers<ProfileCommand, InProfile>;
