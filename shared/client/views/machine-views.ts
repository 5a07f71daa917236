/** ID-2. Whose machines there are in a group. */
import type { MachineRow, MachinesSnapshot, OwnMachineRow } from "../../contract/snapshots.ts";
import type { DeviceId, GroupId, MemberId } from "../../base/ids.ts";
import { isRooted } from "../../governance/identity.ts";
import type { GroupContext } from "../group-context.ts";
import { deviceState } from "../own-device.ts";

export function machinesSnapshot(context: GroupContext): MachinesSnapshot {
  const members = context.members.map(({ id }) => ({ member: context.ref(id), machines: machinesOf(context, id) }));
  return { links: isRooted(context.group.keys) && context.group.mayGovern, members };
}

function machinesOf({ group, governance }: GroupContext, member: MemberId): readonly MachineRow[] {
  const links = new Map(governance.devices.linksOf(member).toReversed().map((link) => [link.device, link]));
  return [...links.values()]
    .sort((a, b) => a.act.lamport - b.act.lamport || (a.act.id < b.act.id ? -1 : 1))
    .map(({ device, identity, act }) => ({ id: device, name: identity.name, since: act.time, state: deviceState(group.fold, device), here: device === group.own.device }));
}

/** This machine first, then the others by name. `isCompanion`: linked, and met ever since. */
export function ownMachines(contexts: readonly GroupContext[], isCompanion: (group: GroupId, device: DeviceId) => boolean): readonly OwnMachineRow[] {
  const groups = contexts.map((context) => ({
    id: context.group.group,
    name: context.governance.genesis?.name ?? "",
    links: isRooted(context.group.keys) && context.group.mayGovern,
    machines: machinesOf(context, context.group.me).filter(({ state }) => state !== "revoked"),
  }));
  const names = new Set(groups.flatMap(({ machines }) => machines.filter(({ here }) => !here).map(({ name }) => name)));
  const row = (name: string, here: boolean): OwnMachineRow => {
    const has = ({ machines }: (typeof groups)[number]): boolean => machines.some((one) => one.here === here && (here || one.name === name));
    const comes = groups.some(({ id, machines }) => machines.some((one) => one.name === name && isCompanion(id, one.id as DeviceId)));
    const lacks = groups.filter((group) => !has(group));
    const linkable = lacks.filter(({ links }) => links);
    const named = (some: typeof groups): readonly string[] => some.map((group) => group.name);
    return { name, here, in: named(groups.filter(has)), comes: named(comes ? linkable : []), linkable: named(comes ? [] : linkable), elsewhere: named(lacks.filter(({ links }) => !links)) };
  };
  const mine = groups.flatMap(({ machines }) => machines.filter(({ here }) => here))[0];
  return [...(mine === undefined ? [] : [row(mine.name, true)]), ...[...names].sort((a, b) => a.localeCompare(b)).map((name) => row(name, false))];
}
