/**
 * What sync and the engine ask of each other: one page. `GroupSide` is a group this machine is in; `JoinSide` a group it
 * asks to enter; `Hub` is what the engine calls. Nothing here may throw on a peer's account.
 */
import type { Secret } from "../base/secret.ts";
import type { ContentId, DeviceId, EntryId, GroupId, InviteId, Kid } from "../base/ids.ts";
import type { SigningKeys } from "../crypto/sodium.ts";
import type { Entry } from "../log/entry.ts";
import type { Log, Placed } from "../log/log.ts";
import type { Past } from "../log/past.ts";
import type { Range } from "../base/ranges.ts";
import type { Link, LinkWay } from "../ports/link.ts";
import type { AheadSide } from "./ahead-side.ts";
import type { FileSide } from "./file-side.ts";
import type { LiveSide, LiveText } from "./live-side.ts";

export interface EpochKey {
  readonly kid: Kid;
  readonly key: Secret;
}

/** Where a member can be met, and STUN addresses it knows (SYNC-2). At most `limits.addresses` of each are passed on. */
export interface Addresses {
  readonly signalling: readonly string[];
  readonly stun: readonly string[];
  /** SYNC-6. Relays of the group. */
  readonly relays?: readonly string[];
}

/** What an open invite gives both ends of a JOIN link (SYNC-2). */
export interface InviteKey {
  readonly invite: InviteId;
  /** `deriveKey(seed, labels.inviteLink, groupId)`. */
  readonly linkKey: Secret;
}

/** This machine's device in the group. */
export interface OwnDevice {
  readonly device: DeviceId;
  readonly signing: SigningKeys;
}

/**
 * Why a machine was not let in: by the invite; or "known": a member has that root already; or, of who comes back (ID-6),
 * "stranger": no member ever had it, "gone": it has no place any more, "full": of as many machines as a member may have.
 */
export type Refusal = "spent" | "revoked" | "expired" | "foreign" | "unknown" | "known" | "stranger" | "gone" | "full";

/** The outcome of a JOIN request: the sealed box of the current epoch key for the new device (KEY-1), or why not (MEM-3). */
export type Admission = { readonly admitted: true; readonly capsule: Uint8Array } | {
      readonly admitted: false;
      readonly reason: Refusal;
      /** ID-6. "full": which machines the member has, for them to say which go. */
      readonly devices?: readonly DeviceId[];
    };

/**
 * How much of what others sent was put into the log, and how much of that survives a crash: counts of batches, the
 * second never ahead of the first. Own entries need no counting, they are durable before they are in the log.
 */
export interface Kept {
  readonly taken: number;
  readonly stored: number;
}

/** Acts up to a point: heads, and what they follow with themselves. */
export interface Horizon {
  readonly heads: readonly EntryId[];
  readonly past: Past;
}

export interface GroupSide {
  readonly group: GroupId;
  readonly own: OwnDevice;
  /**
   * Read by sync, written by the engine alone. Whatever is in it may be served at any moment, so an own entry is offered
   * to it only once it is durable (LOG-9).
   */
  readonly log: Log;
  /** Looked at again with each step of a session: what is said to be held is on disk (SYNC-1). */
  readonly kept: Kept;
  /** FILE-4. */
  readonly files: FileSide;
  /** Texts while they are typed. */
  readonly live: LiveSide;
  /** SYNC-8. */
  readonly ahead: AheadSide;
  /** Every epoch key held, newest first (KEY-3). */
  epochKeys(): readonly EpochKey[];
  /** Invites this machine answers for; whether one still admits is `admit`'s word. */
  openInvites(): readonly InviteKey[];
  /** SYNC-2: entries other than acts are served to members only. */
  standing(device: DeviceId): "member" | "unknown";
  /** SYNC-2: which acts a device may be served; null: all. */
  horizon(device: DeviceId): Horizon | null;
  /** Addresses to tell a member in AUTH: own, entered and learned. */
  addresses(): Addresses;
  /** A member told addresses it knows. */
  learned(from: DeviceId, addresses: Addresses): void;
  /**
   * Parsed entries a peer sent: their ids and payload hashes are checked, nothing else is. The engine offers them to the
   * log, stores what was placed and calls `hub.placed(placed, from)`; it may answer later, and the peer is granted credit
   * for more only then (SYNC-3). Entries whose signature was false are to be reported by `hub.forged(from)`.
   */
  receive(entries: readonly Entry[], from: DeviceId): Promise<void>;
  /**
   * MEM-3. A joiner that proved an open invite's link key asks to be let in; `challenge` are the bytes its request must
   * have signed. Resolves when the admission is durable and placed (`hub.placed` included).
   */
  admit(invite: InviteId, request: Uint8Array, challenge: Uint8Array): Promise<Admission>;
  /** ID-6. The genesis record, for whoever has an invite that is open, or is linked already; else why not. */
  genesisFor(invite: InviteId, device: DeviceId): Uint8Array | Refusal;
  /** ID-6. A member comes back with its root and a new device, which this link's other end has proven. Like `admit`, and spends no invite. */
  readmit(invite: InviteId, request: Uint8Array, device: DeviceId): Promise<Admission>;
  /** KEY-5. Kids this machine needs and does not hold, to be asked for once with each new link. */
  missingKeys(): readonly Kid[];
  /** KEY-5. A sealed box of a key for a device active in my view; null when I do not hold it or the device may not have it. */
  capsuleFor(kid: Kid, device: DeviceId): Uint8Array | null;
  /** KEY-5. A peer's answer to `key.help`; to be checked like any other box. */
  takeCapsule(kid: Kid, capsule: Uint8Array, from: DeviceId): void;
}

/** Asking to enter (MEM-3, ID-6). The calls come in this order; `refused` and `ended` close it. */
export interface JoinSide {
  readonly group: GroupId;
  /** The device that is to be admitted. */
  readonly own: OwnDevice;
  readonly invite: InviteKey;
  /** ID-6. As the member one was, for which the genesis is asked first. */
  readonly returns: boolean;
  /**
   * The signed request, for one admitting device and its challenge; `genesis` if one `returns`, and `instead` of which machines if
   * there is no room. Null: that is not this group's genesis, or no machine is to go.
   */
  request(challenge: Uint8Array, admitter: DeviceId, genesis: Uint8Array | null, instead?: readonly DeviceId[]): Uint8Array | null;
  /** The box with the group key; the acts follow. */
  admitted(capsule: Uint8Array, admitter: DeviceId, addresses: Addresses): void;
  /** Acts of the group, genesis first; the next batch comes when this resolves. */
  receive(acts: readonly Entry[], from: DeviceId): Promise<void>;
  /** Everything has come. Answers with the group's hub, which goes on over the same link, or null when something was wrong. */
  complete(): Promise<Hub | null>;
  refused(reason: Refusal): void;
  /** The link ended before `complete`. */
  ended(reason: string): void;
}

/** All sessions of one group; made by `createHub` (hub.ts), `askToJoin` (joining.ts) for a group one is not in yet. */
export interface Hub {
  /** Takes an open link to a peer of this group, member or joiner, and keeps it until it closes. */
  adopt(link: Link): void;
  /** Entries are in the log: own ones (`from` null) are sent to everybody at once, others are announced. */
  placed(entries: readonly Placed[], from: DeviceId | null): void;
  /** LOG-7. Two entries of one device and seq are known: peers with only one of them are told. */
  forked(device: DeviceId, entries: readonly [EntryId, EntryId]): void;
  /** Entries this peer sent bore false signatures. */
  forged(from: DeviceId): void;
  /** Keys held, keys missing, invites or addresses changed: asks for keys and tells addresses where needed. */
  refresh(): void;
  /** What is typed here goes to every member that is connected. */
  tell(said: LiveText): void;
  /** FILE-4. Chunks are held here now too; none: nothing of this content any more. */
  holds(content: ContentId, chunks: readonly Range[]): void;
  /** What `files.wanted` gives changed. */
  wanting(): void;
  /** Devices that have said, since this start, to hold all of a content. */
  holdersOf(content: ContentId): readonly DeviceId[];
  /** Devices that chunks of a content are asked of now. */
  sourcesOf(content: ContentId): readonly DeviceId[];
  facts(): HubFacts;
  /** Called (at most every 100 ms) when `facts` may have changed. */
  onChange(handler: () => void): void;
  /** Ends every session with a BYE and closes the links. */
  close(): void;
}

export interface HubFacts {
  /** Open sessions with authenticated devices. */
  readonly sessions: readonly SessionFacts[];
  /** Links that are still shaking hands. */
  readonly connecting: number;
  /** By device, what is the highest seq of my own log it has said it holds: since this start, kept when it leaves. */
  readonly reached: ReadonlyMap<DeviceId, number>;
  /** When each device was last heard from in a session (Clock time): since this start. */
  readonly heard: ReadonlyMap<DeviceId, number>;
  /** What went wrong, newest first, at most 20. */
  readonly incidents: readonly Incident[];
}

export interface SessionFacts {
  readonly device: DeviceId;
  /** What carries the link. */
  readonly way: LinkWay;
  /** Clock time of its AUTH. */
  readonly since: number;
  /** Bytes of frames. */
  readonly sent: number;
  readonly received: number;
  /** Entries it says it has and that are not here. */
  readonly coming: number;
  /** Chunks of files asked of it. */
  readonly chunks: number;
  /** I hold all it has named, and it has said so of mine (to the last statement either made). */
  readonly level: boolean;
  /** It was asked for a sign of life and has given none: it may be gone, and nothing is known of what it wrote since. */
  readonly quiet: boolean;
}

export interface Incident {
  readonly time: number;
  readonly kind: "BadFrame" | "BadSignature" | "WrongKey" | "Flood" | "Stranger" | "WrongChunk";
  /** A device, or the id of a link nobody proved to be on. */
  readonly from: string;
}
