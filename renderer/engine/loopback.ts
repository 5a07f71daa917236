/**
 * The app in a browser window: how it gets its session of the loopback host that served it (host/loopback), and how its
 * worker then reaches the host's services.
 */
import type { Duplex } from "../../shared/contract/host.ts";

const tokenPattern = /^#token=([\w-]+)$/;

/**
 * In the window, before its worker starts: exchanges the token of the address for a session, or makes sure of the one
 * a reloaded window has. False: this address has been used up, and a fresh one is needed.
 */
export async function enterLoopback(): Promise<boolean> {
  const token = tokenPattern.exec(location.hash)?.[1];
  if (token !== undefined) {
    history.replaceState(null, "", location.pathname);
    const { ok } = await fetch("/session", { method: "POST", body: token });
    if (ok) return true;
  }
  return (await fetch("/session")).ok;
}

/** In the worker. Messages said before the socket is open wait for it. */
export function duplexOverLoopback(): Duplex {
  const socket = new WebSocket(`ws://${location.host}/host`);
  socket.binaryType = "arraybuffer";
  const waiting: Uint8Array<ArrayBuffer>[] = [];
  socket.addEventListener("open", () => {
    for (const bytes of waiting.splice(0)) socket.send(bytes);
  });
  return {
    send(bytes) {
      const whole = bytes as Uint8Array<ArrayBuffer>;
      if (socket.readyState === WebSocket.CONNECTING) waiting.push(whole);
      else if (socket.readyState === WebSocket.OPEN) socket.send(whole);
    },
    onMessage(handler) {
      socket.addEventListener("message", ({ data }: MessageEvent<ArrayBuffer>) => handler(new Uint8Array(data)));
    },
    onClose(handler) {
      if (socket.readyState === WebSocket.CLOSED) handler();
      else socket.addEventListener("close", () => handler(), { once: true });
    },
    close: () => socket.close(),
  };
}
