/** A WebSocket of this process as the duplex to a worker. Text is not part of the contract: it ends the connection. */
import type { WebSocket } from "ws";
import type { Duplex } from "../../shared/contract/host.ts";

export function duplexOverSocket(socket: WebSocket): Duplex {
  // Whatever the error, "close" follows.
  socket.on("error", () => socket.terminate());
  return {
    send(bytes) {
      if (socket.readyState === socket.OPEN) socket.send(bytes);
    },
    onMessage(handler) {
      socket.on("message", (data, isBinary) => {
        if (isBinary && Buffer.isBuffer(data)) handler(new Uint8Array(data.buffer, data.byteOffset, data.length));
        else socket.terminate();
      });
    },
    onClose(handler) {
      if (socket.readyState === socket.CLOSED) handler();
      else socket.once("close", () => handler());
    },
    close: () => socket.terminate(),
  };
}
