/** ID-4, LOG-7, POLL-3. What this machine may do for its member, and which of a member's machines takes the steps of a motion. */
import type { DeviceId, MemberId } from "../base/ids.ts";
import type { MotionView } from "../poll/motion-view.ts";
import type { GroupFold } from "./group-fold.ts";

/** "suspended": proven to have written two histories; "revoked": by another machine of its member. */
export type DeviceState = "active" | "suspended" | "revoked";

export function deviceState({ assembly }: GroupFold, device: DeviceId): DeviceState {
  if (assembly.governance.devices.isRevoked(device, null)) return "revoked";
  return assembly.forks.isProven(device, null) ? "suspended" : "active";
}

/** Place of a machine among those of its member that were not revoked, suspended ones last; -1 when it is none of them. */
export function placeOf(fold: GroupFold, member: MemberId, device: DeviceId): number {
  const devices = fold.assembly.governance.devices.activeOf(member, null).map((link) => link.device);
  const isSound = (one: DeviceId): boolean => deviceState(fold, one) === "active";
  return [...devices.filter(isSound), ...devices.filter((one) => !isSound(one))].indexOf(device);
}

/**
 * POLL-3. Seals, closes and attestations of a member come from one machine: the one that sealed, else the one that voted
 * last, else the one linked first; another takes its place once it is revoked. So nobody attests twice by having two.
 */
export function takesSteps(fold: GroupFold, view: MotionView, member: MemberId, device: DeviceId): boolean {
  const place = placeOf(fold, member, device);
  const newest = [...view.sealsOf(member), ...view.ballotsOf(member)].filter(({ act }) => placeOf(fold, member, act.device) >= 0);
  const [last] = newest.sort((a, b) => Number(b.act.record.type === "seal") - Number(a.act.record.type === "seal") || b.act.lamport - a.act.lamport || (a.act.id < b.act.id ? -1 : 1));
  return last === undefined ? place === 0 : last.act.device === device;
}
