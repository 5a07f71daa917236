/**
 * ID-6. Which of this person's machines in a group they know: those that were there when this machine came in, and those it was
 * linked with. Any other is shown as unknown until the person says that it is theirs, or shuts it out: whoever came back
 * may have been told of a thief's machine by nobody, until now. Kept on this machine.
 */
import type { DeviceId } from "../base/ids.ts";
import type { GroupContext } from "./group-context.ts";
import type { Group } from "./group.ts";
import type { GroupStore } from "./group-store.ts";

/** When a group is opened; those that are there when it is for the first time are known. */
export async function knownMachines(group: Group, store: GroupStore): Promise<Set<DeviceId>> {
  const kept = await store.knownMachines();
  if (kept.size > 0) return kept;
  const there = group.fold.assembly.governance.devices.unrevokedOf(group.me, null).map(({ device }) => device);
  await store.keepKnownMachines(there);
  return new Set(there);
}

export function isUnknown({ group, governance, knownMachines: known, isCompanion }: GroupContext, device: DeviceId): boolean {
  if (known.has(device) || device === group.own.device || isCompanion(device)) return false;
  return governance.devices.unrevokedOf(group.me, null).some((link) => link.device === device);
}

/** False when there is no such machine to know. */
export async function know(context: GroupContext, device: DeviceId): Promise<boolean> {
  if (!isUnknown(context, device)) return false;
  await context.store.keepKnownMachines([device]);
  context.knownMachines.add(device);
  return true;
}
