/**
 * One set-up at a time in a clone. The lock is a listening local socket, so it ends with the process that holds it,
 * however that ends, and those who wait are told by the closing of their connection.
 */
import { createHash } from "node:crypto";
import { unlinkSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { fromRoot, say } from "./process.mjs";

const name = `veche-setup-${createHash("sha256").update(fromRoot(".")).digest("hex").slice(0, 24)}`;

/** Linux and Windows have socket names that leave no file behind; elsewhere one may have to be cleared away. */
const address =
  process.platform === "linux"
    ? `\0${name}`
    : process.platform === "win32"
      ? `\\\\.\\pipe\\${name}`
      : join(tmpdir(), `${name}.sock`);

/**
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(work) {
  let told = false;
  for (;;) {
    const release = await tryToHold();
    if (release !== null) {
      try {
        return await work();
      } finally {
        release();
      }
    }
    if (!told) say("waiting for another ./run in this folder to finish its set-up");
    told = true;
    await holderIsGone();
  }
}

/** @returns {Promise<(() => void) | null>} null when another process holds it */
function tryToHold() {
  return new Promise((resolve, reject) => {
    /** @type {Set<import("node:net").Socket>} */
    const waiting = new Set();
    const server = createServer((socket) => {
      waiting.add(socket);
      socket.on("error", () => socket.destroy()); // a waiter that gave up
      socket.on("close", () => waiting.delete(socket));
    });
    server.once("error", (/** @type {NodeJS.ErrnoException} */ error) => {
      if (error.code === "EADDRINUSE") resolve(null);
      else reject(error);
    });
    server.listen(address, () =>
      resolve(() => {
        server.close();
        for (const socket of waiting) socket.destroy();
      }),
    );
  });
}

/** @returns {Promise<void>} */
function holderIsGone() {
  return new Promise((resolve) => {
    const socket = connect(address);
    socket.once("error", (/** @type {NodeJS.ErrnoException} */ error) => {
      if (error.code === "ECONNREFUSED" && address.endsWith(".sock")) unlinkSync(address); // left by a killed holder
    });
    socket.once("close", () => resolve());
  });
}
