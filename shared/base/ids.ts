/** Ids: lower-case hex of 32-byte hashes, so that string order is byte order. One validating constructor for all. */
import type { Brand } from "./brand.ts";
import { fromHex, toHex } from "./bytes.ts";

export type GroupId = Brand<string, "GroupId">;
export type MemberId = Brand<string, "MemberId">;
export type DeviceId = Brand<string, "DeviceId">;
export type EntryId = Brand<string, "EntryId">;
/** Id of a group key (KEY-1). */
export type Kid = Brand<string, "Kid">;
/** A motion is known by its opening entry, a thread and a post by theirs. */
export type MotionId = Brand<EntryId, "MotionId">;
export type ThreadId = Brand<EntryId, "ThreadId">;
/** Hash of an invite's public key. */
export type InviteId = Brand<string, "InviteId">;
/** What a file holds, whoever shares it and under whatever name (FILE-1). */
export type ContentId = Brand<string, "ContentId">;

type Id = GroupId | MemberId | DeviceId | EntryId | Kid | InviteId | ContentId;

export const idLength = 32;

/**
 * Ids met lately, with their bytes: nearly every entry names the group, the device, the key and the entry before it, all
 * of which were met a moment ago. One place for each first ten bits; a newer id takes it over.
 */
const lately = new Array<{ readonly bytes: Uint8Array; readonly id: string } | undefined>(1024);

/** The id of a 32-byte hash. Throws on another length: that is a bug, codecs check lengths before. */
export function idOf<T extends Id>(hash: Uint8Array): T {
  if (hash.length !== idLength) throw new Error(`an id has ${idLength} bytes, not ${hash.length}`);
  return idIn(hash, 0);
}

/** The id whose hash stands at a place in longer bytes; nothing is cut out of them for an id met lately. */
export function idIn<T extends Id>(bytes: Uint8Array, at: number): T {
  const place = (bytes[at]! << 2) | (bytes[at + 1]! >> 6);
  const known = lately[place];
  if (known !== undefined && standsAt(known.bytes, bytes, at)) return known.id as T;
  const hash = new Uint8Array(bytes.subarray(at, at + idLength)); // a copy also of Node's buffers, whose slices are none
  const id = toHex(hash);
  lately[place] = { bytes: hash, id };
  return id as T;
}

function standsAt(hash: Uint8Array, bytes: Uint8Array, at: number): boolean {
  for (let i = 0; i < idLength; i++) if (hash[i] !== bytes[at + i]) return false;
  return true;
}

/** The id a text names, or null when it is not 64 lower-case hex digits. */
export function parseId<T extends Id>(text: string): T | null {
  return text.length === 2 * idLength && fromHex(text) !== null ? (text as T) : null;
}

/** Not to be written into. */
export function idBytes(id: Id): Uint8Array {
  const known = lately[parseInt(id.slice(0, 3), 16) >> 2];
  if (known?.id === id) return known.bytes;
  const bytes = fromHex(id);
  if (bytes === null) throw new Error(`not an id: ${id}`);
  return bytes;
}
