/** Tells a demonstration step by step, with the time since it began, and stops it where something does not hold. */
import { Refused } from "../command.ts";
import type { Output } from "../output.ts";

export class Story {
  readonly #begun = performance.now();

  constructor(private readonly out: Output) {}

  get seconds(): number {
    return (performance.now() - this.#begun) / 1000;
  }

  /** What is happening, or has. */
  tell(words: string, values: object = {}): void {
    const seconds = Math.round(this.seconds * 10) / 10;
    this.out.event({ event: "step", seconds, words, ...values }, () => `${seconds.toFixed(1).padStart(6)} s  ${words}`);
  }

  /** Lines that belong to the step before. */
  show(lines: readonly string[]): void {
    if (!this.out.json) this.out.text(lines.map((line) => `          ${line}`.trimEnd()).join("\n"));
  }

  /** Ends the demonstration unless it holds. */
  check(holds: boolean, words: string): void {
    if (!holds) throw new Refused(`Did not hold: ${words}`);
  }
}

/** How long a piece of work took, in seconds. */
export async function timed<T>(work: () => Promise<T>): Promise<{ readonly value: T; readonly seconds: number }> {
  const begun = performance.now();
  const value = await work();
  return { value, seconds: (performance.now() - begun) / 1000 };
}
