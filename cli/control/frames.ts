/**
 * Between `veche serve` and the commands beside it: the messages of shared/contract/port.ts, one JSON text a line, bytes
 * as base64. The socket lies in the profile's folder, which only its owner may enter.
 */
import { createHash } from "node:crypto";
import { resolve } from "node:path";
import type { Socket } from "node:net";
import * as v from "valibot";
import { profileFiles } from "../../host/profile-files.ts";
import type { FromEngine, ToEngine } from "../../shared/contract/port.ts";
import { mib } from "../../shared/base/units.ts";

/** A record file of a large group, as base64. */
const longestLine = mib(256);

export function controlPath(directory: string): string {
  if (process.platform !== "win32") return profileFiles(directory).control;
  return `\\\\.\\pipe\\veche-${createHash("sha256").update(resolve(directory)).digest("hex").slice(0, 32)}`;
}

const id = v.pipe(v.number(), v.integer());
const fromCommand = v.variant("say", [
  v.strictObject({ say: v.literal("run"), id, command: v.unknown() }), // the engine checks it
  v.strictObject({ say: v.literal("watch"), id, query: v.looseObject({ query: v.string() }) }),
  v.strictObject({ say: v.literal("unwatch"), id }),
]);

/** What a command says; preferences are the window's alone. */
export type FromCommand = Extract<ToEngine, { say: "run" | "watch" | "unwatch" }>;

/** Null when the line is no message. */
export function readToEngine(line: string): FromCommand | null {
  const parsed = v.safeParse(fromCommand, parse(line));
  return parsed.success ? (parsed.output as FromCommand) : null;
}

/** From our own `veche serve`, which holds the profile. */
export const readFromEngine = (line: string): FromEngine | null => parse(line) as FromEngine | null;

export const writeLine = (socket: Socket, message: FromCommand | FromEngine): void => void socket.write(`${JSON.stringify(message, asText)}\n`);

const bytesKey = "$base64";

const asText = (_key: string, value: unknown): unknown =>
  value instanceof Uint8Array ? { [bytesKey]: Buffer.from(value.buffer, value.byteOffset, value.length).toString("base64") } : value;

function asBytes(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || !(bytesKey in value)) return value;
  return Uint8Array.from(Buffer.from(String(value[bytesKey]), "base64"));
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line, asBytes);
  } catch {
    return null;
  }
}

/** Calls `seen` with each whole line. */
export function onLines(socket: Socket, seen: (line: string) => void): void {
  let parts: string[] = [];
  let length = 0;
  socket.setEncoding("utf8");
  socket.on("data", (chunk: string) => {
    const pieces = chunk.split("\n");
    for (const [i, piece] of pieces.entries()) {
      parts.push(piece);
      length += piece.length;
      if (length > longestLine) {
        socket.destroy();
        return;
      }
      if (i === pieces.length - 1) return;
      const line = parts.join("");
      parts = [];
      length = 0;
      seen(line);
    }
  });
}
