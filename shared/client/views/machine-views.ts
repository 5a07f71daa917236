/** ID-2. Whose machines there are in a group. */
import type { MachineRow, MachinesSnapshot } from "../../contract/snapshots.ts";
import type { MemberId } from "../../base/ids.ts";
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
