/**
 * One end of a link as a test holds it, be the link in this process or in a page's worker: everything is asynchronous
 * and made of plain values (frames are hexadecimal).
 */
import { fromHex, toHex } from "../../shared/base/bytes.ts";
import type { Link } from "../../shared/ports/link.ts";

export interface Flood {
  readonly frames: number;
  readonly bytes: number;
  readonly inOrder: boolean;
}

/** A call of one of these, as it travels to a page. */
export type EndCall = { [K in keyof LinkEnd]: { readonly method: K; readonly args: Parameters<LinkEnd[K]> } }[keyof LinkEnd];

export interface LinkEnd {
  binding(): Promise<string>;
  send(frame: string): Promise<boolean>;
  /** Sends so many frames of so many bytes, waiting for the link to drain; each begins with its number. */
  flood(frames: number, size: number): Promise<void>;
  /** Sets the frame handler. */
  listen(): Promise<void>;
  /** The next frames, when so many have arrived. */
  frames(count: number): Promise<readonly string[]>;
  /** What `flood` at the other end sent, when so many have arrived. */
  flooded(frames: number): Promise<Flood>;
  drained(): Promise<void>;
  close(reason: string): Promise<void>;
  /** The reason it was closed for, once it is. */
  closed(): Promise<string>;
}

export function linkEnd(link: Link): LinkEnd {
  let received: Uint8Array[] = [];
  let arrived: () => void = () => undefined;
  const closed = new Promise<string>((resolve) => link.onClose(resolve));
  const take = async (count: number): Promise<Uint8Array[]> => {
    while (received.length < count) await new Promise<void>((resolve) => (arrived = resolve));
    const taken = received.slice(0, count);
    received = received.slice(count);
    return taken;
  };
  return {
    binding: async () => toHex(link.binding),
    send: async (frame) => link.send(fromHex(frame)!),
    async flood(frames, size) {
      for (let i = 0; i < frames; i++) {
        const frame = new Uint8Array(size);
        new DataView(frame.buffer).setUint32(0, i);
        if (!link.send(frame)) throw new Error("closed");
        await link.drained();
      }
    },
    async listen() {
      link.onFrame((frame) => {
        received.push(frame);
        arrived();
      });
    },
    frames: async (count) => (await take(count)).map(toHex),
    async flooded(frames) {
      const taken = await take(frames);
      const number = (frame: Uint8Array): number => new DataView(frame.buffer, frame.byteOffset).getUint32(0);
      return {
        frames: taken.length,
        bytes: taken.reduce((sum, frame) => sum + frame.length, 0),
        inOrder: taken.every((frame, i) => number(frame) === i),
      };
    },
    drained: () => link.drained(),
    close: async (reason) => link.close(reason),
    closed: () => closed,
  };
}

export function callEnd(end: LinkEnd, call: EndCall): Promise<unknown> {
  const method = end[call.method] as (...args: readonly unknown[]) => Promise<unknown>;
  return method(...call.args);
}
