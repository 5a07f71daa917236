/** A MessagePort of Electron's main process as the duplex that the host serves a worker over. */
import type { MessagePortMain } from "electron";
import { maxHostFrame } from "../shared/contract/host.ts";
import type { Duplex } from "../shared/contract/host.ts";

export function duplexOver(port: MessagePortMain): Duplex {
  let closed = false;
  let onClosed = (): void => undefined;
  port.on("close", () => {
    closed = true;
    onClosed();
  });
  return {
    send(bytes) {
      if (!closed) port.postMessage(bytes);
    },
    onMessage(handler) {
      port.on("message", ({ data }) => {
        if (data instanceof Uint8Array && data.length <= maxHostFrame) handler(data);
        else port.close(); // our own worker never sends such a message
      });
      port.start(); // delivers what came before
    },
    onClose(handler) {
      onClosed = handler;
      if (closed) handler();
    },
    close: () => port.close(),
  };
}
