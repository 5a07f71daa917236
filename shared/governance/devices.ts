/**
 * ID-1…4. The machines of members: which acts tied a device to whom, and which devices were revoked. Each is judged by
 * its own past (MEM-2); nothing takes a revocation back, so whatever order they come in, the same devices are out.
 */
import { equal } from "../base/bytes.ts";
import { encodeCbor } from "../base/cbor.ts";
import { idBytes, type DeviceId, type GroupId, type MemberId } from "../base/ids.ts";
import { labels } from "../crypto/labels.ts";
import { sign, verify, type SigningKeys } from "../crypto/sodium.ts";
import type { Act, Past } from "../log/past.ts";
import { certify, deviceIdOf, isSoundIdentity, memberIdOf, type OwnKeys, type RootedKeys } from "./identity.ts";
import { deviceAddCodec, deviceRevokeCodec, type Identity, type LinkRequest } from "./records.ts";

/** One act that tied a device to a member: a genesis, a `join.admit` or a `device.add`. */
export interface DeviceLink {
  readonly act: Act;
  readonly member: MemberId;
  readonly device: DeviceId;
  readonly identity: Identity;
}

/** ID-4. Its cut is the past of the act. */
export interface Revocation {
  readonly act: Act;
  readonly device: DeviceId;
  readonly member: MemberId;
}

/** Boxes of a rotation are bounded (KEY-1): so many machines of one member get keys, those linked first. */
export const mostDevices = 6;

export type DeviceVoid = "UnsoundKeys" | "BadDeviceSignature" | "MemberUnknown" | "DeviceKnown" | "DeviceRevoked" | "TooManyDevices" | "NotOwnDevice";

export class Devices {
  readonly #byDevice = new Map<DeviceId, DeviceLink[]>();
  readonly #byMember = new Map<MemberId, DeviceLink[]>();
  readonly #revocationsOf = new Map<DeviceId, Revocation[]>();
  readonly revocations: Revocation[] = [];
  #reassigned = 0;

  /** How often a device turned out to belong to another member than first heard: two roots had it admitted at once. */
  get reassigned(): number {
    return this.#reassigned;
  }

  /** By any link; of several the one with the lowest act id. */
  linkOf(device: DeviceId): DeviceLink | null {
    return this.#byDevice.get(device)?.[0] ?? null;
  }

  /** MEM-2. By the links of a past. */
  linkIn(device: DeviceId, past: Past): DeviceLink | null {
    return this.#byDevice.get(device)?.find(({ act }) => past.has(act)) ?? null;
  }

  /** All there ever were, those linked first before others. */
  linksOf(member: MemberId): readonly DeviceLink[] {
    return this.#byMember.get(member) ?? [];
  }

  /** ID-4. Null: by everything heard. */
  isRevoked(device: DeviceId, past: Past | null): boolean {
    return this.#revocationsOf.get(device)?.some(({ act }) => past === null || past.has(act)) === true;
  }

  /** Devices of a member that get keys, by a past or by everything heard. */
  activeOf(member: MemberId, past: Past | null): readonly DeviceLink[] {
    return this.unrevokedOf(member, past).slice(0, mostDevices);
  }

  /** More than those where several were linked side by side: what has no key may have been given one, and writes for the member. */
  unrevokedOf(member: MemberId, past: Past | null): readonly DeviceLink[] {
    const found = new Map<DeviceId, DeviceLink>();
    for (const link of this.linksOf(member)) {
      const { device, act } = link;
      if ((past === null || past.has(act)) && !found.has(device) && !this.isRevoked(device, past)) found.set(device, link);
    }
    return [...found.values()];
  }

  /** ID-4, KEY-3. Whether a past lacks a revocation that another, or everything heard, shows. */
  lacksRevocation(of: Past, seen: Past | null): boolean {
    return this.revocations.some(({ act }) => (seen === null || seen.has(act)) && !of.has(act));
  }

  tie(link: DeviceLink): void {
    const links = this.#byDevice.get(link.device) ?? [];
    const before = links[0]?.member;
    links.push(link);
    links.sort((a, b) => (a.act.id < b.act.id ? -1 : 1));
    if (before !== undefined && before !== links[0]!.member) this.#reassigned += 1;
    this.#byDevice.set(link.device, links);
    const ofMember = this.#byMember.get(link.member) ?? [];
    ofMember.push(link);
    ofMember.sort((a, b) => a.act.lamport - b.act.lamport || (a.act.id < b.act.id ? -1 : 1));
    this.#byMember.set(link.member, ofMember);
  }

  /**
   * ID-2. The root's certificate authorises, so any member's machine may write it, the member's own revoked or suspended
   * ones too. `belongs`: whether a member has a place in that past. What it replaces is revoked by it, ID-4: a device that is one
   * machine of the member's may, and its own signature says so.
   */
  add(act: Act, record: Uint8Array, group: GroupId, belongs: (member: MemberId) => boolean): DeviceVoid | "Malformed" | null {
    const read = readDeviceAdd(group, record);
    if (typeof read === "string") return read;
    const { identity, replaces } = read;
    const member = memberIdOf(identity.root);
    const device = deviceIdOf(identity.device);
    if (!belongs(member)) return "MemberUnknown";
    if (this.isRevoked(device, act.past)) return "DeviceRevoked";
    if (this.linkIn(device, act.past) !== null) return "DeviceKnown";
    if (this.remaining(member, replaces, act.past).length >= mostDevices) return "TooManyDevices";
    const replaced = this.unrevokedOf(member, act.past).filter((link) => replaces.includes(link.device));
    this.tie({ act, member, device, identity });
    for (const link of replaced) this.#revoked({ act, device: link.device, member });
    return null;
  }

  /** Devices that get keys once others are shut out. */
  remaining(member: MemberId, replaces: readonly DeviceId[], past: Past | null): readonly DeviceLink[] {
    return this.unrevokedOf(member, past)
      .filter(({ device }) => !replaces.includes(device))
      .slice(0, mostDevices);
  }

  /** ID-4. By a machine of the same member. */
  revoke(act: Act, record: Uint8Array): DeviceVoid | "Malformed" | null {
    const revoked = deviceRevokeCodec.decode(record);
    if (revoked === null) return "Malformed";
    const [by, of] = [this.linkIn(act.device, act.past), this.linkIn(revoked.device, act.past)];
    if (by === null || of?.member !== by.member) return "NotOwnDevice";
    if (this.isRevoked(of.device, act.past)) return "DeviceRevoked";
    this.#revoked({ act, device: of.device, member: of.member });
    return null;
  }

  #revoked(revocation: Revocation): void {
    const { device } = revocation;
    this.revocations.push(revocation);
    this.#revocationsOf.set(device, [...(this.#revocationsOf.get(device) ?? []), revocation]);
  }

  /** Canonical values for the state hash; nothing where no machine was ever linked or revoked. */
  state(): readonly string[] {
    const added = [...this.#byMember.values()].flat().map(({ member, device, act }) => `${member}:${device}:${act.id}`);
    const revoked = this.revocations.map(({ device, act }) => `${device}:${act.id}`);
    return ["devices", ...added.sort(), "revoked", ...revoked.sort()];
  }
}

/** The machine a `device.add` adds, and those it shuts out, as far as that does not depend on the group's state. */
export function readDeviceAdd(group: GroupId, record: Uint8Array): { readonly identity: Identity; readonly replaces: readonly DeviceId[] } | "Malformed" | "UnsoundKeys" | "BadDeviceSignature" {
  const asked = deviceAddCodec.decode(record);
  if (asked === null) return "Malformed";
  const { identity, signature, replaces = null } = asked;
  if (!isSoundIdentity(identity, idBytes(group))) return "UnsoundKeys";
  return verify(labels.deviceAdd, signedPart(group, identity, replaces), signature, identity.device) ? { identity, replaces: replaces ?? [] } : "BadDeviceSignature";
}

/** What the new machine signs, so that nobody links a device that is another's, or has it shut out machines it does not mean. */
const signedPart = (group: GroupId, { name, root, device, box }: Omit<Identity, "certificate">, replaces: readonly DeviceId[] | null): Uint8Array =>
  encodeCbor([idBytes(group), name, root, device, box, ...(replaces === null ? [] : [[...replaces].sort().map(idBytes)])]);

/** A new machine asks to be linked to the member of this root. */
export function askForLink(group: GroupId, name: string, keys: OwnKeys): LinkRequest {
  const asked = { name, root: keys.root.publicKey, device: keys.device.publicKey, box: keys.box.publicKey };
  return { ...asked, signature: sign(labels.deviceAdd, signedPart(group, asked, null), keys.device) };
}

/** ID-6. The record of a machine that has the root, and in whose place others go. */
export function addSelf(group: GroupId, name: string, { root, device, box }: RootedKeys, replaces: readonly DeviceId[]): Uint8Array {
  const identity = { name, root: root.publicKey, device: device.publicKey, box: box.publicKey, certificate: certify(idBytes(group), device.publicKey, box.publicKey, root) };
  const named = replaces.length === 0 ? null : replaces;
  return deviceAddCodec.encode({ identity, signature: sign(labels.deviceAdd, signedPart(group, identity, named), device), ...(named === null ? {} : { replaces: named }) });
}

/** The record of a `device.add`, certified by the root; null when the request is not for that root or not its device's. */
export function makeDeviceAdd(group: GroupId, asked: LinkRequest, root: SigningKeys): Uint8Array | null {
  const { name, device, box, signature } = asked;
  const identity = { name, root: root.publicKey, device, box, certificate: certify(idBytes(group), device, box, root) };
  const sound = isSoundIdentity(identity, idBytes(group)) && equal(asked.root, root.publicKey) && verify(labels.deviceAdd, signedPart(group, identity, null), signature, device);
  return sound ? deviceAddCodec.encode({ identity, signature }) : null;
}
