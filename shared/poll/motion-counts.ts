/** The counts of one motion, each made once: of every close that somebody relied on, and of everything heard. */
import type { EntryId, MemberId } from "../base/ids.ts";
import { Past } from "../log/past.ts";
import { countIn, type Count } from "./count.ts";
import { drawIn, type Draw } from "./draw.ts";
import type { Forks } from "./forks.ts";
import type { By, MotionView } from "./motion-view.ts";
import type { Hash } from "./records.ts";
import { resultHash } from "./result-hash.ts";

/** POLL-4. What a close rests on. */
export interface ClosePast {
  /** U: the union of the named seals' pasts, the seals included. */
  readonly past: Past;
  /** Members whose seals count towards q, ascending: those of devices that did not fork in U and were not revoked without them. */
  readonly sealers: readonly MemberId[];
}

/** A result as attesters sign it. */
export interface CloseResult extends Count {
  readonly hash: Hash;
  readonly adopted: boolean;
  readonly option: number | null;
}

export class MotionCounts {
  readonly #pasts = new Map<EntryId, ClosePast>();
  readonly #results = new Map<EntryId, CloseResult>();
  #sealed: { readonly version: string; readonly sealed: ClosePast } | null = null;
  #running: { readonly version: string; readonly count: Count } | null = null;
  #draw: { readonly version: string; readonly draw: Draw | null } | null = null;

  constructor(
    readonly view: MotionView,
    /** Holds every act of the group that is in the past of an act of the view. */
    readonly forks: Forks,
  ) {}

  pastOf(close: By<"close">): ClosePast {
    let found = this.#pasts.get(close.act.id);
    if (found === undefined) {
      const seals = close.act.record.seals.map((id) => this.view.get("seal", id)!);
      this.#pasts.set(close.act.id, (found = closePast(seals, this.forks)));
    }
    return found;
  }

  /** What a close of all seals heard would rest on. */
  sealed(): ClosePast {
    const version = this.#version;
    if (this.#sealed?.version !== version) this.#sealed = { version, sealed: closePast(this.view.seals, this.forks) };
    return this.#sealed.sealed;
  }

  /** POLL-4. The count of a close. */
  resultOf(close: By<"close">): CloseResult {
    let found = this.#results.get(close.act.id);
    if (found === undefined) {
      const count = countIn(this.view, this.pastOf(close).past, this.forks);
      const { outcome } = count.decided;
      const adopted = outcome.is === "adopted" || outcome.is === "elected";
      found = { ...count, hash: resultHash(this.view, count), adopted, option: outcome.is === "adopted" ? outcome.option : null };
      this.#results.set(close.act.id, found);
    }
    return found;
  }

  /** Over everything heard; may change with anything heard. */
  running(): Count {
    const version = this.#version;
    if (this.#running?.version !== version) this.#running = { version, count: countIn(this.view, null, this.forks) };
    return this.#running.count;
  }

  /** POLL-15. The lot, by everything heard; null where none is to fall. */
  draw(): Draw | null {
    const version = `${this.#version} ${this.view.motion.record.lots === true && this.view.isRedrawn(null)}`;
    if (this.#draw?.version !== version) this.#draw = { version, draw: drawIn(this, null) };
    return this.#draw.draw;
  }

  get #version(): string {
    return `${this.view.version} ${this.forks.version}`;
  }
}

function closePast(seals: readonly By<"seal">[], forks: Forks): ClosePast {
  const newestFirst = seals.toSorted((a, b) => b.act.lamport - a.act.lamport);
  let past = Past.empty;
  for (const { act } of newestFirst) if (!past.has(act)) past = past.union(act.past).plus(act); // most bring nothing new
  const seen = forks.seenFrom(past);
  const sealers = new Set(seals.filter(({ act }) => !seen.has(act.device) && !seen.revoked(act)).map(({ member }) => member));
  return { past, sealers: [...sealers].sort() };
}
