/**
 * What all sessions of one group know of files together: which chunk is under way from whom, so that none is fetched twice
 * without need, and who has said to hold what.
 */
import type { Ranges } from "../base/ranges.ts";
import type { ContentId, DeviceId } from "../base/ids.ts";
import type { FileSide, Wanted } from "./file-side.ts";

/** A session that asks. */
export interface Asker {
  readonly peer: DeviceId;
}

export interface Pick {
  readonly content: ContentId;
  readonly chunk: number;
}

export class FileTraffic {
  readonly #underWay = new Map<ContentId, Map<number, Asker>>();
  /** Devices that left, by contents of this group they held. */
  readonly #holders = new Map<ContentId, Set<DeviceId>>();

  constructor(private readonly files: () => FileSide) {}

  /** The next chunk to ask of somebody who holds `theirs`; it is under way for `owner` from now on. */
  pick(owner: Asker, theirs: ReadonlyMap<ContentId, Ranges>): Pick | null {
    for (const wanted of this.files().wanted()) {
      const held = theirs.get(wanted.content);
      const chunk = held === undefined ? null : this.#free(wanted, held);
      if (chunk === null) continue;
      this.#of(wanted.content).set(chunk, owner);
      return { content: wanted.content, chunk };
    }
    return null;
  }

  /** It came, or is no longer asked for. False when it was not under way for `owner`. */
  release(owner: Asker, { content, chunk }: Pick): boolean {
    const chunks = this.#underWay.get(content);
    if (chunks?.get(chunk) !== owner) return false;
    chunks.delete(chunk);
    if (chunks.size === 0) this.#underWay.delete(content);
    return true;
  }

  /** Whom chunks of a content are asked of now. */
  sourcesOf(content: ContentId): readonly DeviceId[] {
    return [...new Set([...(this.#underWay.get(content)?.values() ?? [])].map(({ peer }) => peer))];
  }

  /** What a device that leaves held: it is still known to be there. */
  remember(device: DeviceId, contents: Iterable<ContentId>): void {
    for (const content of contents) {
      const holders = this.#holders.get(content);
      if (holders === undefined) this.#holders.set(content, new Set([device]));
      else holders.add(device);
    }
  }

  /** It says anew what it holds. */
  forget(device: DeviceId): void {
    for (const holders of this.#holders.values()) holders.delete(device);
  }

  /** Devices that left holding all of it. */
  remembered(content: ContentId): Iterable<DeviceId> {
    return this.#holders.get(content) ?? [];
  }

  #free({ content, missing, begin }: Wanted, held: Ranges): number | null {
    const taken = this.#underWay.get(content);
    return firstFree(missing, held, taken, begin, Infinity) ?? firstFree(missing, held, taken, 0, begin);
  }

  #of(content: ContentId): Map<number, Asker> {
    let chunks = this.#underWay.get(content);
    if (chunks === undefined) this.#underWay.set(content, (chunks = new Map<number, Asker>()));
    return chunks;
  }
}

/** The first chunk from `from` and before `to` that is in both sets and not taken. */
function firstFree(missing: Ranges, held: Ranges, taken: ReadonlyMap<number, Asker> | undefined, from: number, to: number): number | null {
  for (let n: number | null = from; n !== null && n < to; ) {
    const candidate: number | null = missing.next(n);
    if (candidate === null) return null;
    n = held.next(candidate);
    if (n !== candidate) continue; // to where the other set goes on
    if (taken?.has(n) !== true) return n < to ? n : null;
    n += 1;
  }
  return null;
}
