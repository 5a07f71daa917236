/**
 * MEM-4, MEM-8, ID-4. What keeps entries from counting: their author was removed, or was never rightly admitted; they left;
 * the device was revoked. Each is known to some pasts and not to others.
 */
import type { DeviceId, EntryId, MemberId } from "../base/ids.ts";
import { append } from "../base/lists.ts";
import type { Assembly } from "../governance/assembly.ts";
import type { Revocation } from "../governance/devices.ts";
import type { Leave } from "../governance/governance.ts";
import type { Standing } from "../governance/standing.ts";
import type { Past } from "../log/past.ts";

export interface Bar {
  /** Equal as long as it is the same bar. */
  readonly key: string;
  readonly devices: readonly DeviceId[];
  readonly isKnownTo: (past: Past) => boolean;
  /** Acts by which its own author says that what they wrote before is to stay: their leave, a machine's own revocation. */
  readonly farewells: readonly EntryId[];
}

/** All of them now, in an order of their own. */
export function barsOf(assembly: Assembly): readonly Bar[] {
  const { governance } = assembly;
  const now = assembly.standing();
  const bars: Bar[] = [];
  if (!now.untouched) {
    for (const id of governance.members.keys()) if (!hasPlace(now, id)) bars.push(removal(assembly, id));
    const leaves = new Map<MemberId, Leave["act"][]>();
    for (const one of now.departures) if ("leave" in one) append(leaves, one.member, one.leave);
    for (const [id, acts] of leaves) bars.push(leave(assembly, id, acts));
  }
  const revocations = new Map<DeviceId, Revocation[]>();
  for (const one of governance.devices.revocations) append(revocations, one.device, one);
  for (const [device, acts] of revocations) bars.push(revoked(device, acts));
  return bars.sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** Whose writing counts. Who left besides is removed all the same; whoever has no admission that stands writes for who was removed. */
export function hasPlace(standing: Standing, member: MemberId): boolean {
  const is = standing.of(member);
  return is === "active" || is === "suspended" || (is === "left" && !expelledIn(standing).has(member));
}

const expelled = new WeakMap<Standing, ReadonlySet<MemberId>>();

function expelledIn(standing: Standing): ReadonlySet<MemberId> {
  let found = expelled.get(standing);
  if (found === undefined) expelled.set(standing, (found = new Set(standing.departures.flatMap((one) => ("expulsion" in one ? [one.member] : [])))));
  return found;
}

function removal(assembly: Assembly, member: MemberId): Bar {
  const devices = assembly.governance.devicesOf(member);
  return { key: `removed ${member} ${devices.join()}`, devices, isKnownTo: (past) => !hasPlace(assembly.standing(past), member), farewells: [] };
}

function leave(assembly: Assembly, member: MemberId, acts: readonly Leave["act"][]): Bar {
  const devices = assembly.governance.devicesOf(member);
  const farewells = acts.map(({ id }) => id).sort();
  return { key: `left ${member} ${devices.join()} ${farewells.join()}`, devices, isKnownTo: (past) => acts.some((act) => past.has(act)), farewells };
}

/** A machine's own word says nothing against what another says of it: whoever stole it could say it, too. */
function revoked(device: DeviceId, revocations: readonly Revocation[]): Bar {
  const acts = revocations.map(({ act }) => act);
  const foreign = acts.filter((act) => act.device !== device);
  const farewells = acts.filter((act) => act.device === device && foreign.every((other) => other.past.has(act))).map(({ id }) => id);
  return { key: `revoked ${device} ${acts.map(({ id }) => id).sort().join()}`, devices: [device], isKnownTo: (past) => acts.some((act) => past.has(act)), farewells };
}
