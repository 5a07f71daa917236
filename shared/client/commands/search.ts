/** Looking for something. */
import { ok } from "../../base/result.ts";
import type { GroupId } from "../../base/ids.ts";
import type { CommandOf } from "../../contract/answers.ts";
import type { SearchAnswer } from "../../contract/search.ts";
import { refuse, type Done } from "../checks.ts";
import type { OpenProfile } from "../open-profile.ts";
import { find } from "../search/find.ts";
import type { ProfileHandlers } from "./handlers.ts";

const usualHits = 50;
const mostHits = 500;
/** Of what is typed; more is a text and no question. */
const longest = 1000;

async function search(profile: OpenProfile, command: CommandOf<"search">): Promise<Done<SearchAnswer>> {
  if (command.group !== undefined && !profile.groups.has(command.group as GroupId)) return refuse({ kind: "NoSuchGroup" });
  const open = [...profile.groups.values()].filter(({ context }) => command.group === undefined || context.group.group === command.group);
  for (const { indexer } of open) await indexer.catchUp();
  const limit = Math.min(Math.max(1, Math.floor(command.limit ?? usualHits)), mostHits);
  const hits = await find(profile.storage.search, open.map(({ context }) => context), bounded(command), limit);
  return ok({ hits, pending: open.reduce((sum, { indexer }) => sum + indexer.pending, 0) });
}

const bounded = (command: CommandOf<"search">): CommandOf<"search"> => ({
  ...command,
  text: command.text.slice(0, longest),
  ...(command.from === undefined ? {} : { from: atLeastZero(command.from) }),
  ...(command.to === undefined ? {} : { to: atLeastZero(command.to) }),
});

const atLeastZero = (time: number): number => Math.max(0, Math.floor(time));

export const searchHandlers = {
  search: ({ profile }, command) => search(profile, command),
} satisfies Partial<ProfileHandlers>;
