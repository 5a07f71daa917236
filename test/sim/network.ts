/**
 * A simulated network: a virtual clock, seeded chance, and links that keep order and lose nothing until they are cut.
 * Nothing here waits for real time; the same seed gives the same run.
 */
import type { Clock } from "../../shared/ports/clock.ts";
import type { Link } from "../../shared/ports/link.ts";
import type { Random } from "../../shared/ports/random.ts";

export class SimClock implements Clock {
  #now: number;
  #order = 0;
  readonly #queue: Timer[] = [];

  constructor(start = 1_790_000_000_000) {
    this.#now = start;
  }

  now(): number {
    return this.#now;
  }

  after(delay: number, then: () => void): () => void {
    const timer: Timer = { at: this.#now + Math.ceil(delay), order: this.#order++, then };
    push(this.#queue, timer);
    return () => {
      timer.then = null;
    };
  }

  /** Runs what is due within the next `duration` ms, in order, letting promises settle after each. */
  async advance(duration: number): Promise<void> {
    const end = this.#now + duration;
    await settled();
    for (let timer = this.#queue[0]; timer !== undefined && timer.at <= end; timer = this.#queue[0]) {
      pop(this.#queue);
      if (timer.then === null) continue;
      this.#now = Math.max(this.#now, timer.at);
      timer.then();
      await settled();
    }
    this.#now = end;
  }

  /** Advances in steps until `done`; false after `most` ms. */
  async until(done: () => boolean, most: number, step = 100): Promise<boolean> {
    for (let spent = 0; spent < most; spent += step) {
      if (done()) return true;
      await this.advance(step);
    }
    return done();
  }
}

interface Timer {
  readonly at: number;
  readonly order: number;
  then: (() => void) | null;
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

// A binary heap by (at, order).
const before = (a: Timer, b: Timer): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);
function push(heap: Timer[], timer: Timer): void {
  heap.push(timer);
  for (let i = heap.length - 1; i > 0; ) {
    const parent = (i - 1) >> 1;
    if (!before(heap[i]!, heap[parent]!)) break;
    [heap[i], heap[parent]] = [heap[parent]!, heap[i]!];
    i = parent;
  }
}
function pop(heap: Timer[]): void {
  const last = heap.pop()!;
  if (heap.length === 0) return;
  heap[0] = last;
  for (let i = 0; ; ) {
    let least = i;
    for (const child of [2 * i + 1, 2 * i + 2]) if (child < heap.length && before(heap[child]!, heap[least]!)) least = child;
    if (least === i) break;
    [heap[i], heap[least]] = [heap[least]!, heap[i]!];
    i = least;
  }
}

/** A seeded generator (mulberry32): good enough to vary a run, the same on every machine. */
export class SimRandom implements Random {
  #state: number;

  constructor(seed: number) {
    this.#state = (seed * 0x9e3779b1) >>> 0;
  }

  /** In [0, 1). */
  fraction(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  /** In [0, n). */
  below(n: number): number {
    return Math.floor(this.fraction() * n);
  }

  bytes(length: number): Uint8Array {
    return Uint8Array.from({ length }, () => this.below(256));
  }
}

export interface SimLinkOptions {
  /** One way, in ms; each frame takes a random time up to twice this, in order. */
  readonly delay?: number;
  /** Each way; without it a link takes any amount at once. */
  readonly bytesPerSecond?: number;
  readonly binding?: Uint8Array;
  /** Sees and may change (or drop, by null) each frame: the hostile network. */
  readonly tamper?: (frame: Uint8Array, from: 0 | 1) => Uint8Array | null;
}

/** The send buffer above which `drained` waits. */
const highWater = 64 * 1024;
let links = 0;

export interface SimLink {
  readonly ends: readonly [Link, Link];
  /** Bytes carried, by sender. */
  readonly carried: readonly [number, number];
  readonly frames: readonly [number, number];
  /** The largest number of bytes that were under way from a sender. */
  readonly mostUnderWay: readonly [number, number];
  /** Frames vanish from now on; nobody is told (a cable pulled out). */
  silence(): void;
  /** Both ends learn that the link is gone; frames under way are lost. */
  cut(): void;
  readonly open: boolean;
}

export function simLink(clock: SimClock, random: SimRandom, options: SimLinkOptions = {}): SimLink {
  const id = `link-${++links}`;
  const delay = options.delay ?? 10;
  const carried: [number, number] = [0, 0];
  const frames: [number, number] = [0, 0];
  const mostUnderWay: [number, number] = [0, 0];
  const underWay = [0, 0];
  const lastArrival = [0, 0];
  const sentUntil = [0, 0];
  const waiting: [(() => void)[], (() => void)[]] = [[], []];
  const ends = [0, 1].map((side) => end(side as 0 | 1)) as [End, End];
  let silent = false;
  let open = true;

  interface End extends Link {
    arrive(frame: Uint8Array): void;
    closed(reason: string): void;
  }

  function end(side: 0 | 1): End {
    let onFrame: ((frame: Uint8Array) => void) | null = null;
    const onClose: ((reason: string) => void)[] = [];
    const early: Uint8Array[] = [];
    let isClosed: string | null = null;
    return {
      way: "webrtc",
      id: `${id}/${side}`,
      binding: options.binding ?? new Uint8Array(0),
      send(frame) {
        if (isClosed !== null) return false;
        const sent = options.tamper === undefined ? frame : options.tamper(frame, side);
        carried[side] += frame.length;
        frames[side] += 1;
        underWay[side]! += frame.length;
        mostUnderWay[side] = Math.max(mostUnderWay[side], underWay[side]!);
        sentUntil[side] = Math.max(sentUntil[side]!, clock.now()) + (options.bytesPerSecond === undefined ? 0 : (1000 * frame.length) / options.bytesPerSecond);
        lastArrival[side] = Math.max(lastArrival[side]!, sentUntil[side] + Math.floor(delay * 2 * random.fraction()));
        clock.after(lastArrival[side] - clock.now(), () => {
          underWay[side]! -= frame.length;
          if (underWay[side]! < highWater) for (const resolve of waiting[side].splice(0)) resolve();
          if (open && !silent && sent !== null) ends[1 - side]!.arrive(sent);
        });
        return true;
      },
      drained: () => (underWay[side]! < highWater || isClosed !== null ? Promise.resolve() : new Promise((resolve) => waiting[side].push(resolve))),
      onFrame(handler) {
        onFrame = handler;
        for (const frame of early.splice(0)) handler(frame);
      },
      onClose(handler) {
        if (isClosed === null) onClose.push(handler);
        else handler(isClosed);
      },
      /** What was sent before is delivered before the other end learns of the close. */
      close(reason) {
        if (isClosed !== null) return;
        this.closed(reason);
        clock.after(Math.max(0, lastArrival[side]! - clock.now()) + delay, () => {
          if (!silent) ends[1 - side]!.closed("Closed by the other end");
          open = false;
        });
      },
      arrive(frame) {
        if (isClosed !== null) return;
        if (onFrame === null) early.push(frame);
        else onFrame(frame);
      },
      closed(reason) {
        if (isClosed !== null) return;
        isClosed = reason;
        for (const resolve of waiting[side].splice(0)) resolve();
        for (const handler of onClose.splice(0)) handler(reason);
      },
    };
  }

  return {
    ends,
    carried,
    frames,
    mostUnderWay,
    silence: () => {
      silent = true;
    },
    cut: () => {
      open = false;
      for (const one of ends) one.closed("cut");
    },
    get open() {
      return open;
    },
  };
}
