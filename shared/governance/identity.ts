/** ID-1. A member's root key and the certificate that ties a device to it. */
import { encodeCbor } from "../base/cbor.ts";
import { idOf, type DeviceId, type MemberId } from "../base/ids.ts";
import { labels } from "../crypto/labels.ts";
import { boxKeys, hash, isSoundBoxKey, isSoundPublicKey, sign, signingKeys, verify, type BoxKeys, type SigningKeys } from "../crypto/sodium.ts";
import type { Random } from "../ports/random.ts";
import type { Identity } from "./records.ts";

export const memberIdOf = (root: Uint8Array): MemberId => idOf<MemberId>(hash(root));
export const deviceIdOf = (device: Uint8Array): DeviceId => idOf<DeviceId>(hash(device));

/** One machine's side of a membership: other keys in each group, so that groups cannot be linked. */
export interface OwnKeys {
  /** ID-5. Its secret may be elsewhere: on another machine of the member, or on paper. */
  readonly root: SigningKeys | { readonly publicKey: Uint8Array; readonly secretKey: null };
  readonly device: SigningKeys;
  readonly box: BoxKeys;
}

export interface RootedKeys extends OwnKeys {
  readonly root: SigningKeys;
}

export const isRooted = (keys: OwnKeys): keys is RootedKeys => keys.root.secretKey !== null;

/** From three 32-byte seeds, as kept in the profile. */
export const ownKeysFrom = (seeds: Uint8Array): RootedKeys => ({ root: signingKeys(seeds.slice(0, 32)), ...machineKeysFrom(seeds) });

/** The same without the first, where the root is elsewhere. */
export const linkedKeysFrom = (seeds: Uint8Array, root: Uint8Array): OwnKeys => ({ root: { publicKey: root, secretKey: null }, ...machineKeysFrom(seeds) });

const machineKeysFrom = (seeds: Uint8Array): Pick<OwnKeys, "device" | "box"> => ({ device: signingKeys(seeds.slice(32, 64)), box: boxKeys(seeds.slice(64, 96)) });

export const newSeeds = (random: Random): Uint8Array => random.bytes(96);

/** `context` is the group id's bytes, or the genesis salt for a founder, whose group has no id yet. */
export function makeIdentity(name: string, keys: RootedKeys, context: Uint8Array): Identity {
  const { root, device, box } = keys;
  const certificate = certify(context, device.publicKey, box.publicKey, root);
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

export const certify = (context: Uint8Array, device: Uint8Array, box: Uint8Array, root: SigningKeys): Uint8Array => sign(labels.deviceCertificate, certified(context, device, box), root);

const certified = (context: Uint8Array, device: Uint8Array, box: Uint8Array): Uint8Array => encodeCbor([context, device, box]);
