/** A set of whole numbers from 0, kept as ranges: which chunks of a file are held, missing or asked for. */

/** From (included) to (excluded). */
export type Range = readonly [from: number, to: number];

export class Ranges {
  /** Ascending, apart from each other, none empty. */
  #ranges: Range[] = [];

  constructor(ranges: Iterable<Range> = []) {
    for (const [from, to] of ranges) this.add(from, to);
  }

  get list(): readonly Range[] {
    return this.#ranges;
  }

  get size(): number {
    return this.#ranges.reduce((sum, [from, to]) => sum + to - from, 0);
  }

  get isEmpty(): boolean {
    return this.#ranges.length === 0;
  }

  has(n: number): boolean {
    return this.next(n) === n;
  }

  /** The smallest member that is not below n, or null. */
  next(n: number): number | null {
    const range = this.#ranges[this.#firstEndingAfter(n)];
    return range === undefined ? null : Math.max(n, range[0]);
  }

  add(from: number, to = from + 1): void {
    if (from >= to) return;
    const start = this.#firstEndingAfter(from - 1);
    let end = start;
    let [low, high] = [from, to];
    for (let range = this.#ranges[end]; range !== undefined && range[0] <= to; range = this.#ranges[++end]) {
      low = Math.min(low, range[0]);
      high = Math.max(high, range[1]);
    }
    this.#ranges.splice(start, end - start, [low, high]);
  }

  remove(from: number, to = from + 1): void {
    if (from >= to) return;
    const start = this.#firstEndingAfter(from);
    let end = start;
    const left: Range[] = [];
    for (let range = this.#ranges[end]; range !== undefined && range[0] < to; range = this.#ranges[++end]) {
      if (range[0] < from) left.push([range[0], from]);
      if (range[1] > to) left.push([to, range[1]]);
    }
    this.#ranges.splice(start, end - start, ...left);
  }

  copy(): Ranges {
    const copy = new Ranges();
    copy.#ranges = [...this.#ranges];
    return copy;
  }

  /** The place of the first range that reaches beyond n. */
  #firstEndingAfter(n: number): number {
    let low = 0;
    let high = this.#ranges.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#ranges[middle]![1] > n) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
