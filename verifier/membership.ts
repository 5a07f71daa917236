/** MEM-1…3, MEM-8. Who came into the group and who left: genesis, invites, admissions and leaves, each judged by its own past. */
import { bylawsShape, unless, type Bylaws } from "./bylaws.ts";
import { fromHex, same } from "./bytes.ts";
import { write, type Value } from "./cbor.ts";
import { Devices } from "./devices.ts";
import { readHeader } from "./file.ts";
import type { Past, Placed } from "./graph.ts";
import { identity, isSound, type Identity } from "./identity.ts";
import { bool, bytes, id, list, map, parse, text, time, type Of } from "./shapes.ts";
import { hash, idOf, inviteKey, isSigned } from "./sodium.ts";
import { belongs, type Departure, type Left, type Standing } from "./standing.ts";
import { wordListHash } from "./word-list.ts";

const genesisShape = map({ name: [1, text(120)], founder: [2, identity], bylaws: [3, bylawsShape], salt: [4, bytes(32)], words: [5, bytes(32)] });
const inviteShape = map({ seed: [1, bytes(16)], expires: [2, time] });
const revocationShape = map({ invite: [1, id] });
const admissionShape = map({ request: [1, bytes(0, 1024)] });
const requestShape = map({ group: [1, id], invite: [2, id], admitter: [3, id], challenge: [4, bytes(32)], identity: [5, identity], byInvite: [6, bytes(64)], byRoot: [7, bytes(64)], byDevice: [8, bytes(64)] });
const signedHeader = map({ header: [1, bytes(0, 4096)], signature: [2, bytes(64)] });
const forkShape = map({ first: [1, signedHeader], second: [2, signedHeader] });
const sponsorShape = map({ member: [1, id] });
const nothing = map({ nothing: [1, list(() => undefined, 0)] });
const rotationShape = map({ kid: [1, id], parents: [2, (v: Value | undefined) => list(id, 64)(v)], nonce: [3, bytes(24)], carried: [4, bytes(0, 4112)], boxes: [5, list(bytes(112), 2048)], split: [6, unless(false, bool), "mayBeAbsent"] });

type Genesis = Omit<Of<typeof genesisShape>, "bylaws"> & { readonly bylaws: Bylaws };
type Request = Of<typeof requestShape>;

interface Admission {
  readonly act: Placed;
  readonly member: string;
  readonly device: string;
  readonly identity: Identity;
  /** Null: the founder. */
  readonly by: string | null;
  readonly invite: Invite | null;
}

interface Invite {
  readonly key: Uint8Array;
  readonly acts: { readonly act: Placed; readonly by: string }[];
  readonly revocations: Placed[];
  readonly admissions: Admission[];
}

/** LAW-4. A member stands for a newcomer. */
interface Sponsor {
  readonly act: Placed;
  readonly by: string;
  readonly member: string;
}

/** MEM-5, MEM-7, LAW-1. What follows from motions. */
interface Decided {
  readonly votersIn: (past: Past) => ReadonlySet<string>;
  readonly bylawsIn: (past: Past) => Bylaws;
  readonly standingIn: (past: Past) => Standing;
  readonly knows: (departure: Departure, past: Past) => boolean;
  /** An act changes who belongs; one that stirs may take something away. */
  readonly note: (act: Placed, stirs: boolean) => void;
}

const byActId = (a: { readonly act: Placed }, b: { readonly act: Placed }): number => (a.act.id < b.act.id ? -1 : 1);

export class Membership {
  genesis: Genesis | null = null;
  founder: string | null = null;
  readonly devices = new Devices();
  /** Those with the lowest act id first, so that the order of the file decides nothing. */
  readonly admissions: Admission[] = [];
  readonly leaves: Left[] = [];
  readonly #invites = new Map<string, Invite>();
  readonly #sponsors: Sponsor[] = [];

  constructor(
    readonly group: string,
    private readonly decided: Decided,
  ) {}

  /** MEM-2. */
  authorIn(device: string, past: Past): string | null {
    return this.devices.memberIn(device, past);
  }

  /** LAW-4. Whether as many of those who vote stand for a newcomer as the bylaws ask, and a motion opened by machines will do. */
  isSponsoredIn(member: string, past: Past): boolean {
    const { admission, sponsors = 0 } = this.decided.bylawsIn(past);
    if (admission === "byMotion") return false;
    const voters = this.decided.votersIn(past);
    const standing = this.decided.standingIn(past);
    const by = new Set(this.#sponsors.filter((one_) => one_.member === member && past.has(one_.act) && voters.has(one_.by) && standing.stands(one_.act, one_.by)).map((one_) => one_.by));
    return by.size >= Math.min(sponsors, voters.size);
  }

  nameOf(member: string): string {
    return this.admissions.find((one_) => one_.member === member)?.identity.name ?? "?";
  }

  /** Those a member was admitted under, in that past. */
  namesIn(member: string, past: Past): readonly string[] {
    return this.admissions.filter((one_) => one_.member === member && past.has(one_.act)).map((one_) => one_.identity.name);
  }

  /** Who else was admitted by an invite of this member, as a past shows. */
  isRivalIn(member: string, other: string, past: Past): boolean {
    if (member === other) return false;
    return this.admissions.some(({ member: of, invite }) => of === member && invite?.admissions.some((one_) => one_.member === other && past.has(one_.act)) === true);
  }

  /** MEM-1. The founder's key, when this is the record the group has its id from. */
  founderKey(record: Uint8Array, device: string): Uint8Array | null {
    const genesis = this.#readGenesis(record);
    return genesis !== null && idOf(genesis.founder.device) === device ? genesis.founder.device : null;
  }

  /** Gives an act its effect, or says why it has none. Null for kinds that are not judged here. */
  judge(act: Placed, record: Uint8Array): string | null {
    switch (act.kind) {
      case 1:
        return this.#begin(act, record);
      case 2:
        return this.#rotate(act, record);
      case 3:
        return this.#invite(act, record);
      case 4:
        return this.#revoke(act, record);
      case 5:
        return this.#admit(act, record);
      case 6:
        return this.#fork(act, record);
      case 7:
        return parse(nothing, record) === undefined ? "Malformed" : null;
      case 8:
        return this.#addDevice(act, record);
      case 9:
        return this.#revokeDevice(act, record);
      case 10:
        return this.#leave(act, record);
      case 11:
        return this.#sponsor(act, record);
      default:
        return "UnknownKind";
    }
  }

  #readGenesis(record: Uint8Array): Genesis | null {
    const genesis = idOf(record) === this.group ? parse(genesisShape, record) : undefined;
    return genesis !== undefined && isSound(genesis.founder, genesis.salt) && same(genesis.words, wordListHash()) ? genesis : null;
  }

  #begin(act: Placed, record: Uint8Array): string | null {
    const genesis = this.#readGenesis(record);
    if (genesis === null || idOf(genesis.founder.device) !== act.device) return "NotGenesis";
    this.genesis = genesis;
    this.founder = this.#enter(act, genesis.founder, null, null).member;
    return null;
  }

  /** KEY-1. As many boxes as there are devices in its past. */
  #rotate(act: Placed, record: Uint8Array): string | null {
    const rotation = parse(rotationShape, record);
    if (rotation === undefined || rotation.kid !== act.kid || !rotation.parents.every((kid, i) => i === 0 || rotation.parents[i - 1]! < kid)) return "Malformed";
    const standing = this.decided.standingIn(act.past);
    const members = new Set(this.admissions.map(({ member }) => member).filter((member) => belongs(standing.of(member))));
    const devices = new Set([...members].flatMap((member) => this.devices.withKeys(member, act.past)));
    return rotation.boxes.length === devices.size ? null : "WrongBoxes";
  }

  #invite(act: Placed, record: Uint8Array): string | null {
    const author = this.authorIn(act.device, act.past)!;
    if (this.decided.bylawsIn(act.past).invites === "voters" && !this.decided.votersIn(act.past).has(author)) return "MayNotInvite";
    const said = parse(inviteShape, record);
    if (said === undefined) return "Malformed";
    const key = inviteKey(said.seed, this.group);
    const invite = this.#invites.get(idOf(key)) ?? { key, acts: [], revocations: [], admissions: [] };
    if (invite.acts.some((earlier) => act.past.has(earlier.act))) return "InviteRepeated";
    invite.acts.push({ act, by: author });
    this.#invites.set(idOf(key), invite);
    return null;
  }

  /** LAW-4. */
  #sponsor(act: Placed, record: Uint8Array): string | null {
    const by = this.authorIn(act.device, act.past)!;
    const said = parse(sponsorShape, record);
    if (said === undefined) return "Malformed";
    if (!this.decided.votersIn(act.past).has(by)) return "AuthorNotVoting";
    if (said.member === by || this.decided.standingIn(act.past).of(said.member) !== "active") return "SponsoredUnknown";
    if (this.#sponsors.some((one_) => one_.by === by && one_.member === said.member && act.past.has(one_.act))) return "SponsoredBefore";
    this.#sponsors.push({ act, by, member: said.member });
    return null;
  }

  #revoke(act: Placed, record: Uint8Array): string | null {
    const said = parse(revocationShape, record);
    if (said === undefined) return "Malformed";
    const invite = this.#inviteIn(said.invite, act.past);
    if (invite === null) return "InviteUnknown";
    invite.revocations.push(act);
    return null;
  }

  /** MEM-3. */
  #admit(act: Placed, record: Uint8Array): string | null {
    const { device, past } = act;
    const said = parse(admissionShape, record);
    if (said === undefined) return "Malformed";
    const request = parse(requestShape, said.request);
    if (request === undefined) return "RequestMalformed";
    const invite = this.#inviteIn(request.invite, past);
    const unsigned = this.#faultOfRequest(request, invite);
    if (unsigned !== null || invite === null) return unsigned ?? "InviteUnknown";
    if (request.admitter !== device) return "OtherAdmitter";
    if (invite.revocations.some((one_) => past.has(one_))) return "InviteRevoked";
    if (!this.#isOpen(invite, past)) return "InviteClosed";
    if (invite.admissions.some((one_) => past.has(one_.act))) return "InviteSpent";
    if (this.admissions.some((one_) => one_.member === idOf(request.identity.root) && past.has(one_.act)) || this.authorIn(idOf(request.identity.device), past) !== null) return "AlreadyMember";
    invite.admissions.push(this.#enter(act, request.identity, this.authorIn(device, past), invite));
    return null;
  }

  /** It is some member's, and follows everyone who went and every device that was revoked: they know its seed. */
  #isOpen(invite: Invite, past: Past): boolean {
    const standing = this.decided.standingIn(past);
    const follows = (made: Past): boolean => standing.departures.every((one_) => this.decided.knows(one_, made)) && !this.devices.lacksRevocation(made, past);
    return invite.acts.some(({ act, by }) => past.has(act) && standing.stands(act, by) && follows(act.past));
  }

  #faultOfRequest(request: Request, invite: Invite | null): string | null {
    const { group, admitter, challenge, identity: asking } = request;
    if (group !== this.group) return "OtherGroup";
    if (!isSound(asking, fromHex(group))) return "UnsoundKeys";
    const signed = write([fromHex(group), fromHex(request.invite), fromHex(admitter), challenge, asking.name, asking.root, asking.device, asking.box, asking.certificate]);
    if (invite === null || !isSigned("join-request", signed, request.byInvite, invite.key)) return "BadInviteSignature";
    if (!isSigned("join-request", signed, request.byRoot, asking.root)) return "BadRootSignature";
    return isSigned("join-request", signed, request.byDevice, asking.device) ? null : "BadDeviceSignature";
  }

  /** LOG-7. */
  #fork(act: Placed, record: Uint8Array): string | null {
    const proof = parse(forkShape, record);
    if (proof === undefined) return "Malformed";
    const [a, b] = [readHeader(proof.first.header), readHeader(proof.second.header)];
    if (a === null || b === null || a.group !== this.group || b.group !== this.group) return "NoFork";
    if (a.device !== b.device || a.seq !== b.seq || same(proof.first.header, proof.second.header)) return "NoFork";
    const key = this.authorIn(a.device, act.past) === null ? null : this.devices.keyOf(a.device);
    if (key === null || [proof.first, proof.second].some(({ header, signature }) => !isSigned("entry", hash(header), signature, key))) return "NoFork";
    this.devices.forks.push({ act, device: a.device, seq: a.seq });
    this.decided.note(act, true);
    return null;
  }

  /** ID-2; what it replaces goes. */
  #addDevice(act: Placed, record: Uint8Array): string | null {
    const reason = this.devices.add(act, record, this.group, (member) => belongs(this.decided.standingIn(act.past).of(member)));
    if (this.devices.revokes(act)) this.decided.note(act, true);
    return reason;
  }

  #revokeDevice(act: Placed, record: Uint8Array): string | null {
    const reason = this.devices.revoke(act, record);
    if (reason === null) this.decided.note(act, true);
    return reason;
  }

  /** MEM-8. */
  #leave(act: Placed, record: Uint8Array): string | null {
    if (parse(nothing, record) === undefined) return "Malformed";
    this.leaves.push({ act, member: this.authorIn(act.device, act.past)! });
    this.decided.note(act, true);
    return null;
  }

  #inviteIn(invite: string, past: Past): Invite | null {
    const found = this.#invites.get(invite);
    return found?.acts.some(({ act }) => past.has(act)) === true ? found : null;
  }

  #enter(act: Placed, who: Identity, by: string | null, invite: Invite | null): Admission {
    const admission = { act, member: idOf(who.root), device: idOf(who.device), identity: who, by, invite };
    this.admissions.push(admission);
    this.admissions.sort(byActId);
    this.devices.tie(act, who);
    this.decided.note(act, false);
    return admission;
  }
}
