/**
 * What each device is known to hold, by its own word: in a session that was level, or in a parcel it wrote. Nothing is
 * taken to have arrived because it was sent: a stick can be lost. Kept in the profile, so that the next bundle is short.
 */
import { idBytes, idOf, type ContentId, type DeviceId, type EntryId } from "../../base/ids.ts";
import type { Log } from "../../log/log.ts";
import { decodeHoldings, encodeHoldings, holdingsOf, type Holdings, type KnownOf } from "../../parcel/statement.ts";
import { nothingHeld } from "../../parcel/unseen.ts";
import type { Storage } from "../../ports/storage.ts";
import type { Group } from "../group.ts";

export class KnownHoldings {
  readonly #of = new Map<DeviceId, KnownOf>();
  readonly #unsaved = new Set<DeviceId>();
  readonly #space: string;

  constructor(
    private readonly group: Group,
    private readonly storage: Storage,
  ) {
    this.#space = `holdings/${group.group}`;
  }

  async begin(): Promise<void> {
    for (const { key, value } of await this.storage.range(this.#space)) {
      const known = decodeHoldings(value);
      if (known !== null) this.#of.set(idOf<DeviceId>(key), known);
    }
  }

  of(device: DeviceId): Holdings {
    return this.#of.get(device) ?? nothingHeld;
  }

  /** When a device last said what it holds; 0 for never. */
  saidAt(device: DeviceId): number {
    return this.#of.get(device)?.at ?? 0;
  }

  /** FILE-4. What a device last said it would fetch, in a parcel. */
  wantsOf(device: DeviceId): readonly ContentId[] {
    return this.#of.get(device)?.wants ?? [];
  }

  /** A device said what it holds. What it said earlier and is placed here stays known: of its newest much may be new here. */
  learn(device: DeviceId, said: Holdings & Pick<KnownOf, "wants">, at: number): void {
    const before = this.#of.get(device);
    const { log } = this.group;
    const acts = headsOf(log, [...said.acts, ...(before?.acts ?? [])]);
    const tips = newestOf(log, [...said.tips, ...(before?.tips ?? [])]);
    const wants = (at >= (before?.at ?? 0) ? said.wants : before?.wants) ?? [];
    this.#of.set(device, { acts, tips, at: Math.max(at, before?.at ?? 0), wants });
    this.#unsaved.add(device);
  }

  /** By the word of a session that is level: all that is here, as all that is here was named to it (SYNC-1). */
  noteSessions(now: number): void {
    const { kept, hub, log } = this.group;
    if (hub === null || kept.taken !== kept.stored) return;
    const level = hub.facts().sessions.filter((session) => session.level);
    if (level.length === 0) return;
    const all = holdingsOf(log);
    for (const { device } of level) {
      this.#of.set(device, { ...all, at: now });
      this.#unsaved.add(device);
    }
  }

  async save(): Promise<void> {
    const writes = [...this.#unsaved].map((device) => ({ space: this.#space, key: idBytes(device), value: encodeHoldings(this.#of.get(device)!) }));
    this.#unsaved.clear();
    if (writes.length > 0) await this.storage.commit(writes);
  }
}

const most = 4096;

/** Those of which no other is in the past of; unknown ones stay. */
function headsOf(log: Log, ids: readonly EntryId[]): readonly EntryId[] {
  const acts = [...new Set(ids)].map((id) => ({ id, act: log.get(id)?.act ?? null }));
  const known = acts.filter(({ act }) => act !== null);
  const heads = acts.filter(({ act }) => act === null || !known.some((other) => other.act !== act && other.act!.past.has(act)));
  return heads.map(({ id }) => id).slice(0, most).sort();
}

/** Of each log the newest that is placed here, as far as one chain goes, and what is not here. */
function newestOf(log: Log, ids: readonly EntryId[]): readonly EntryId[] {
  const unknown: EntryId[] = [];
  const newest = new Map<string, { readonly id: EntryId; readonly seq: number }>();
  for (const id of new Set(ids)) {
    const entry = log.get(id);
    if (entry === undefined) {
      unknown.push(id);
      continue;
    }
    const { device, seq } = entry.decoded;
    const forked = log.devices.tipsOf(device).length > 1;
    const place = forked ? id : device;
    if ((newest.get(place)?.seq ?? -1) < seq) newest.set(place, { id, seq });
  }
  return [...[...newest.values()].map(({ id }) => id), ...unknown].slice(0, most).sort();
}
