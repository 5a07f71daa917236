/**
 * SYNC-5. What the writer of a parcel says of itself, signed: who it is and what it holds on its disk. So a reader knows
 * from whom it has heard, and what the next parcel for that machine need not bring.
 */
import type { ContentId, DeviceId, EntryId, GroupId } from "../base/ids.ts";
import { bytesOf, id, leftOut, record, sortedIds, time, whole } from "../base/record.ts";
import { labels } from "../crypto/labels.ts";
import { sign, verify, type SigningKeys } from "../crypto/sodium.ts";
import type { Log } from "../log/log.ts";
import { nameLength } from "./layout.ts";

/** Entries a machine has; with each, all that is in its past and before it in its log. */
export interface Holdings {
  /** Heads of acts. */
  readonly acts: readonly EntryId[];
  /** The newest entries of whole logs. */
  readonly tips: readonly EntryId[];
}

export interface Statement extends Holdings {
  readonly group: GroupId;
  readonly device: DeviceId;
  /** Claimed, ms since 1970. */
  readonly time: number;
  /** The parcel it was made for. */
  readonly parcel: Uint8Array;
  /** FILE-4. Contents its writer would fetch. */
  readonly wants?: readonly ContentId[];
}

/** Of each: what is left out is sent once more, and nothing worse. */
const mostIds = 4096;
export const mostWants = 256;
const wantsField = leftOut(sortedIds<ContentId>(mostWants));

const codec = record<Statement & { readonly version: number }>({
  version: [1, whole(1, 1)],
  group: [2, id<GroupId>()],
  device: [3, id<DeviceId>()],
  time: [4, time],
  parcel: [5, bytesOf(nameLength)],
  acts: [6, sortedIds<EntryId>(mostIds)],
  tips: [7, sortedIds<EntryId>(mostIds)],
  wants: [8, wantsField],
});

/** All that is in a log now. To be asked only while that is on the disk. */
export function holdingsOf(log: Log): Holdings {
  return { acts: [...log.actHeads].sort().slice(0, mostIds), tips: [...log.devices.tips()].map((tip) => tip.id).sort().slice(0, mostIds) };
}

export interface SignedStatement {
  readonly bytes: Uint8Array;
  readonly signature: Uint8Array;
}

export function signStatement(statement: Statement, keys: SigningKeys): SignedStatement {
  const bytes = codec.encode({ version: 1, ...statement });
  return { bytes, signature: sign(labels.parcelStatement, bytes, keys) };
}

/** Null when these bytes are no statement, or one of another group or parcel. Whose it is, is for `isSignedBy` to say. */
export function readStatement(bytes: Uint8Array, group: GroupId, parcel: Uint8Array): Statement | null {
  const read = codec.decode(bytes);
  return read !== null && read.group === group && read.parcel.every((b, i) => b === parcel[i]) ? read : null;
}

export const isSignedBy = ({ bytes, signature }: SignedStatement, publicKey: Uint8Array): boolean => verify(labels.parcelStatement, bytes, signature, publicKey);

/** As it is kept of each device. */
export interface KnownOf extends Holdings {
  /** Clock time at which it said so, at the latest. */
  readonly at: number;
  readonly wants?: readonly ContentId[];
}

const holdingsCodec = record<KnownOf>({ acts: [1, sortedIds<EntryId>(mostIds)], tips: [2, sortedIds<EntryId>(mostIds)], at: [3, time], wants: [4, wantsField] });

export const encodeHoldings = ({ acts, tips, at, wants = [] }: KnownOf): Uint8Array => holdingsCodec.encode({ acts, tips, at, wants });
export const decodeHoldings = (bytes: Uint8Array): KnownOf | null => holdingsCodec.decode(bytes);
