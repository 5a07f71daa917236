/** DOC-6. What members said a document's state was: each by its author, with those who came to the same. */
import type { ContentId, DeviceId, EntryId, MemberId } from "../base/ids.ts";
import { inReadingOrder } from "../discussion/discussion.ts";
import { contentIdOf } from "../files/chunk.ts";
import type { DocumentSnapshotRecord } from "./records.ts";
import { keyOfState } from "./state.ts";

/** Why what was said of a state is not so. It is evidence of who said it, and has no effect on anything either way. */
export type SnapshotFault =
  /** The document was another. */
  | "SnapshotDiffers"
  /** It calls such a snapshot right. */
  | "AttestDiffers"
  /** The file holds another state, or what no document can be. */
  | "StateUnfit";

interface By {
  readonly id: EntryId;
  readonly author: MemberId;
  readonly device: DeviceId;
  readonly seq: number;
  readonly lamport: number;
  readonly time: number;
}

export interface Snapshot extends By {
  readonly record: DocumentSnapshotRecord;
  /** The file that holds it. */
  readonly file: { readonly content: ContentId; readonly size: number; readonly key: Uint8Array; readonly author: MemberId };
  readonly attests: readonly By[];
}

type Growing = Snapshot & { readonly attests: By[] };

export class Snapshots {
  /** In reading order. */
  readonly #all: Growing[] = [];
  readonly #byId = new Map<EntryId, Growing>();
  #newest: readonly Snapshot[] | null = null;

  get all(): readonly Snapshot[] {
    return this.#all;
  }

  /** Of each author the newest, the newest of all first: nobody has another's out of sight. */
  get newest(): readonly Snapshot[] {
    return (this.#newest ??= [...new Map(this.#all.map((one) => [one.author, one])).values()].sort((a, b) => inReadingOrder(b, a)));
  }

  add(by: By, record: DocumentSnapshotRecord): Snapshot {
    const key = keyOfState(record.hash);
    const content = contentIdOf({ size: record.size, key }, record.root);
    const snapshot = { ...by, record, file: { content, size: record.size, key, author: by.author }, attests: [] };
    this.#all.push(snapshot);
    this.#all.sort(inReadingOrder);
    this.#byId.set(by.id, snapshot);
    this.#newest = null;
    return snapshot;
  }

  attest(by: By, snapshot: EntryId): void {
    this.#byId.get(snapshot)?.attests.push(by);
  }
}

/** Members who attest it besides its author; a member counts once. */
export const attestersOf = ({ author, attests }: Snapshot): ReadonlySet<MemberId> => new Set(attests.map((by) => by.author).filter((member) => member !== author));
