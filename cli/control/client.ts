/** The engine of a running `veche serve`, as a command beside it uses it. */
import { createConnection, type Socket } from "node:net";
import type { Run } from "../../shared/contract/answers.ts";
import type { EngineApi } from "../../shared/contract/port.ts";
import type { QueryName, Snapshots } from "../../shared/contract/snapshots.ts";
import { Refused } from "../command.ts";
import { controlPath, onLines, readFromEngine, writeLine } from "./frames.ts";

export interface RemoteEngine extends EngineApi {
  close(): Promise<void>;
}

/** Null when no `veche serve` has the profile open. */
export async function connectControl(directory: string): Promise<RemoteEngine | null> {
  const socket = createConnection(controlPath(directory));
  const connected = await new Promise<boolean>((resolve) => {
    socket.once("connect", () => resolve(true));
    socket.once("error", () => resolve(false));
  });
  return connected ? remoteEngine(socket) : null;
}

function remoteEngine(socket: Socket): RemoteEngine {
  const running = new Map<number, { resolve: (result: never) => void; reject: (error: Error) => void }>();
  const watching = new Map<number, (snapshot: never) => void>();
  let last = 0;
  let closed = false;
  const lost = (): void => {
    closed = true;
    for (const { reject } of running.values()) reject(new Refused("'veche serve' was stopped before it had answered."));
    running.clear();
  };
  socket.on("error", () => socket.destroy());
  socket.on("close", lost);
  onLines(socket, (line) => {
    const message = readFromEngine(line);
    if (message?.say === "done") {
      running.get(message.id)?.resolve(message.result as never);
      running.delete(message.id);
    } else if (message?.say === "snapshot") watching.get(message.id)?.(message.value as Snapshots[QueryName] as never);
  });
  return {
    run: ((command) =>
      new Promise((resolve, reject) => {
        if (closed) return reject(new Refused("'veche serve' was stopped."));
        const id = ++last;
        running.set(id, { resolve, reject });
        writeLine(socket, { say: "run", id, command });
      })) as Run,
    watch(query, seen) {
      const id = ++last;
      watching.set(id, seen);
      writeLine(socket, { say: "watch", id, query });
      return () => {
        watching.delete(id);
        if (!closed) writeLine(socket, { say: "unwatch", id });
      };
    },
    close: () =>
      new Promise((resolve) => {
        if (closed) return resolve();
        socket.once("close", () => resolve());
        socket.end();
      }),
  };
}
