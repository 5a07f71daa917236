/** ID-2, ID-4, LOG-7. The machines of members: who linked which, which were revoked, and which wrote two histories. */
import { fromHex } from "./bytes.ts";
import { write } from "./cbor.ts";
import type { Past, Placed } from "./graph.ts";
import { identity, isSound, type Identity } from "./identity.ts";
import { bytes, id, ids, map, parse } from "./shapes.ts";
import { idOf, isSigned } from "./sodium.ts";

const additionShape = map({ identity: [1, identity], signature: [2, bytes(64)], replaces: [3, ids(32), "mayBeAbsent"] });
const revocationShape = map({ device: [1, id] });

/** So many of one member get keys. */
const mostDevices = 6;

interface Link {
  readonly act: Placed;
  readonly member: string;
  readonly device: string;
  readonly key: Uint8Array;
}

/** LOG-7. */
export interface ForkProof {
  readonly act: Placed;
  readonly device: string;
  readonly seq: number;
}

export class Devices {
  readonly forks: ForkProof[] = [];
  readonly #links = new Map<string, Link[]>();
  readonly #ofMembers = new Map<string, Link[]>();
  #fresh: string[] = [];
  readonly #revocations: { readonly act: Placed; readonly device: string }[] = [];

  /** By a genesis, an admission or an addition. The lowest act id comes first, whatever the order of the file. */
  tie(act: Placed, who: Identity): void {
    const link = { act, member: idOf(who.root), device: idOf(who.device), key: who.device };
    for (const [index, of] of [[this.#links, link.device], [this.#ofMembers, link.member]] as const) {
      index.set(of, [...(index.get(of) ?? []), link].sort((one_, other) => (one_.act.id < other.act.id ? -1 : 1)));
    }
    this.#fresh.push(link.device);
  }

  /** Those tied since this was asked last. */
  takeFresh(): readonly string[] {
    const fresh = this.#fresh;
    this.#fresh = [];
    return fresh;
  }

  keyOf(device: string): Uint8Array | null {
    return this.#links.get(device)?.[0]!.key ?? null;
  }

  /** MEM-2. Whose device it was as a past shows. */
  memberIn(device: string, past: Past): string | null {
    return this.#links.get(device)?.find((link) => past.has(link.act))?.member ?? null;
  }

  /** All there ever were, ascending. */
  ofMember(member: string): readonly string[] {
    return [...new Set(this.#ofMembers.get(member)?.map(({ device }) => device))].sort();
  }

  isRevokedIn(device: string, past: Past): boolean {
    return this.#revocations.some((one_) => one_.device === device && past.has(one_.act));
  }

  isProvenIn(device: string, past: Past): boolean {
    return this.forks.some((one_) => one_.device === device && past.has(one_.act));
  }

  /** ID-4. A past shows a revocation of the act's device whose cut lacks the act. */
  isCutOff(act: Placed, past: Past): boolean {
    return this.#revocations.some((one_) => one_.device === act.device && past.has(one_.act) && !one_.act.past.has(act));
  }

  /** LOG-7, ID-4. What counts only where it is settled. */
  isOutside(act: Placed, past: Past): boolean {
    return this.isCutOff(act, past) || this.forks.some((one_) => one_.device === act.device && act.seq >= one_.seq && past.has(one_.act));
  }

  /** A past shows a revocation that another lacks. */
  lacksRevocation(of: Past, seen: Past): boolean {
    return this.#revocations.some(({ act }) => seen.has(act) && !of.has(act));
  }

  /** KEY-1. Devices of a member that get keys, those linked first. */
  withKeys(member: string, past: Past): readonly string[] {
    return this.#unrevoked(member, past).slice(0, mostDevices);
  }

  #unrevoked(member: string, past: Past): readonly string[] {
    const links = (this.#ofMembers.get(member) ?? []).filter((link) => past.has(link.act) && !this.isRevokedIn(link.device, past));
    links.sort((a, b) => a.act.lamport - b.act.lamport || (a.act.id < b.act.id ? -1 : 1));
    return [...new Set(links.map(({ device }) => device))];
  }

  /** ID-4. Whether an act shut out any. */
  revokes(act: Placed): boolean {
    return this.#revocations.some((one_) => one_.act === act);
  }

  /** ID-2. `belongs`: whether a member has a place in the past of the act. */
  add(act: Placed, record: Uint8Array, group: string, belongs: (member: string) => boolean): string | null {
    const said = parse(additionShape, record);
    if (said === undefined) return "Malformed";
    const { name, root, device, box } = said.identity;
    if (!isSound(said.identity, fromHex(group))) return "UnsoundKeys";
    const replaces = said.replaces as readonly string[] | undefined;
    const signed = [fromHex(group), name, root, device, box, ...(replaces === undefined ? [] : [replaces.map(fromHex)])];
    if (!isSigned("device-add", write(signed), said.signature, device)) return "BadDeviceSignature";
    if (!belongs(idOf(root))) return "MemberUnknown";
    if (this.isRevokedIn(idOf(device), act.past)) return "DeviceRevoked";
    if (this.memberIn(idOf(device), act.past) !== null) return "DeviceKnown";
    const mine = this.#unrevoked(idOf(root), act.past);
    const goes = mine.filter((one_) => replaces?.includes(one_) === true);
    if (mine.length - goes.length >= mostDevices) return "TooManyDevices";
    this.tie(act, said.identity);
    for (const one_ of goes) this.#revocations.push({ act, device: one_ });
    return null;
  }

  /** ID-4. By a device of the same member. */
  revoke(act: Placed, record: Uint8Array): string | null {
    const said = parse(revocationShape, record);
    if (said === undefined) return "Malformed";
    const by = this.memberIn(act.device, act.past);
    if (by === null || this.memberIn(said.device, act.past) !== by) return "NotOwnDevice";
    if (this.isRevokedIn(said.device, act.past)) return "DeviceRevoked";
    this.#revocations.push({ act, device: said.device });
    return null;
  }
}
