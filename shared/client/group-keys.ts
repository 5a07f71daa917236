/** KEY-3, KEY-6. Which of the keys held is written under, and for whom a new one is made. */
import type { DeviceId, Kid, MemberId } from "../base/ids.ts";
import { keyToWriteUnder, makeCapsule, makeRotation, mostParents, type Rotation, type StandingRotation } from "../keys/epoch.ts";
import { days } from "../base/units.ts";
import type { Random } from "../ports/random.ts";
import type { GroupFold } from "./group-fold.ts";

/** Of posts; null where no eligible key is held. */
export const kidForPosts = ({ assembly, keys }: GroupFold): Kid | null => keyToWriteUnder(assembly.rotations, (r) => assembly.isEligible(r), (kid) => keys.has(kid));

/**
 * Of acts: the founding key while nobody has gone and no device was revoked. Afterwards the eligible key, once enough members have acknowledged it
 * for acts to count under it, and until then the newest that acts do count under.
 */
export function kidForActs({ assembly, keys, log }: GroupFold): Kid | null {
  if (!assembly.hasLosses) return assembly.foundingKey;
  const past = log.pastOf(log.actHeads);
  const counts = ({ kid }: StandingRotation): boolean => assembly.isAcknowledged(kid, past);
  const holds = (kid: Kid): boolean => keys.has(kid);
  const usable = keyToWriteUnder(assembly.rotations, (r) => counts(r) && assembly.isEligible(r), holds) ?? keyToWriteUnder(assembly.rotations, counts, holds);
  return usable ?? assembly.foundingKey;
}

/** KEY-2. A group key is written under so long. */
const lifeOfKey = days(30);

/**
 * KEY-2. When a new key is due, by this machine's own clock: at once where no key may be written under or an invite was
 * revoked since; else when the key in use is old. Whoever claims to have made it later than now is taken at their word: of two machines
 * whose clocks differ neither must find the other's keys old for ever. Null: others have newer keys.
 */
export function rotationDue(fold: GroupFold): number | null {
  const eligible = eligibleRotations(fold);
  if (eligible.length === 0) return 0;
  const kid = kidForPosts(fold);
  const used = eligible.find((r) => r.kid === kid);
  if (used === undefined) return null;
  const { invites } = fold.assembly.governance;
  const leaked = [...invites.values()].some(({ admissions, revocations }) => admissions.length === 0 && revocations.some((act) => !used.past.has(act)));
  return leaked ? 0 : used.time + lifeOfKey;
}

/** Rotations that follow whoever went, held or not. */
export const eligibleRotations = ({ assembly }: GroupFold): readonly StandingRotation[] => assembly.rotations.filter((r) => assembly.isEligible(r));

/** KEY-6. The key that this member should say to hold, or null: none is new, or acts count under it already. */
export function kidToAcknowledge(fold: GroupFold, me: MemberId): Kid | null {
  const { assembly, log } = fold;
  if (!assembly.hasLosses) return null;
  const kid = kidForPosts(fold);
  if (kid === null || assembly.hasAcknowledged(kid, me) || assembly.isAcknowledged(kid, log.pastOf(log.actHeads))) return null;
  return kid;
}

/** KEY-1. With the founding key and the newest others among the parents, so that a newcomer given this one opens the acts. */
export function rotationOf({ assembly, keys, group }: GroupFold, key: Uint8Array, random: Random): Rotation {
  const [founding, ...others] = assembly.rotations;
  const parents = founding === undefined ? [] : [founding, ...others.slice(1 - mostParents)];
  const recipients = [...assembly.recipients().values()].map(({ device, identity }) => ({ device, box: identity.box }));
  return makeRotation(group, key, new Map(parents.map(({ kid }) => [kid, keys.get(kid) ?? null] as const)), recipients, random);
}

/** KEY-5. For a device of a member in my view, and of keys whose rotation is here with all of its past: nobody it shows gone is given it. */
export function capsuleFor({ assembly, keys, group }: GroupFold, kid: Kid, device: DeviceId, random: Random): Uint8Array | null {
  const key = keys.get(kid);
  const rotation = assembly.rotations.find((r) => r.kid === kid);
  const link = assembly.recipients().get(device);
  if (key === undefined || rotation === undefined || link === undefined || !assembly.mayHold(link.member, rotation)) return null;
  return makeCapsule(group, key, { device, box: link.identity.box }, random);
}
