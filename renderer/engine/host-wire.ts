/** Calls of the host from the engine's worker, their answers and the host's events, over one duplex (contract/host.ts). */
import type { CborValue } from "../../shared/base/cbor.ts";
import { encodeCall, maxHostFrame, parseAnswer, parseFromHost } from "../../shared/contract/host.ts";
import type { Duplex, FromHost, HostAnswer, HostArguments, HostCall } from "../../shared/contract/host.ts";
import type { ServerStatus } from "../../shared/ports/rendezvous.ts";

export type LanEvent = Extract<FromHost, { readonly say: `lan.${string}` }>;

interface Asked {
  readonly answered: (answer: CborValue) => void;
  readonly failed: (error: unknown) => void;
}

export class Wire {
  readonly #duplex: Duplex;
  readonly #asked = new Map<number, Asked>();
  readonly closed: Promise<void>;
  #open = true;
  #lastId = 0;
  onMessage: (topic: string, message: Uint8Array) => void = () => undefined;
  onStatus: (status: readonly ServerStatus[]) => void = () => undefined;
  onLan: (event: LanEvent) => void = () => undefined;

  constructor(duplex: Duplex) {
    this.#duplex = duplex;
    duplex.onMessage((bytes) => this.#receive(bytes));
    this.closed = new Promise((resolve) => {
      duplex.onClose(() => {
        this.#open = false;
        for (const { failed } of this.#asked.values()) failed(new Error("the host is gone"));
        this.#asked.clear();
        resolve();
      });
    });
  }

  ask<C extends HostCall>(call: C, args: HostArguments<C>): Promise<HostAnswer<C>> {
    return new Promise((resolve, reject) => {
      if (!this.#open) throw new Error("the host is gone");
      const id = ++this.#lastId;
      const frame = encodeCall(id, call, args);
      if (frame.length > maxHostFrame) throw new Error(`${call}: ${frame.length} bytes are too many for one call`);
      this.#asked.set(id, {
        answered: (answer) => {
          try {
            resolve(parseAnswer(call, answer));
          } catch (error) {
            reject(error);
          }
        },
        failed: reject,
      });
      this.#duplex.send(frame);
    });
  }

  /** Sent without waiting for an answer; nothing once the host is gone. */
  tell<C extends HostCall>(call: C, args: HostArguments<C>): void {
    if (this.#open) this.#duplex.send(encodeCall(0, call, args));
  }

  #receive(bytes: Uint8Array): void {
    const message = parseFromHost(bytes);
    if (message === null) throw new Error("the host sent what is not in the contract");
    switch (message.say) {
      case "answer":
        this.#take(message.id)?.answered(message.answer);
        return;
      case "failure":
        this.#take(message.id)?.failed(new Error(message.text));
        return;
      case "rendezvous.message":
        this.onMessage(...message.args);
        return;
      case "rendezvous.status":
        this.onStatus(message.args[0].map(([address, nearby, state]) => ({ address, nearby, state })));
        return;
      default:
        this.onLan(message);
    }
  }

  #take(id: number): Asked | undefined {
    const asked = this.#asked.get(id);
    this.#asked.delete(id);
    return asked;
  }
}
