/** SYNC-6. The relays of a group, and the proxy of all groups. */
import { ok } from "../../base/result.ts";
import type { CommandOf } from "../../contract/answers.ts";
import { readProxy } from "../../mailbox/relay-address.ts";
import { refuse, type Done } from "../checks.ts";
import type { OpenProfile } from "../open-profile.ts";
import type { GroupHandlers, ProfileHandlers } from "./handlers.ts";

async function setProxy(profile: OpenProfile, command: CommandOf<"profile.setProxy">): Promise<Done<null>> {
  const proxy = command.proxy === null || command.proxy.trim() === "" ? null : command.proxy.trim();
  if (proxy !== null && readProxy(proxy) === null) return refuse({ kind: "BadProxy", proxy });
  await profile.setProxy(proxy);
  return ok(null);
}

export const relaysOfProfile = {
  "profile.setProxy": async ({ profile, watching }, command) => {
    const done = await setProxy(profile, command);
    for (const group of profile.groups.keys()) watching.changed(group);
    return done;
  },
} satisfies Partial<ProfileHandlers>;

export const relaysOfGroup = {
  "relay.add": ({ open }, command) => open.relays.add(command.address),
  "relay.remove": async ({ open }, command) => {
    await open.relays.remove(command.address);
    return ok(null);
  },
  "relay.look": ({ open }) => {
    open.relays.lookNow();
    return ok(null);
  },
} satisfies Partial<GroupHandlers>;
