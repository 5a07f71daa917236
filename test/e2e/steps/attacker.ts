/** Who means harm: a stranger on the signalling server, and an invited machine that does not keep to the protocol. */
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { onTestFinished } from "vitest";
import { WebSocket } from "ws";
import type { Dialler, DialRoom } from "../../../shared/ports/dialler.ts";
import { maxFrame, type Link } from "../../../shared/ports/link.ts";
import type { Rendezvous } from "../../../shared/ports/rendezvous.ts";

export interface Overheard {
  readonly topic: string;
  readonly message: Uint8Array;
}

/** Writes down all that is published, as whoever runs a signalling server can. */
export const overheard =
  (all: Overheard[]) =>
  (real: Rendezvous): Rendezvous => ({
    dial: (addresses) => real.dial(addresses),
    subscribe: (topics) => real.subscribe(topics),
    publish(topic, message) {
      all.push({ topic, message });
      real.publish(topic, message);
    },
    onMessage: (handler) => real.onMessage(handler),
    onStatus: (handler) => real.onStatus(handler),
    ownAddresses: () => real.ownAddresses(),
    close: () => real.close(),
  });

/** Sends everything overheard again, in order and reversed, then what makes no sense, to the server at this port. */
export async function disturbSignalling(port: number, all: readonly Overheard[]): Promise<void> {
  const topics = [...new Set(all.map(({ topic }) => topic))];
  const stranger = await connected(port);
  const publish = (topic: string, data: unknown): void => stranger.send(JSON.stringify({ type: "publish", topic, data }));
  stranger.send(JSON.stringify({ type: "subscribe", topics }));
  for (const { topic, message } of [...all, ...[...all].reverse()]) publish(topic, Buffer.from(message).toString("base64"));
  for (const topic of topics) {
    for (const size of [0, 1, 24, 256, 1024, 4096]) publish(topic, randomBytes(size).toString("base64"));
    for (const data of [null, 7, {}, [[[[]]]], "no base64 §", { type: "announce", from: "stranger" }]) publish(topic, data);
  }
  await handled(stranger);
  stranger.terminate();

  for (const junk of ["", "{", "[]", "null", '{"type":"subscribe","topics":7}', '{"type":"publish"}', `{"type":"publish","topic":"${"t".repeat(100_000)}"}`, randomBytes(100_000)]) {
    const one = await connected(port);
    one.send(junk);
    one.terminate();
  }
}

async function connected(port: number): Promise<WebSocket> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}`);
  onTestFinished(() => socket.terminate());
  socket.on("error", () => socket.terminate());
  await once(socket, "open");
  return socket;
}

/** The server has taken in all that was sent before. */
async function handled(socket: WebSocket): Promise<void> {
  const answered = new Promise<void>((resolve) => {
    socket.on("message", (data) => {
      if (String(data).includes("pong")) resolve();
    });
    socket.on("close", () => resolve());
  });
  socket.send(JSON.stringify({ type: "ping" }));
  await answered;
}

/** What an invited machine does wrong on the channel. */
export type Misdeed = "garbage" | "replays" | "altered";

export const misbehaving =
  (misdeed: Misdeed, linked: () => void) =>
  (real: Dialler): Dialler => ({
    pair: (options) => real.pair(options),
    join(name, options): DialRoom {
      const room = real.join(name, options);
      return {
        peerId: room.peerId,
        announce: (from) => room.announce(from),
        signal: (from, message) => room.signal(from, message),
        onSignal: (handler) => room.onSignal(handler),
        onLink: (handler) =>
          room.onLink((peer, link) => {
            linked();
            handler(peer, wrong(link, misdeed));
          }),
        leave: () => room.leave(),
      };
    },
  });

function wrong(link: Link, misdeed: Misdeed): Link {
  let sent = 0;
  return {
    way: link.way,
    id: link.id,
    binding: link.binding,
    send(frame) {
      sent++;
      if (misdeed === "replays") return link.send(frame) && link.send(frame);
      if (misdeed === "altered" && sent > 1) return link.send(altered(frame));
      if (misdeed === "garbage") for (const size of [0, 1, 100, maxFrame]) link.send(randomBytes(size));
      return link.send(frame);
    },
    drained: () => link.drained(),
    onFrame: (handler) => link.onFrame(handler),
    onClose: (handler) => link.onClose(handler),
    close: (reason) => link.close(reason),
  };
}

function altered(frame: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(frame);
  const at = copy.length >> 1;
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
}
