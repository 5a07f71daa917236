/** The payloads of governance entries and of what they carry (MEM-1, MEM-3, LOG-7). */
import { limits } from "../base/limits.ts";
import { bytesOf, bytesUpTo, fields, id, leftOut, list, record, sortedIds, text, time, type Field } from "../base/record.ts";
import type { DeviceId, GroupId, InviteId, MemberId } from "../base/ids.ts";
import { bylawsField, type Bylaws } from "../poll/bylaws.ts";

/** ID-1. A person's root and one machine of theirs, tied by the root's signature over both. */
export interface Identity {
  readonly name: string;
  /** Ed25519. `memberId = H(root)`. */
  readonly root: Uint8Array;
  /** Ed25519. `deviceId = H(device)`. */
  readonly device: Uint8Array;
  /** X25519. */
  readonly box: Uint8Array;
  /** By the root, over group, device and box keys. */
  readonly certificate: Uint8Array;
}

const identityField: Field<Identity> = fields<Identity>({
  name: [1, text(limits.personName)],
  root: [2, bytesOf(32)],
  device: [3, bytesOf(32)],
  box: [4, bytesOf(32)],
  certificate: [5, bytesOf(64)],
});

/** MEM-1. `groupId = H(genesis)`, so a certificate in it cannot name the group: the founder's names the salt instead. */
export interface Genesis {
  readonly name: string;
  readonly founder: Identity;
  readonly bylaws: Bylaws;
  readonly salt: Uint8Array;
  /** ID-3: hash of the 2,048 words of the eight words. */
  readonly wordList: Uint8Array;
}

export const genesisCodec = record<Genesis>({
  name: [1, text(limits.groupName)],
  founder: [2, identityField],
  bylaws: [3, bylawsField],
  salt: [4, bytesOf(32)],
  wordList: [5, bytesOf(32)],
});

/** MEM-3. The seed is readable by members only (payloads are encrypted), so any member's machine can admit. */
export interface Invite {
  readonly seed: Uint8Array;
  /** A hint: members' machines stop admitting after it. No rule reads it. */
  readonly expires: number;
}

export const inviteCodec = record<Invite>({ seed: [1, bytesOf(16)], expires: [2, time] });

export const revokeInviteCodec = record<{ readonly invite: InviteId }>({ invite: [1, id<InviteId>()] });

/** What a joiner asks of one admitting device; every member's machine checks it again. */
export interface JoinRequest {
  readonly group: GroupId;
  readonly invite: InviteId;
  readonly admitter: DeviceId;
  readonly challenge: Uint8Array;
  readonly identity: Identity;
  /** Each over all of the above. */
  readonly inviteSignature: Uint8Array;
  readonly rootSignature: Uint8Array;
  readonly deviceSignature: Uint8Array;
}

export const joinRequestCodec = record<JoinRequest>({
  group: [1, id<GroupId>()],
  invite: [2, id<InviteId>()],
  admitter: [3, id<DeviceId>()],
  challenge: [4, bytesOf(32)],
  identity: [5, identityField],
  inviteSignature: [6, bytesOf(64)],
  rootSignature: [7, bytesOf(64)],
  deviceSignature: [8, bytesOf(64)],
});

/** `join.admit` embeds the whole request as it was made. */
export const admitCodec = record<{ readonly request: Uint8Array }>({ request: [1, bytesUpTo(1024)] });

/** ID-2. A further machine of a member; `name` of the identity is what the machine is called. */
export interface DeviceAdd {
  readonly identity: Identity;
  /** By the new device. */
  readonly signature: Uint8Array;
  /** ID-4. Other devices of the member that it shuts out as it comes. */
  readonly replaces?: readonly DeviceId[];
}

/** So many at once: more than a member has, unless machines were linked side by side. */
export const mostReplaced = 32;

/** What a new machine says of itself (ID-2); the root's certificate is still missing. */
export interface LinkRequest {
  readonly name: string;
  readonly root: Uint8Array;
  readonly device: Uint8Array;
  readonly box: Uint8Array;
  readonly signature: Uint8Array;
}

export const linkRequestCodec = record<LinkRequest>({ name: [1, text(limits.personName)], root: [2, bytesOf(32)], device: [3, bytesOf(32)], box: [4, bytesOf(32)], signature: [5, bytesOf(64)] });

export const deviceAddCodec = record<DeviceAdd>({ identity: [1, identityField], signature: [2, bytesOf(64)], replaces: [3, leftOut(sortedIds<DeviceId>(mostReplaced))] });

/** ID-6. Somebody comes back with their root: the `device.add` that whoever reads it is to write. */
export const returnRequestCodec = record<{ readonly group: GroupId; readonly add: Uint8Array }>({ group: [1, id<GroupId>()], add: [2, bytesUpTo(2048)] });

/** ID-4. */
export const deviceRevokeCodec = record<{ readonly device: DeviceId }>({ device: [1, id<DeviceId>()] });

/** LOG-7. Both headers with their signatures. */
export interface ForkProof {
  readonly first: SignedHeader;
  readonly second: SignedHeader;
}

export interface SignedHeader {
  readonly header: Uint8Array;
  readonly signature: Uint8Array;
}

const signedHeaderField = fields<SignedHeader>({ header: [1, bytesUpTo(4096)], signature: [2, bytesOf(64)] });
export const forkProofCodec = record<ForkProof>({ first: [1, signedHeaderField], second: [2, signedHeaderField] });

/** LAW-4. A voting member stands for one who was admitted. */
export const sponsorCodec = record<{ readonly member: MemberId }>({ member: [1, id<MemberId>()] });

const nothing = record<{ readonly nothing: readonly never[] }>({ nothing: [1, list<never>({ write: () => null, read: () => undefined }, 0)] });
export const mergeCodec = nothing;
/** MEM-8. */
export const leaveCodec = nothing;
