/** SYNC-2. What a device is served that is no member's, or no longer: up to the removal or the revocation and nothing later. */
import type { DeviceId } from "../base/ids.ts";
import { certifiedIn } from "../poll/certificate.ts";
import type { Horizon } from "../sync/group-side.ts";
import type { GroupFold } from "./group-fold.ts";

/** Null: everything. While nothing was lost, whoever proved a key is given the acts, for its admission may not be here yet. */
export function horizonOf({ assembly, log }: GroupFold, device: DeviceId): Horizon | null {
  const { governance } = assembly;
  const standing = assembly.standing();
  const member = governance.memberOf(device);
  const isRevoked = governance.devices.isRevoked(device, null);
  if (!assembly.hasLosses || (member !== null && standing.isEntitled(member.id) && !isRevoked)) return null;
  const gone = standing.departures
    .filter((one) => one.member === member?.id)
    .flatMap((one) => ("leave" in one ? [one.leave.id] : certifiedIn(one.expulsion, null).flatMap(({ attestations }) => attestations)));
  const revoked = governance.devices.revocations.filter((one) => one.device === device).map(({ act }) => act.id);
  const heads = [...gone, ...revoked];
  return { heads, past: log.pastOf(heads) };
}
