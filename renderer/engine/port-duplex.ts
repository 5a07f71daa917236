/** A MessagePort as the duplex to the host: in Electron, where no socket is needed. */
import { hostPortMessage } from "../../shared/contract/desktop.ts";
import type { Desktop } from "../../shared/contract/desktop.ts";
import type { Duplex } from "../../shared/contract/host.ts";

/** A fresh port to the host, to be handed to a worker. */
export function openHostPort(desktop: Desktop): Promise<MessagePort> {
  return new Promise((resolve) => {
    const hear = ({ source, data, ports: [port] }: MessageEvent): void => {
      if (source !== window || data !== hostPortMessage || port === undefined) return;
      window.removeEventListener("message", hear);
      resolve(port);
    };
    window.addEventListener("message", hear);
    desktop.openHostPort();
  });
}

/** Within the worker that was handed the port. */
export function duplexOverPort(port: MessagePort): Duplex {
  let closed = false;
  let onClosed = (): void => undefined;
  const end = (): void => {
    if (closed) return;
    closed = true;
    onClosed();
  };
  port.addEventListener("close", end);
  return {
    send(bytes) {
      if (!closed) port.postMessage(bytes);
    },
    onMessage(handler) {
      port.addEventListener("message", ({ data }: MessageEvent<Uint8Array>) => handler(data));
      port.start(); // delivers what came before
    },
    onClose(handler) {
      onClosed = handler;
      if (closed) handler();
    },
    close() {
      port.close();
      end(); // the event comes to the other end only
    },
  };
}
