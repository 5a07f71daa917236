/** A Link within one process, for tests: frames arrive in order, each in a turn of its own; as slowly as is asked for. */
import type { Link } from "../../shared/ports/link.ts";
import { maxFrame } from "../../shared/ports/link.ts";

let linksMade = 0;
/** The send buffer above which `drained` waits. */
const highWater = 64 * 1024;

export class MemoryLink implements Link {
  readonly way = "webrtc";
  readonly id = `memory-${++linksMade}`;
  readonly binding = new Uint8Array();
  #other: MemoryLink | null = null;
  #onFrame: ((frame: Uint8Array) => void) | null = null;
  #unhandled: Uint8Array[] = [];
  #onClose: ((reason: string) => void)[] = [];
  #closed: string | null = null;
  /** When what was sent so far has gone out. */
  #goneAt = 0;

  private constructor(private readonly bytesPerSecond: number) {}

  static pair(bytesPerSecond = Infinity): [MemoryLink, MemoryLink] {
    const [a, b] = [new MemoryLink(bytesPerSecond), new MemoryLink(bytesPerSecond)];
    a.#other = b;
    b.#other = a;
    return [a, b];
  }

  send(frame: Uint8Array): boolean {
    if (frame.length > maxFrame) throw new Error(`a frame of ${frame.length} bytes`);
    if (this.#closed !== null) return false;
    const copy = frame.slice();
    if (this.bytesPerSecond === Infinity) queueMicrotask(() => this.#other!.#receive(copy));
    else {
      this.#goneAt = Math.max(this.#goneAt, performance.now()) + (1000 * frame.length) / this.bytesPerSecond;
      setTimeout(() => this.#other!.#receive(copy), this.#goneAt - performance.now());
    }
    return true;
  }

  async drained(): Promise<void> {
    const ahead = this.#goneAt - performance.now() - (1000 * highWater) / this.bytesPerSecond;
    if (ahead > 0) await new Promise((resolve) => setTimeout(resolve, ahead));
  }

  onFrame(handler: (frame: Uint8Array) => void): void {
    this.#onFrame = handler;
    for (const frame of this.#unhandled.splice(0)) handler(frame);
  }

  onClose(handler: (reason: string) => void): void {
    if (this.#closed === null) this.#onClose.push(handler);
    else handler(this.#closed);
  }

  close(reason: string): void {
    if (this.#closed !== null) return;
    this.#shut(reason);
    queueMicrotask(() => this.#other!.#shut("closed by the other side"));
  }

  #receive(frame: Uint8Array): void {
    if (this.#closed !== null) return;
    if (this.#onFrame) this.#onFrame(frame);
    else this.#unhandled.push(frame);
  }

  #shut(reason: string): void {
    if (this.#closed !== null) return;
    this.#closed = reason;
    for (const handler of this.#onClose.splice(0)) handler(reason);
  }
}
