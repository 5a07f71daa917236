/** ID-1. A member's root key and the certificate that ties a device to it. */
import { encodeCbor } from "../base/cbor.ts";
import { idOf, type DeviceId, type MemberId } from "../base/ids.ts";
import { labels } from "../crypto/labels.ts";
import { boxKeys, hash, isSoundBoxKey, isSoundPublicKey, sign, signingKeys, verify, type BoxKeys, type SigningKeys } from "../crypto/sodium.ts";
import type { Random } from "../ports/random.ts";
import type { Identity } from "./records.ts";

export const memberIdOf = (root: Uint8Array): MemberId => idOf<MemberId>(hash(root));
export const deviceIdOf = (device: Uint8Array): DeviceId => idOf<DeviceId>(hash(device));

/** The secret side of one membership: a root and one device, made anew for each group so that groups cannot be linked. */
export interface OwnKeys {
  readonly root: SigningKeys;
  readonly device: SigningKeys;
  readonly box: BoxKeys;
}

/** The three 32-byte seeds an OwnKeys is made from, as kept in the profile. */
export const ownKeysFrom = (seeds: Uint8Array): OwnKeys => ({
  root: signingKeys(seeds.slice(0, 32)),
  device: signingKeys(seeds.slice(32, 64)),
  box: boxKeys(seeds.slice(64, 96)),
});

export const newSeeds = (random: Random): Uint8Array => random.bytes(96);

/** `context` is the group id's bytes, or the genesis salt for a founder, whose group has no id yet. */
export function makeIdentity(name: string, keys: OwnKeys, context: Uint8Array): Identity {
  const { root, device, box } = keys;
  const certificate = sign(labels.deviceCertificate, certified(context, device.publicKey, box.publicKey), root);
  return { name, root: root.publicKey, device: device.publicKey, box: box.publicKey, certificate };
}

/** Sound keys, all different, and a certificate by the root for just this context. */
export function isSoundIdentity(identity: Identity, context: Uint8Array): boolean {
  const { root, device, box, certificate } = identity;
  return (
    identity.name.trim() !== "" &&
    isSoundPublicKey(root) &&
    isSoundPublicKey(device) &&
    isSoundBoxKey(box) && // else no rotation could be sealed to it, nor made for the others
    memberIdOf(root) !== (deviceIdOf(device) as string) &&
    verify(labels.deviceCertificate, certified(context, device, box), certificate, root)
  );
}

const certified = (context: Uint8Array, device: Uint8Array, box: Uint8Array): Uint8Array => encodeCbor([context, device, box]);
