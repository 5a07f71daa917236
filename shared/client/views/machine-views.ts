/** ID-2. Whose machines there are in a group. */
import type { MachineRow, MachinesSnapshot, OwnMachineRow } from "../../contract/snapshots.ts";
import type { DeviceId, MemberId } from "../../base/ids.ts";
import { isRooted } from "../../governance/identity.ts";
import type { GroupContext } from "../group-context.ts";
import { isUnknown } from "../known-machines.ts";
import { deviceState } from "../own-device.ts";

export function machinesSnapshot(context: GroupContext): MachinesSnapshot {
  const members = context.members.map(({ id }) => ({ member: context.ref(id), machines: machinesOf(context, id) }));
  return { links: isRooted(context.group.keys) && context.group.mayGovern, members };
}

function machinesOf(context: GroupContext, member: MemberId): readonly MachineRow[] {
  const { group, governance } = context;
  const links = new Map(governance.devices.linksOf(member).toReversed().map((link) => [link.device, link]));
  return [...links.values()]
    .sort((a, b) => a.act.lamport - b.act.lamport || (a.act.id < b.act.id ? -1 : 1))
    .map(({ device, identity, act }) => ({ id: device, name: identity.name, since: act.time, state: deviceState(group.fold, device), here: device === group.own.device, unknown: isUnknown(context, device) }));
}

/** This machine first, then the others by name. */
export function ownMachines(contexts: readonly GroupContext[]): readonly OwnMachineRow[] {
  const groups = contexts.map((context) => ({
    isCompanion: context.isCompanion,
    name: context.governance.genesis?.name ?? "",
    links: isRooted(context.group.keys) && context.group.mayGovern,
    machines: machinesOf(context, context.group.me).filter(({ state }) => state !== "revoked"),
  }));
  const names = new Set(groups.flatMap(({ machines }) => machines.filter(({ here }) => !here).map(({ name }) => name)));
  const row = (name: string, here: boolean): OwnMachineRow => {
    const has = ({ machines }: (typeof groups)[number]): boolean => machines.some((one) => one.here === here && (here || one.name === name));
    const comes = groups.some(({ isCompanion, machines }) => machines.some((one) => one.name === name && isCompanion(one.id as DeviceId)));
    const lacks = groups.filter((group) => !has(group));
    const linkable = lacks.filter(({ links }) => links);
    const named = (some: typeof groups): readonly string[] => some.map((group) => group.name);
    return { name, here, in: named(groups.filter(has)), comes: named(comes ? linkable : []), linkable: named(comes ? [] : linkable), elsewhere: named(lacks.filter(({ links }) => !links)) };
  };
  const mine = groups.flatMap(({ machines }) => machines.filter(({ here }) => here))[0];
  return [...(mine === undefined ? [] : [row(mine.name, true)]), ...[...names].sort((a, b) => a.localeCompare(b)).map((name) => row(name, false))];
}
