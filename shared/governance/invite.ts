/** MEM-3. What an invite's seed makes, the request it lets a stranger sign, and the link it travels in. */
import { fromBase64url, toBase64url } from "../base/bytes.ts";
import { decodeCbor, encodeCbor, type CborMap } from "../base/cbor.ts";
import { idBytes, idOf, type DeviceId, type GroupId, type InviteId } from "../base/ids.ts";
import { limits } from "../base/limits.ts";
import { bytesOf, id, list, listOrNone, record, text, time, whole } from "../base/record.ts";
import { labels } from "../crypto/labels.ts";
import { deriveKey, hash, sign, signingKeys, verify, type SigningKeys } from "../crypto/sodium.ts";
import { isSoundIdentity, makeIdentity, type RootedKeys } from "./identity.ts";
import { joinRequestCodec, type JoinRequest } from "./records.ts";

/** The key pair that proves one holds the invite; `inviteId = H(its public key)`. */
export const inviteKeys = (seed: Uint8Array, group: GroupId): SigningKeys => signingKeys(deriveKey(seed, labels.inviteSign, idBytes(group)));
export const inviteIdOf = (publicKey: Uint8Array): InviteId => idOf<InviteId>(hash(publicKey));
export const inviteLinkKey = (seed: Uint8Array, group: GroupId): Uint8Array => deriveKey(seed, labels.inviteLink, idBytes(group));

// ---------------------------------------------------------------- the request

/** Answers the challenge of one admitting device. */
export function makeJoinRequest(input: {
  readonly group: GroupId;
  readonly seed: Uint8Array;
  readonly admitter: DeviceId;
  readonly challenge: Uint8Array;
  readonly name: string;
  readonly keys: RootedKeys;
}): Uint8Array {
  const invite = inviteKeys(input.seed, input.group);
  const identity = makeIdentity(input.name, input.keys, idBytes(input.group));
  const request = { group: input.group, invite: inviteIdOf(invite.publicKey), admitter: input.admitter, challenge: input.challenge, identity };
  const message = signedPart(request);
  return joinRequestCodec.encode({
    ...request,
    inviteSignature: sign(labels.joinRequest, message, invite),
    rootSignature: sign(labels.joinRequest, message, input.keys.root),
    deviceSignature: sign(labels.joinRequest, message, input.keys.device),
  });
}

export type JoinRequestProblem = "RequestMalformed" | "OtherGroup" | "UnsoundKeys" | "BadInviteSignature" | "BadRootSignature" | "BadDeviceSignature";

/** Everything about a request that does not depend on the group's state. `invitePublicKey` as the group knows it. */
export function checkJoinRequest(bytes: Uint8Array, group: GroupId, invitePublicKey: (invite: InviteId) => Uint8Array | null): JoinRequest | JoinRequestProblem {
  const request = joinRequestCodec.decode(bytes);
  if (request === null) return "RequestMalformed";
  if (request.group !== group) return "OtherGroup";
  if (!isSoundIdentity(request.identity, idBytes(group))) return "UnsoundKeys";
  const message = signedPart(request);
  const invite = invitePublicKey(request.invite);
  if (invite === null || !verify(labels.joinRequest, message, request.inviteSignature, invite)) return "BadInviteSignature";
  if (!verify(labels.joinRequest, message, request.rootSignature, request.identity.root)) return "BadRootSignature";
  if (!verify(labels.joinRequest, message, request.deviceSignature, request.identity.device)) return "BadDeviceSignature";
  return request;
}

function signedPart(r: Pick<JoinRequest, "group" | "invite" | "admitter" | "challenge" | "identity">): Uint8Array {
  const { name, root, device, box, certificate } = r.identity;
  return encodeCbor([idBytes(r.group), idBytes(r.invite), idBytes(r.admitter), r.challenge, name, root, device, box, certificate]);
}

// ---------------------------------------------------------------- the link

/** What a link or QR code holds. */
export interface InviteLink {
  readonly version: number;
  readonly group: GroupId;
  readonly seed: Uint8Array;
  /** Hash of the inviter's device key. */
  readonly inviter: DeviceId;
  /** Signalling addresses at which members can be met. */
  readonly signalling: readonly string[];
  readonly stun: readonly string[];
  readonly expires: number;
  /** SYNC-6. Relays of the group. */
  readonly relays?: readonly string[];
}

const address = text(limits.address);
const linkCodec = record<InviteLink>({
  version: [1, whole(1, 1000)],
  group: [2, id<GroupId>()],
  seed: [3, bytesOf(16)],
  inviter: [4, id<DeviceId>()],
  signalling: [5, list(address, limits.addresses)],
  stun: [6, list(address, limits.addresses)],
  expires: [7, time],
  relays: [8, listOrNone(address, limits.addresses)],
});

export const linkPrefix = "veche:join#";
const linkVersion = 1;

export const writeLink = (link: Omit<InviteLink, "version">): string => linkPrefix + toBase64url(linkCodec.encode({ version: linkVersion, ...link }));

/** Reads a pasted link, forgiving white space and line breaks around and inside it. */
export function readLink(pasted: string): InviteLink | "LinkGarbled" | "LinkNewerVersion" {
  const compact = pasted.replace(/\s+/gu, "");
  if (!compact.startsWith(linkPrefix)) return "LinkGarbled";
  const bytes = fromBase64url(compact.slice(linkPrefix.length));
  if (bytes === null) return "LinkGarbled";
  const map = decodeCbor(bytes);
  const version = map instanceof Map ? (map as CborMap).get(1) : undefined;
  if (typeof version === "number" && version > linkVersion) return "LinkNewerVersion";
  return linkCodec.decode(bytes) ?? "LinkGarbled";
}
