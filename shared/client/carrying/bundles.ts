/** Bundles being written and opened, piece by piece, so that their size does not matter. Not kept: an opened one is opened again. */
import { concat, toHex } from "../../base/bytes.ts";
import { kib } from "../../base/units.ts";
import type { CarriedReport } from "../../contract/carrying-snapshots.ts";
import type { Random } from "../../ports/random.ts";
import type { Group } from "../group.ts";
import { Queue } from "../queue.ts";
import { IncomingParcel, type ParcelReport } from "./incoming.ts";

/** Of each kind; a window that was closed leaves some behind, and the oldest goes first. */
const most = 8;
const piece = kib(512);

interface Opening {
  readonly parcel: IncomingParcel;
  /** Pieces are taken one after the other. */
  readonly turn: Queue;
}

export class Bundles {
  readonly #written = new Map<string, { readonly pieces: AsyncIterator<Uint8Array>; readonly turn: Queue }>();
  readonly #opening = new Map<string, Opening>();

  constructor(private readonly random: Random) {}

  write(pieces: AsyncIterable<Uint8Array>): string {
    return this.#put(this.#written, { pieces: pieces[Symbol.asyncIterator](), turn: new Queue() });
  }

  /** The next bytes of a bundle; null when there is none of this name. */
  async read(bundle: string): Promise<{ readonly bytes: Uint8Array; readonly last: boolean } | null> {
    const written = this.#written.get(bundle);
    return written === undefined ? null : written.turn.run(() => this.#next(bundle, written.pieces));
  }

  async #next(bundle: string, pieces: AsyncIterator<Uint8Array>): Promise<{ readonly bytes: Uint8Array; readonly last: boolean }> {
    const some: Uint8Array[] = [];
    for (let bytes = 0; bytes < piece; ) {
      const next = await pieces.next();
      if (next.done === true) {
        this.#written.delete(bundle);
        return { bytes: concat(...some), last: true };
      }
      some.push(next.value);
      bytes += next.value.length;
    }
    return { bytes: concat(...some), last: false };
  }

  open(groups: Iterable<Group>): string {
    return this.#put(this.#opening, { parcel: new IncomingParcel(groups), turn: new Queue() });
  }

  /** Takes bytes in; null when there is no such opening. Throws StorageFailure. */
  async take(bundle: string, bytes: Uint8Array): Promise<IncomingParcel | null> {
    const opening = this.#opening.get(bundle);
    await opening?.turn.run(() => opening.parcel.push(bytes));
    return opening?.parcel ?? null;
  }

  async finish(bundle: string): Promise<ParcelReport | null> {
    const opening = this.#opening.get(bundle);
    this.#opening.delete(bundle);
    return opening === undefined ? null : opening.turn.run(() => opening.parcel.finish());
  }

  drop(bundle: string): void {
    this.#written.delete(bundle);
    this.#opening.delete(bundle);
  }

  #put<T>(all: Map<string, T>, one: T): string {
    const [oldest] = all.keys();
    if (all.size >= most) all.delete(oldest!);
    const name = toHex(this.random.bytes(16));
    all.set(name, one);
    return name;
  }
}

/** Of a file that no group here can open. */
export const forNobodyHere: CarriedReport = {
  end: "notMine",
  group: null,
  from: null,
  written: null,
  read: 0,
  fresh: { posts: 0, motions: 0, ballots: 0, documents: 0, files: 0, others: 0 },
  filled: 0,
  waiting: 0,
};
