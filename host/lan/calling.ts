/** LAN-3. Opening a connection to another machine's door with a key that both hold. */
import { connect, type TLSSocket } from "node:tls";
import { seconds } from "../../shared/base/units.ts";
import { cipher, credentialOf } from "./caller.ts";
import type { Endpoint } from "./own-networks.ts";

/** A machine of the same network answers in milliseconds. */
const patience = seconds(2);
/** The next address is tried so long after the one before, which may still answer. */
const stagger = 300;

/** A connection whose handshake is under way: the caller waits for `secureConnect`, `error` or `close`. */
export function knockAt({ host, port }: Endpoint, key: Uint8Array): TLSSocket {
  const { identity, psk } = credentialOf(key);
  const socket = connect({
    ...cipher,
    host,
    port,
    pskCallback: () => ({ identity, psk }),
    checkServerIdentity: () => undefined, // holding the key is the identity
  });
  socket.on("error", () => socket.destroy());
  return socket;
}

/** The first of these that opens to the key, or null. */
export async function callAny(endpoints: readonly Endpoint[], key: Uint8Array): Promise<TLSSocket | null> {
  const begun: Promise<TLSSocket | null>[] = [];
  for (const endpoint of endpoints) {
    const attempt = opened(endpoint, key);
    begun.push(attempt);
    const soon = await Promise.race([attempt, pass(stagger).then(() => "slow" as const)]);
    if (soon === null || soon === "slow" || soon.destroyed) continue;
    for (const other of begun.slice(0, -1)) void other.then((late) => late?.destroy());
    return soon;
  }
  return firstOf(begun);
}

function opened(endpoint: Endpoint, key: Uint8Array): Promise<TLSSocket | null> {
  return new Promise((resolve) => {
    const socket = knockAt(endpoint, key);
    const late = setTimeout(() => socket.destroy(), patience);
    socket.once("secureConnect", () => {
      clearTimeout(late);
      resolve(socket);
    });
    socket.once("close", () => {
      clearTimeout(late);
      resolve(null);
    });
  });
}

/** The first that is one; those that come later are ended. */
function firstOf(attempts: readonly Promise<TLSSocket | null>[]): Promise<TLSSocket | null> {
  return new Promise((resolve) => {
    let taken = false;
    for (const attempt of attempts) {
      void attempt.then((socket) => {
        if (socket === null || socket.destroyed) return;
        if (taken) socket.destroy();
        taken = true;
        resolve(socket);
      });
    }
    void Promise.all(attempts).then((all) => all.every((socket) => socket === null || socket.destroyed) && resolve(null));
  });
}

const pass = (time: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, time).unref());
