/** KEY-3…6. Which of the keys held is written under, for whom a new one is made, and who is handed what of it. */
import type { DeviceId, Kid, MemberId } from "../base/ids.ts";
import { keyToWriteUnder, makeCapsule, makeRotation, mostParents, type Rotation, type StandingRotation } from "../keys/epoch.ts";
import { forActsAlone, type HeldKey } from "../keys/levels.ts";
import { days } from "../base/units.ts";
import type { Random } from "../ports/random.ts";
import type { GroupFold } from "./group-fold.ts";

/** What an entry is written under. */
export interface WritingKey {
  readonly kid: Kid;
  readonly key: Uint8Array;
}

/** All that is held of a key. */
export function heldKey({ keys, postKeys }: GroupFold, kid: Kid): HeldKey | null {
  const acts = keys.get(kid);
  return acts === undefined ? null : { kid, acts, posts: postKeys.get(kid) ?? null };
}

/** Of posts; null where no eligible key is held. */
export function keyForPosts(fold: GroupFold): WritingKey | null {
  const used = rotationForPosts(fold);
  return used === null ? null : { kid: used.kid, key: keysForPosts(fold, used).get(used.kid)! };
}

export const kidForPosts = (fold: GroupFold): Kid | null => rotationForPosts(fold)?.kid ?? null;

function rotationForPosts(fold: GroupFold): StandingRotation | null {
  const { assembly } = fold;
  return keyToWriteUnder(assembly.rotations, assembly.keyRules.eligibleIn(null), (rotation) => holdsForPosts(fold, rotation));
}

const keysForPosts = ({ keys, postKeys }: GroupFold, { split }: StandingRotation): ReadonlyMap<Kid, Uint8Array> => (split ? postKeys : keys);
const holdsForPosts = (fold: GroupFold, rotation: StandingRotation): boolean => keysForPosts(fold, rotation).has(rotation.kid);

/**
 * Of acts: the founding key while nobody has gone and no device was revoked. Afterwards the newest that follows every loss, once enough members have
 * acknowledged it for acts to count under it, and until then the newest that acts do count under.
 */
export function kidForActs(fold: GroupFold): Kid | null {
  return fold.assembly.hasLosses ? (rotationForActs(fold)?.kid ?? fold.assembly.foundingKey) : fold.assembly.foundingKey;
}

function rotationForActs({ assembly, keys, log }: GroupFold): StandingRotation | null {
  const past = log.pastOf(log.actHeads);
  const counts = ({ kid }: StandingRotation): boolean => assembly.isAcknowledged(kid, past);
  const holds = ({ kid }: StandingRotation): boolean => keys.has(kid);
  const follows = assembly.keyRules.followingIn(null);
  return keyToWriteUnder(assembly.rotations, (r) => counts(r) && follows(r), holds) ?? keyToWriteUnder(assembly.rotations, counts, holds);
}

/** KEY-2. A group key is written under so long. */
const lifeOfKey = days(30);

/**
 * KEY-2. When a new key is due, by this machine's own clock: at once where no key may be written under or an invite was
 * revoked since; else when the key in use is old. Whoever claims to have made it later than now is taken at their word: of two machines
 * whose clocks differ neither must find the other's keys old for ever. Null: others have newer keys.
 */
export function rotationDue(fold: GroupFold): number | null {
  const used = rotationForPosts(fold);
  if (used === null) return fold.assembly.rotations.some(fold.assembly.keyRules.eligibleIn(null)) ? null : 0;
  return isLeakedSince(fold, used) ? 0 : used.time + lifeOfKey;
}

/** An invite was revoked that nobody used, and that whoever has it may have used to listen in. */
const isLeakedSince = ({ assembly }: GroupFold, used: StandingRotation): boolean =>
  [...assembly.governance.invites.values()].some(({ admissions, revocations }) => admissions.length === 0 && revocations.some((act) => !used.past.has(act)));

/**
 * KEY-5. What is to be asked for, also of posts that came `ahead`: first keys that posts may go under, then those that
 * were declared. Whoever writes under keys that nobody has must not keep this machine from asking for others.
 */
export function missingKeys(fold: GroupFold, ahead: readonly Kid[]): readonly Kid[] {
  const { rotations, keyRules } = fold.assembly;
  const forPosts = rotations.filter(keyRules.eligibleIn(null)).filter((rotation) => !holdsForPosts(fold, rotation));
  const others = [...fold.missingKeys(), ...ahead];
  return [...new Set([...forPosts.map(({ kid }) => kid), ...others.filter((kid) => fold.assembly.rotationsOf(kid).length > 0), ...others])];
}

/** KEY-6. The key that this member should say to hold, or null: none is new, or acts count under it already. */
export function kidToAcknowledge(fold: GroupFold, me: MemberId): Kid | null {
  const { assembly, log } = fold;
  if (!assembly.hasLosses) return null;
  const used = rotationForPosts(fold);
  if (used === null || assembly.hasAcknowledged(used.kid, me) || assembly.isAcknowledged(used.kid, log.pastOf(log.actHeads))) return null;
  return used.split && !isNewForActs(fold, used) ? null : used.kid;
}

/** KEY-4. A split key that was made for whoever came last alone changes nothing for acts: those are theirs to read. */
function isNewForActs(fold: GroupFold, { time }: StandingRotation): boolean {
  const now = rotationForActs(fold);
  return now === null || !fold.assembly.keyRules.followingIn(null)(now) || isLeakedSince(fold, now) || time >= now.time + lifeOfKey;
}

/** KEY-1, KEY-4. With the founding key and the newest others among the parents, so that a newcomer given this one opens the acts. */
export function rotationOf(fold: GroupFold, secret: Uint8Array, random: Random): Rotation {
  const { assembly, group } = fold;
  const [founding, ...others] = assembly.rotations;
  const parents = founding === undefined ? [] : [founding, ...others.slice(1 - mostParents)];
  const recipients = [...assembly.recipients().values()].map(({ device, identity }) => ({ device, box: identity.box }));
  return makeRotation(group, secret, new Map(parents.map(({ kid }) => [kid, heldKey(fold, kid)] as const)), recipients, random, isSplitNow(fold));
}

/** KEY-4. Whether a key that is made now is split. */
export const isSplitNow = ({ assembly }: GroupFold): boolean => assembly.bylaws().bylaws.history === "fromNowOn";

/** KEY-4. Of a key what opens its acts, for a device that comes in now. */
export const actsCapsule = (fold: GroupFold, kid: Kid, to: { readonly device: DeviceId; readonly box: Uint8Array }, random: Random): Uint8Array =>
  makeCapsule(fold.group, forActsAlone(heldKey(fold, kid)!), to, random);

/** KEY-5. For a device of a member in my view, and of keys whose rotation is here with all of its past: nobody it shows gone is given it. */
export function capsuleFor(fold: GroupFold, kid: Kid, device: DeviceId, random: Random): Uint8Array | null {
  const { assembly, group } = fold;
  const link = assembly.recipients().get(device);
  const key = link === undefined ? null : keyFor(fold, kid, [link.member]);
  return key === null ? null : makeCapsule(group, key, { device, box: link!.identity.box }, random);
}

/** KEY-4, KEY-5. As much of a key as all of these members may be given; null: nothing. */
export function keyFor(fold: GroupFold, kid: Kid, members: readonly MemberId[]): HeldKey | null {
  const { assembly } = fold;
  const key = heldKey(fold, kid);
  const rotations = assembly.rotationsOf(kid);
  if (key === null || rotations.length === 0 || !members.every((member) => rotations.every((rotation) => assembly.mayHold(member, rotation)))) return null;
  return members.every((member) => assembly.mayRead(member, kid)) ? key : forActsAlone(key);
}
