/** SYNC-5. What goes into a parcel, for bundles, folders and relays alike: who wrote it, what they hold, what is new. */
import type { DeviceId, MemberId } from "../../base/ids.ts";
import { highest } from "../../keys/levels.ts";
import type { Entry } from "../../log/entry.ts";
import { itemsOf, type ChunkPlace, type Item } from "../../parcel/items.ts";
import { sealAsItComes } from "../../parcel/seal.ts";
import type { Readers } from "../../parcel/slots.ts";
import { holdingsOf, signStatement } from "../../parcel/statement.ts";
import { unseen } from "../../parcel/unseen.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Random } from "../../ports/random.ts";
import type { Group } from "../group.ts";
import { keyFor } from "../group-keys.ts";
import { chunkItems, wantsOf } from "./carried-files.ts";
import type { KnownHoldings } from "./known-holdings.ts";

/** A device that may read what the group writes now. */
export interface ReadingDevice {
  readonly device: DeviceId;
  readonly box: Uint8Array;
}

/** Machines that get keys in my view (KEY-1), but this one: of these members, or of all. */
export function readingDevices({ fold, own }: Group, members: ReadonlySet<MemberId> | null): readonly ReadingDevice[] {
  const chosen = [...fold.assembly.recipients().values()].filter(({ device, member }) => device !== own.device && (members === null || members.has(member)));
  return chosen.map(({ device, identity }) => ({ device, box: identity.box }));
}

/** What one of these devices is not known to hold. */
export const newFor = (group: Group, holdings: KnownHoldings, devices: readonly ReadingDevice[]): readonly Entry[] =>
  unseen(group.log, devices.map(({ device }) => holdings.of(device)));

/** `devices`: whose the boxes are, where that is known. */
type Audience = Readers & { readonly devices?: readonly DeviceId[] };

/** For these devices: also for one that missed rotations, whose keys go with it (KEY-5). */
export const forDevices = (devices: readonly ReadingDevice[]): Audience => ({ boxes: devices.map(({ box }) => box), keys: [], devices: devices.map(({ device }) => device) });

/** For whoever holds the newest group key. */
export function forHolders(group: Group): Readers {
  const [newest] = group.epochKeys();
  return { boxes: [], keys: newest === undefined ? [] : [{ kid: newest.kid, key: newest.key.reveal() }] };
}

/** KEY-4, KEY-5. Of every key that is held as much as all of these devices may be given. */
function keysFor(group: Group, devices: readonly DeviceId[]): readonly Uint8Array[] {
  const { governance } = group.fold.assembly;
  const members = [...new Set(devices.flatMap((device) => governance.memberOf(device)?.id ?? []))];
  if (members.length === 0) return [];
  return group.epochKeys().flatMap(({ kid }) => {
    const key = keyFor(group.fold, kid, members);
    return key === null ? [] : [highest(key)];
  });
}

/** What a parcel brings besides who wrote it. */
export interface Load {
  readonly entries: readonly Entry[];
  readonly chunks?: readonly ChunkPlace[];
}

/** The pieces of a parcel with this. What its statement says is on the disk by then; throws StorageFailure when it will not be. */
export async function writeParcel(group: Group, readers: Audience, { entries, chunks = [] }: Load, { clock, random }: { readonly clock: Clock; readonly random: Random }): Promise<AsyncIterable<Uint8Array>> {
  await group.durable();
  const statement = { group: group.group, device: group.own.device, time: clock.now(), ...holdingsOf(group.log), wants: wantsOf(group) };
  const keys = readers.keys.length === 0 ? keysFor(group, readers.devices ?? []) : [];
  // As in sessions, an author's one bad signature must not always end a batch (LOG-6).
  const batch = 137 + (random.bytes(1)[0]! % 64);
  async function* content(name: Uint8Array): AsyncIterable<Item> {
    yield { is: "statement", statement: signStatement({ ...statement, parcel: name }, group.own.signing) };
    if (keys.length > 0) yield { is: "keys", keys };
    yield* itemsOf(entries, batch);
    yield* chunkItems(group, chunks);
  }
  return sealAsItComes(readers, content, random);
}
