/** Lets other commands of this profile use the engine that `veche serve` runs. */
import { rm } from "node:fs/promises";
import { createServer, type Socket } from "node:net";
import type { Command } from "../../shared/contract/commands.ts";
import type { EngineApi } from "../../shared/contract/port.ts";
import { controlPath, onLines, readToEngine, writeLine } from "./frames.ts";

export interface ControlServer {
  close(): Promise<void>;
}

/** Called with the profile's lock held, so a socket that lies there is a dead one's. Null when the system refuses it. */
export async function serveControl(directory: string, engine: EngineApi): Promise<ControlServer | null> {
  const path = controlPath(directory);
  if (process.platform !== "win32") await rm(path, { force: true });
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    serveOne(socket, engine);
    socket.on("close", () => open.delete(socket));
  });
  const listening = await new Promise<boolean>((resolve) => {
    server.once("error", () => resolve(false)); // the folder's name is too long for a socket, or its disk has none
    const before = process.umask(0o177);
    server.listen(path, () => resolve(true));
    process.umask(before);
  });
  if (!listening) return null;
  return {
    close: () =>
      new Promise((resolve) => {
        for (const socket of open) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

function serveOne(socket: Socket, engine: EngineApi): void {
  const watches = new Map<number, () => void>();
  socket.on("error", () => socket.destroy());
  socket.on("close", () => {
    for (const stop of watches.values()) stop();
  });
  onLines(socket, (line) => {
    const message = readToEngine(line);
    if (message === null) return void socket.destroy();
    switch (message.say) {
      case "run":
        void run(engine, message.command).then((result) => writeLine(socket, { say: "done", id: message.id, result }));
        return;
      case "watch":
        watches.get(message.id)?.();
        watches.set(message.id, engine.watch(message.query, (value) => writeLine(socket, { say: "snapshot", id: message.id, value })));
        return;
      case "unwatch":
        watches.get(message.id)?.();
        watches.delete(message.id);
    }
  });
}

/** The engine checks the command itself. */
const run = (engine: EngineApi, command: Command) => (engine.run as (command: Command) => ReturnType<EngineApi["run"]>)(command);
