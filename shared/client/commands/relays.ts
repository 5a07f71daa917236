/** SYNC-6. The relays of a group, and the proxy of all groups. */
import { ok } from "../../base/result.ts";
import type { CommandOf } from "../../contract/answers.ts";
import { readProxy } from "../../mailbox/relay-address.ts";
import { refuse, type Done } from "../checks.ts";
import type { OpenGroup, OpenProfile } from "../open-profile.ts";

export async function setProxy(profile: OpenProfile, command: CommandOf<"profile.setProxy">): Promise<Done<null>> {
  const proxy = command.proxy === null || command.proxy.trim() === "" ? null : command.proxy.trim();
  if (proxy !== null && readProxy(proxy) === null) return refuse({ kind: "BadProxy", proxy });
  await profile.setProxy(proxy);
  return ok(null);
}

export async function runRelayCommand({ relays }: OpenGroup, command: CommandOf<"relay.add" | "relay.remove" | "relay.look">): Promise<Done<null>> {
  if (command.type === "relay.add") return relays.add(command.address);
  if (command.type === "relay.remove") await relays.remove(command.address);
  else relays.lookNow();
  return ok(null);
}
