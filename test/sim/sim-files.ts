/** Files of a simulated machine without a disk: chunk n of a content is a few bytes that say so. */
import { concat, equal, utf8 } from "../../shared/base/bytes.ts";
import { idBytes, idOf, type ContentId, type DeviceId } from "../../shared/base/ids.ts";
import { Ranges } from "../../shared/base/ranges.ts";
import type { FileSide, Held, Wanted } from "../../shared/sync/file-side.ts";
import type { SimNode } from "./node.ts";

export const content = (n: number): ContentId => idOf<ContentId>(new Uint8Array(32).fill(n));
export const bytesOf = (of: ContentId, chunk: number): Uint8Array => concat(idBytes(of), utf8(`chunk ${chunk}`));

export class SimFiles implements FileSide {
  readonly here = new Map<ContentId, Ranges>();
  readonly wants: ContentId[] = [];
  /** Every chunk that was taken, repetitions included, and from whom. */
  readonly taken: { readonly chunk: number; readonly from: DeviceId }[] = [];
  readonly given: number[] = [];
  /** Gives other bytes than it should. */
  lies = false;
  node: SimNode | null = null;

  constructor(readonly chunks: number) {}

  /** On a machine, before it meets anybody. */
  static on(node: SimNode, chunks: number): SimFiles {
    const files = new SimFiles(chunks);
    node.files = files;
    files.node = node;
    return files;
  }

  has(of: ContentId): this {
    this.here.set(of, new Ranges([[0, this.chunks]]));
    this.node?.hub.holds(of, [[0, this.chunks]]);
    return this;
  }

  want(of: ContentId): this {
    this.here.set(of, new Ranges());
    this.wants.push(of);
    this.node?.hub.wanting();
    return this;
  }

  isWhole(of: ContentId): boolean {
    return this.here.get(of)?.size === this.chunks;
  }

  held = (): readonly Held[] => [...this.here].filter(([, held]) => !held.isEmpty).map(([of, held]) => ({ content: of, chunks: [...held.list] }));
  chunksOf = (): number => this.chunks;

  *wanted(): Iterable<Wanted> {
    for (const of of this.wants) {
      const missing = new Ranges([[0, this.chunks]]);
      for (const [from, to] of this.here.get(of)!.list) missing.remove(from, to);
      yield { content: of, missing, begin: 0 };
    }
  }

  async chunk(of: ContentId, chunk: number): Promise<Uint8Array | null> {
    this.given.push(chunk);
    if (this.here.get(of)?.has(chunk) !== true) return null;
    return bytesOf(of, this.lies ? chunk + 1 : chunk);
  }

  carried(): Promise<"not"> {
    return Promise.resolve("not");
  }

  async take(of: ContentId, chunk: number, bytes: Uint8Array, from: DeviceId): Promise<boolean> {
    if (!equal(bytes, bytesOf(of, chunk))) return false;
    this.taken.push({ chunk, from });
    this.here.get(of)!.add(chunk);
    this.node?.hub.holds(of, [[chunk, chunk + 1]]);
    return true;
  }
}
