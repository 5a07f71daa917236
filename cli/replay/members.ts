/** A group in memory, of real parts: keys, signed and encrypted entries, folds. What passes between members is wire messages. */
import { Group, type GroupDeps } from "../../shared/client/group.ts";
import { GroupStore } from "../../shared/client/group-store.ts";
import { draftGroup } from "../../shared/client/commands/groups.ts";
import type { GroupId } from "../../shared/base/ids.ts";
import { makeJoinRequest } from "../../shared/governance/invite.ts";
import { newSeeds, ownKeysFrom, type OwnKeys } from "../../shared/governance/identity.ts";
import { inviteCodec } from "../../shared/governance/records.ts";
import { openCapsule } from "../../shared/keys/epoch.ts";
import { parseEntry, type Entry } from "../../shared/log/entry.ts";
import { kinds } from "../../shared/log/kind.ts";
import { decodeMessage, encodeMessage } from "../../shared/sync/wire.ts";
import type { Clock } from "../../shared/ports/clock.ts";
import { systemClock } from "../../host/clock.ts";
import { systemRandom } from "../../host/random.ts";
import { memoryStorage } from "../../host/storage/memory.ts";

/** Nobody waits for anything here. */
export const clock: Clock = { now: () => systemClock.now(), after: () => () => undefined };

export async function assembleInMemory(count: number): Promise<readonly Group[]> {
  const drafted = draftGroup({ type: "group.found", name: "Replay", template: "assembly" }, "Member 1", systemRandom);
  if (!drafted.ok) throw new Error(drafted.error.kind);
  const { group, genesis, seeds } = drafted.value;
  const founder = await Group.found(genesis, group, depsOf(group, ownKeysFrom(seeds)));
  const members = [founder];
  while (members.length < count) members.push(await join(founder, `Member ${members.length + 1}`));
  for (const member of members.slice(1)) await carry([...founder.log.placed()], member);
  return members;
}

async function join(host: Group, name: string): Promise<Group> {
  const seed = systemRandom.bytes(16);
  await host.author(kinds.invite, () => inviteCodec.encode({ seed, expires: 2 ** 47 }));
  const keys = ownKeysFrom(newSeeds(systemRandom));
  const joining = Group.empty(host.group, depsOf(host.group, keys));
  const challenge = systemRandom.bytes(32);
  const request = makeJoinRequest({ group: host.group, seed, admitter: host.own.device, challenge, name, keys });
  for (const { invite } of host.openInvites()) {
    const answer = await host.admit(invite, request, challenge);
    if (!answer.admitted) continue;
    const key = openCapsule(answer.capsule, host.group, "any", joining.own.device, joining.keys.box);
    if (typeof key !== "string") joining.fold.hold(key);
  }
  await carry([...host.log.placed()], joining);
  return joining;
}

/** Somebody new, who holds the keys and nothing else. */
export function newcomerLike(member: Group): Group {
  const newcomer = Group.empty(member.group, depsOf(member.group, ownKeysFrom(newSeeds(systemRandom))));
  for (const key of member.fold.keys.values()) newcomer.fold.learn(key);
  return newcomer;
}

const depsOf = (group: GroupId, keys: OwnKeys): GroupDeps => ({
  store: new GroupStore(memoryStorage(), group),
  keys,
  clock,
  random: systemRandom,
  changed: () => undefined,
  addresses: () => ({ signalling: [], stun: [] }),
  learned: () => undefined,
});

const perMessage = 100;

/** Over a link: encoded as messages, decoded and checked again. */
export async function carry(entries: readonly Entry[], to: Group): Promise<void> {
  for (let at = 0; at < entries.length; at += perMessage) {
    const sent = encodeMessage({ type: "entries", want: 1, entries: entries.slice(at, at + perMessage), last: true });
    const received = decodeMessage(sent);
    if (received?.type !== "entries") throw new Error("a message was not understood");
    const parsed = received.entries.map((raw) => parseEntry(raw));
    await to.receive(parsed.filter((entry) => typeof entry !== "string"), to.own.device);
  }
}

