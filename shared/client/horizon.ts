/** SYNC-2. What a device is served that is no member's, or no longer: a removed member up to its removal and nothing later. */
import type { DeviceId } from "../base/ids.ts";
import { certifiedIn } from "../poll/certificate.ts";
import type { Horizon } from "../sync/group-side.ts";
import type { GroupFold } from "./group-fold.ts";

/** Null: everything. While nobody has gone, whoever proved a key is given the acts, for its admission may not be here yet. */
export function horizonOf({ assembly, log }: GroupFold, device: DeviceId): Horizon | null {
  const standing = assembly.standing();
  const member = assembly.governance.memberOf(device);
  if (standing.departures.length === 0 || (member !== null && standing.isEntitled(member.id))) return null;
  const heads = standing.departures
    .filter((one) => one.member === member?.id)
    .flatMap((one) => ("leave" in one ? [one.leave.id] : certifiedIn(one.expulsion, null).flatMap(({ attestations }) => attestations)));
  return { heads, past: log.pastOf(heads) };
}
