/** ID-2, ID-4. A machine of this member is linked or revoked in one group. */
import { err, ok, type Result } from "../base/result.ts";
import type { DeviceId } from "../base/ids.ts";
import { makeDeviceAdd, mostDevices } from "../governance/devices.ts";
import { deviceIdOf, isRooted, memberIdOf } from "../governance/identity.ts";
import { deviceRevokeCodec, type LinkRequest } from "../governance/records.ts";
import { kinds } from "../log/kind.ts";
import type { Random } from "../ports/random.ts";
import { actsCapsule } from "./group-keys.ts";
import type { Writing } from "./writing.ts";

export type LinkProblem =
  /** This machine cannot certify another (ID-5). */
  | "RootElsewhere"
  | "BadRequest"
  | "TooManyDevices"
  /** Who it would be has no place in the group, or it was revoked. */
  | "NotPossible";

/**
 * Certifies a machine that asks, unless it is linked already, and seals to it the key its link was written under, which
 * opens what came before (KEY-4); others it asks for (KEY-5).
 */
export function linkDevice(group: Writing, asked: LinkRequest, random: Random): Promise<Result<Uint8Array, LinkProblem>> {
  if (!isRooted(group.keys)) return Promise.resolve(err("RootElsewhere"));
  const record = makeDeviceAdd(group.group, asked, group.keys.root);
  return record === null ? Promise.resolve(err("BadRequest")) : addDevice(group, record, asked, random);
}

/** The same with a record that the root certified elsewhere, and which may shut out others (ID-4). */
export async function addDevice(group: Writing, record: Uint8Array, { root, device: publicKey, box }: Pick<LinkRequest, "root" | "device" | "box">, random: Random, replaces: readonly DeviceId[] = []): Promise<Result<Uint8Array, LinkProblem>> {
  const { governance } = group.fold.assembly;
  const device = deviceIdOf(publicKey);
  const isLinked = (): boolean => group.fold.assembly.recipients().has(device);
  if (!isLinked() && governance.devices.remaining(memberIdOf(root), replaces, null).length >= mostDevices) return err("TooManyDevices");
  await group.authorIf(kinds.deviceAdd, () => (isLinked() ? null : record));
  const link = group.fold.assembly.recipients().get(device);
  if (link === undefined) return err("NotPossible");
  const { kid } = group.log.get(link.act.id)!.decoded;
  return ok(actsCapsule(group.fold, kid, { device, box }, random));
}

/** ID-6. Whoever comes back shuts out what they lost: every other machine of this member that is known here. */
export async function revokeOthers(group: Writing): Promise<void> {
  const { devices } = group.fold.assembly.governance;
  for (const { device } of devices.unrevokedOf(group.me, null)) if (device !== group.own.device) await revokeDevice(group, device);
}

/** False when it is no machine of this member that could be revoked. */
export async function revokeDevice(group: Writing, device: DeviceId): Promise<boolean> {
  const isMine = (): boolean => group.fold.assembly.governance.devices.unrevokedOf(group.me, null).some((link) => link.device === device);
  await group.authorIf(kinds.deviceRevoke, () => (isMine() ? deviceRevokeCodec.encode({ device }) : null));
  return group.fold.assembly.governance.devices.isRevoked(device, null);
}
