/**
 * Who belongs to the group and who votes (MEM-1…3, MEM-7): a fold over governance acts in which each is judged by its
 * own past alone (MEM-2), so the same set gives the same state in any order of arrival.
 * Whether an author still belonged in that past is judged before, in assembly.ts (MEM-5).
 */
import { equal } from "../base/bytes.ts";
import { idOf, type DeviceId, type GroupId, type InviteId, type MemberId } from "../base/ids.ts";
import { hash } from "../crypto/sodium.ts";
import { signedBy } from "../log/entry.ts";
import { decodeHeader, entryIdOf } from "../log/header.ts";
import { kinds } from "../log/kind.ts";
import type { Act, Past } from "../log/past.ts";
import { Devices, type DeviceLink, type DeviceVoid } from "./devices.ts";
import { deviceIdOf, isSoundIdentity, memberIdOf } from "./identity.ts";
import { checkJoinRequest, inviteIdOf, inviteKeys, type JoinRequestProblem } from "./invite.ts";
import { admitCodec, forkProofCodec, genesisCodec, inviteCodec, leaveCodec, mergeCodec, revokeInviteCodec, type Genesis, type Identity, type SignedHeader } from "./records.ts";
import { wordListHash } from "./eight-words.ts";

/** Why a governance act has no effect (LOG-8). */
export type GovernanceVoid =
  | JoinRequestProblem
  | DeviceVoid
  | "Malformed"
  | "NotGenesis"
  | "AuthorNotMember"
  | "InviteUnknown"
  | "InviteSpent"
  | "InviteRevoked"
  | "InviteClosed"
  | "InviteRepeated"
  | "OtherAdmitter"
  | "AlreadyMember"
  | "NoFork";

/** One act that admitted a device of a member: a genesis or a `join.admit`. Concurrent admitters may write several. */
export interface Admission extends DeviceLink {
  readonly by: MemberId | null;
  readonly invite: InviteId | null;
}

export interface MemberFact {
  readonly id: MemberId;
  readonly admissions: readonly Admission[];
}

/** MEM-8. */
export interface Leave {
  readonly act: Act;
  readonly member: MemberId;
}

export interface InviteFact {
  readonly id: InviteId;
  readonly seed: Uint8Array;
  readonly publicKey: Uint8Array;
  readonly acts: readonly { readonly act: Act; readonly by: MemberId; readonly expires: number }[];
  readonly admissions: readonly Admission[];
  readonly revocations: readonly Act[];
}

/** LOG-7. A proven fork: the act that carries the proof, and the seq at which the device's log splits. */
export interface ForkFact {
  readonly act: Act;
  readonly device: DeviceId;
  readonly seq: number;
}

/** Admissions, earliest id first, so that what a member is called never depends on the order of arrival. */
const byId = (a: { readonly act: Act }, b: { readonly act: Act }): number => (a.act.id < b.act.id ? -1 : 1);

/** What is asked of standings, which rest on governance in turn. */
export interface StandingAsked {
  readonly isOpen: (invite: InviteFact, past: Past) => boolean;
  readonly belongs: (member: MemberId, past: Past) => boolean;
}

interface Growing {
  readonly members: Map<MemberId, { readonly id: MemberId; readonly admissions: Admission[] }>;
  readonly invites: Map<InviteId, InviteFact & { readonly acts: { act: Act; by: MemberId; expires: number }[]; readonly admissions: Admission[]; readonly revocations: Act[] }>;
}

export class Governance {
  #genesis: Genesis | null = null;
  #founder: MemberId | null = null;
  readonly #members: Growing["members"] = new Map();
  readonly devices = new Devices();
  readonly #invites: Growing["invites"] = new Map();
  readonly #forks: ForkFact[] = [];
  readonly leaves: Leave[] = [];

  constructor(readonly group: GroupId) {}

  get genesis(): Genesis | null {
    return this.#genesis;
  }

  get members(): ReadonlyMap<MemberId, MemberFact> {
    return this.#members;
  }

  get invites(): ReadonlyMap<InviteId, InviteFact> {
    return this.#invites;
  }

  get forks(): readonly ForkFact[] {
    return this.#forks;
  }

  get founder(): MemberFact | null {
    return this.#founder === null ? null : this.#members.get(this.#founder)!;
  }

  /** The member a device belongs to, whatever became of both. */
  memberOf(device: DeviceId): MemberFact | null {
    const link = this.devices.linkOf(device);
    return link === null ? null : this.#members.get(link.member)!;
  }

  /** The Ed25519 key of a device that was admitted or linked. */
  publicKeyOf(device: DeviceId): Uint8Array | null {
    return this.devices.linkOf(device)?.identity.device ?? null;
  }

  /** MEM-2. The member whose device wrote an act, if it was a member's in that past. */
  authorIn(device: DeviceId, past: Past): MemberFact | null {
    const link = this.devices.linkIn(device, past);
    return link === null ? null : this.#members.get(link.member)!;
  }

  /** All devices of a member there ever were, ascending. */
  devicesOf(member: MemberId): readonly DeviceId[] {
    return [...new Set(this.devices.linksOf(member).map(({ device }) => device))].sort();
  }

  /** Everyone whose admission is in the past, ascending by id; everyone at all without one. */
  membersIn(past: Past | null): readonly MemberFact[] {
    const all = [...this.#members.values()].filter((m) => past === null || this.admittedIn(m, past));
    return all.sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  admittedIn(member: MemberFact, past: Past): boolean {
    return member.admissions.some((a) => past.has(a.act));
  }

  /** Others admitted with the same invite (MEM-3), as far as a past shows. */
  rivalsOf(member: MemberFact, past: Past | null): readonly MemberId[] {
    const rivals = new Set<MemberId>();
    for (const { invite } of member.admissions) {
      for (const a of invite === null ? [] : this.#invites.get(invite)!.admissions) {
        if (a.member !== member.id && (past === null || past.has(a.act))) rivals.add(a.member);
      }
    }
    return [...rivals].sort();
  }

  /**
   * Judges an act and, if it stands, gives it effect. `record` is the decrypted payload; `standing` says whether an invite
   * admits in the past of the act as far as its maker and departures go, and who has a place there.
   */
  add(act: Act, kind: number, record: Uint8Array, standing: StandingAsked): GovernanceVoid | null {
    switch (kind) {
      case kinds.genesis:
        return this.#addGenesis(act, record);
      case kinds.invite:
        return this.#addInvite(act, record);
      case kinds.revokeInvite:
        return this.#addRevocation(act, record);
      case kinds.admit:
        return this.#addAdmission(act, record, standing.isOpen);
      case kinds.deviceAdd:
        return this.devices.add(act, record, this.group, (member) => standing.belongs(member, act.past));
      case kinds.deviceRevoke:
        return this.devices.revoke(act, record);
      case kinds.forkProof:
        return this.#addForkProof(act, record);
      case kinds.merge:
        return mergeCodec.decode(record) === null ? "Malformed" : this.authorIn(act.device, act.past) === null ? "AuthorNotMember" : null;
      case kinds.leave:
        return this.#addLeave(act, record);
      default:
        throw new Error(`not a governance kind: ${kind}`);
    }
  }

  /** MEM-1. `groupId = H(genesis)`. */
  #addGenesis(act: Act, record: Uint8Array): GovernanceVoid | null {
    const genesis = readGenesis(record, this.group);
    if (genesis === null || deviceIdOf(genesis.founder.device) !== act.device) return "NotGenesis";
    this.#genesis = genesis;
    this.#founder = memberIdOf(genesis.founder.root);
    this.#admit(act, genesis.founder, null, null);
    return null;
  }

  #addInvite(act: Act, record: Uint8Array): GovernanceVoid | null {
    const author = this.authorIn(act.device, act.past);
    if (author === null) return "AuthorNotMember";
    const invite = inviteCodec.decode(record);
    if (invite === null) return "Malformed";
    const { publicKey } = inviteKeys(invite.seed, this.group);
    const id = inviteIdOf(publicKey);
    const fact = this.#invites.get(id) ?? { id, seed: invite.seed, publicKey, acts: [], admissions: [], revocations: [] };
    if (fact.acts.some((one) => act.past.has(one.act))) return "InviteRepeated";
    fact.acts.push({ act, by: author.id, expires: invite.expires });
    fact.acts.sort(byId);
    this.#invites.set(id, fact);
    return null;
  }

  #addRevocation(act: Act, record: Uint8Array): GovernanceVoid | null {
    if (this.authorIn(act.device, act.past) === null) return "AuthorNotMember";
    const revocation = revokeInviteCodec.decode(record);
    if (revocation === null) return "Malformed";
    const invite = this.#invites.get(revocation.invite);
    if (invite === undefined || !invite.acts.some((one) => act.past.has(one.act))) return "InviteUnknown";
    invite.revocations.push(act);
    return null;
  }

  /** MEM-8. */
  #addLeave(act: Act, record: Uint8Array): GovernanceVoid | null {
    const author = this.authorIn(act.device, act.past);
    if (author === null) return "AuthorNotMember";
    if (leaveCodec.decode(record) === null) return "Malformed";
    this.leaves.push({ act, member: author.id });
    return null;
  }

  /** MEM-3. Every client verifies the embedded request again. */
  #addAdmission(act: Act, record: Uint8Array, isOpen: StandingAsked["isOpen"]): GovernanceVoid | null {
    const admitter = this.authorIn(act.device, act.past);
    if (admitter === null) return "AuthorNotMember";
    const admission = admitCodec.decode(record);
    if (admission === null) return "Malformed";
    const known = (id: InviteId) => {
      const invite = this.#invites.get(id);
      return invite?.acts.some((one) => act.past.has(one.act)) === true ? invite : null;
    };
    const request = checkJoinRequest(admission.request, this.group, (id) => known(id)?.publicKey ?? null);
    if (typeof request === "string") return request;
    const invite = known(request.invite);
    if (invite === null) return "InviteUnknown";
    if (request.admitter !== act.device) return "OtherAdmitter";
    if (invite.revocations.some((r) => act.past.has(r))) return "InviteRevoked";
    if (!isOpen(invite, act.past)) return "InviteClosed";
    if (invite.admissions.some((a) => act.past.has(a.act))) return "InviteSpent";
    const member = this.#members.get(memberIdOf(request.identity.root));
    const device = deviceIdOf(request.identity.device);
    if ((member !== undefined && this.admittedIn(member, act.past)) || this.authorIn(device, act.past) !== null) return "AlreadyMember";
    invite.admissions.push(this.#admit(act, request.identity, admitter.id, invite.id));
    return null;
  }

  /** LOG-7. Two signed headers of one device with one seq. */
  #addForkProof(act: Act, record: Uint8Array): GovernanceVoid | null {
    if (this.authorIn(act.device, act.past) === null) return "AuthorNotMember";
    const proof = forkProofCodec.decode(record);
    if (proof === null) return "Malformed";
    const [a, b] = [decodeHeader(proof.first.header), decodeHeader(proof.second.header)];
    if (a === null || b === null || a.group !== this.group || b.group !== this.group) return "NoFork";
    if (a.device !== b.device || a.seq !== b.seq || equal(proof.first.header, proof.second.header)) return "NoFork";
    const publicKey = this.authorIn(a.device, act.past) === null ? null : this.publicKeyOf(a.device);
    if (publicKey === null) return "NoFork";
    const signed = (one: SignedHeader): boolean => signedBy({ id: entryIdOf(one.header), signature: one.signature }, publicKey);
    if (!signed(proof.first) || !signed(proof.second)) return "NoFork";
    this.#forks.push({ act, device: a.device, seq: a.seq });
    return null;
  }

  #admit(act: Act, identity: Identity, by: MemberId | null, invite: InviteId | null): Admission {
    const admission = { act, member: memberIdOf(identity.root), device: deviceIdOf(identity.device), identity, by, invite };
    const member = this.#members.get(admission.member) ?? { id: admission.member, admissions: [] };
    member.admissions.push(admission);
    member.admissions.sort(byId);
    this.#members.set(member.id, member);
    this.devices.tie(admission);
    return admission;
  }
}

/** The name a member gave themself, by the admission with the lowest id. */
export const nameOf = (member: MemberFact): string => member.admissions[0]!.identity.name;

/** A genesis record of this group with a sound founder, or null. */
export function readGenesis(record: Uint8Array, group: GroupId): Genesis | null {
  if (idOf<GroupId>(hash(record)) !== group) return null;
  const genesis = genesisCodec.decode(record);
  if (genesis === null || !isSoundIdentity(genesis.founder, genesis.salt) || !equal(genesis.wordList, wordListHash())) return null;
  return genesis;
}

/** The state of membership as canonical values, for the state hash (MEM-1). */
export function governanceState(g: Governance): readonly string[] {
  const admissions = g.membersIn(null).flatMap((m) => m.admissions.map((a) => `${m.id}:${a.device}:${a.act.id}:${a.invite ?? ""}`));
  const invites = [...g.invites.values()].map((i) => `${i.id}:${i.acts.map((a) => a.act.id).join()}:${i.revocations.map((r) => r.id).sort().join()}`).sort();
  const forks = g.forks.map((f) => `${f.device}:${f.seq}:${f.act.id}`).sort();
  const leaves = g.leaves.map((l) => l.act.id).sort();
  return [g.group, ...admissions, "invites", ...invites, "forks", ...forks, "leaves", ...leaves, ...g.devices.state()];
}
