/** ID-2. What this machine keeps of the other machines of its person. */
import { utf8 } from "../base/bytes.ts";
import type { DeviceId, GroupId } from "../base/ids.ts";
import { limits } from "../base/limits.ts";
import { bytesOf, fields, id, list, record, text } from "../base/record.ts";
import type { Storage } from "../ports/storage.ts";
import { mostPlaces, type Place } from "../sync/linking.ts";

export interface CompanionRecord {
  /** What the two meet by, and nobody else. */
  readonly secret: Uint8Array;
  /** What this machine was called when it was linked; empty where the other was. */
  readonly name: string;
  /** Which device it is where, as far as it is known: shut out in one, it is handed nothing more. */
  readonly devices: readonly Place[];
}

/** Those linked last are kept. */
export const mostCompanions = 16;

const key = utf8("companions");
const place = fields<Place>({ group: [1, id<GroupId>()], device: [2, id<DeviceId>()] });
const codec = record<{ readonly companions: readonly CompanionRecord[] }>({
  companions: [1, list(fields<CompanionRecord>({ secret: [1, bytesOf(32)], name: [2, text(limits.personName)], devices: [3, list(place, mostPlaces)] }), mostCompanions)],
});

export class CompanionStore {
  constructor(private readonly storage: Storage) {}

  async read(): Promise<readonly CompanionRecord[]> {
    const bytes = await this.storage.get("profile", key);
    return (bytes === null ? null : codec.decode(bytes))?.companions ?? [];
  }

  save(companions: readonly CompanionRecord[]): Promise<void> {
    return this.storage.commit([{ space: "profile", key, value: codec.encode({ companions }) }]);
  }
}
