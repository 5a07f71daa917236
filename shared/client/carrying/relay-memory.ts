/** What a machine remembers of one relay, for one group: what it put there, what it has read, and which relays there are. */
import { concat, fromHex, fromUtf8, toHex, utf8 } from "../../base/bytes.ts";
import type { EntryId, GroupId, Kid } from "../../base/ids.ts";
import { fields, id, list, record, sortedIds, time, whole, word } from "../../base/record.ts";
import { nothingHeld } from "../../parcel/unseen.ts";
import type { Holdings } from "../../parcel/statement.ts";
import type { BlobId } from "../../ports/mailboxes.ts";
import type { Storage } from "../../ports/storage.ts";

export interface RelayState {
  /** Of what this machine holds, all that lay on the relay or was with everybody. */
  readonly given: Holdings;
  /** Since when that is believed; believed for `trustFor`, then looked at anew. */
  readonly since: number;
  /** What `given` was when this day began. */
  readonly before: Holdings;
  readonly beforeDay: number;
  /** Of each key, the day on which all its mailboxes were last read. */
  readonly through: readonly { readonly kid: Kid; readonly day: number }[];
  /** When this machine last said what it holds, and what that was. */
  readonly said: number;
  readonly saidHoldings: Holdings;
}

export const newRelay: RelayState = { given: nothingHeld, since: 0, before: nothingHeld, beforeDay: 0, through: [], said: 0, saidHoldings: nothingHeld };

const mostIds = 4096;
const mostKeys = 16;
const holdings = fields<Holdings>({ acts: [1, sortedIds<EntryId>(mostIds)], tips: [2, sortedIds<EntryId>(mostIds)] });
const day = whole(0, 2 ** 32);
const stateCodec = record<RelayState>({ given: [1, holdings], since: [2, time], before: [3, holdings], beforeDay: [4, day], through: [5, list(fields<RelayState["through"][number]>({ kid: [1, id<Kid>()], day: [2, day] }), mostKeys)], said: [6, time], saidHoldings: [7, holdings] });

/** Whose word a relay's address is: entered here, or told by an invite or a member; "left": not to be used though told. */
export const relayWords = ["entered", "told", "left"] as const;
export type RelayWord = (typeof relayWords)[number];
const wordCodec = record<{ readonly by: RelayWord }>({ by: [1, word(relayWords)] });

const blobBytes = 32;

export class RelayMemory {
  constructor(
    private readonly storage: Storage,
    private readonly group: GroupId,
  ) {}

  async addresses(): Promise<Map<string, RelayWord>> {
    const out = new Map<string, RelayWord>();
    for (const { key, value } of await this.storage.range(this.#space("relays"))) {
      const read = wordCodec.decode(value);
      if (read !== null) out.set(fromUtf8(key) ?? "", read.by);
    }
    return out;
  }

  saveAddress(address: string, by: RelayWord): Promise<void> {
    return this.storage.commit([{ space: this.#space("relays"), key: utf8(address), value: wordCodec.encode({ by }) }]);
  }

  async state(relay: string): Promise<RelayState> {
    const bytes = await this.storage.get(this.#space("relay-states"), utf8(relay));
    return (bytes === null ? null : stateCodec.decode(bytes)) ?? newRelay;
  }

  saveState(relay: string, state: RelayState): Promise<void> {
    return this.storage.commit([{ space: this.#space("relay-states"), key: utf8(relay), value: stateCodec.encode(state) }]);
  }

  /** Blobs of a mailbox that were read, or put by this machine. */
  async read(relay: string, mailbox: string): Promise<Set<BlobId>> {
    const bytes = (await this.storage.get(this.#space("relay-read"), keyOf(relay, mailbox))) ?? new Uint8Array();
    return new Set(Array.from({ length: bytes.length / blobBytes }, (_, i) => toHex(bytes.subarray(i * blobBytes, (i + 1) * blobBytes))));
  }

  saveRead(relay: string, mailbox: string, blobs: ReadonlySet<BlobId>): Promise<void> {
    const value = blobs.size === 0 ? null : concat(...[...blobs].map((blob) => fromHex(blob)!));
    return this.storage.commit([{ space: this.#space("relay-read"), key: keyOf(relay, mailbox), value }]);
  }

  /** Forgets the mailboxes that are not among these: their days are over. */
  async forgetRead(relay: string, current: ReadonlySet<string>): Promise<void> {
    const begins = `${relay} `;
    const gone = (await this.storage.range(this.#space("relay-read"))).filter(({ key }) => {
      const text = fromUtf8(key) ?? "";
      return text.startsWith(begins) && !current.has(text.slice(begins.length));
    });
    if (gone.length > 0) await this.storage.commit(gone.map(({ key }) => ({ space: this.#space("relay-read"), key, value: null })));
  }

  #space(name: string): string {
    return `${name}/${this.group}`;
  }
}

const keyOf = (relay: string, mailbox: string): Uint8Array => utf8(`${relay} ${mailbox}`);
