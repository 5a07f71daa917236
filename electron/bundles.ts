/**
 * Bundles (SYNC-5) that a person opened in the system: by double click, or dropped on the app's icon. Given at start, by a
 * second start of the app, or (macOS) by the system. They wait until an unlocked window listens; the window is given what is
 * in them and never a path.
 */
import { open } from "node:fs/promises";
import { basename, resolve } from "node:path";
import type { App } from "electron";
import type { HandedBundle } from "../shared/contract/desktop.ts";

/** In memory at once; larger ones are opened in the window, which reads them piece by piece. */
const largest = 512 * 1024 * 1024;
const mostWaiting = 32;

export class HandedBundles {
  readonly #waiting: string[] = [];
  #deliver: ((bundle: HandedBundle) => void) | null = null;
  #reading: Promise<void> = Promise.resolve();

  collectFrom(app: App, args: readonly string[], directory: string): void {
    this.#takeFrom(args, directory);
    app.on("second-instance", (_event, laterArgs, theirs) => this.#takeFrom(laterArgs, theirs));
    app.on("open-file", (event, path) => {
      event.preventDefault();
      this.#takeFrom([path], "/");
    });
  }

  /** Whoever listens from now on; null when nobody does: the profile is locked, or the window is gone. */
  deliverTo(deliver: ((bundle: HandedBundle) => void) | null): void {
    this.#deliver = deliver;
    this.#handOver();
  }

  #takeFrom(args: readonly string[], directory: string): void {
    const paths = args.filter((arg) => !arg.startsWith("-") && arg.toLowerCase().endsWith(".veche")).map((arg) => resolve(directory, arg));
    this.#waiting.push(...paths.slice(0, mostWaiting - this.#waiting.length));
    this.#handOver();
  }

  #handOver(): void {
    if (this.#deliver === null) return;
    for (const path of this.#waiting.splice(0)) {
      this.#reading = this.#reading.then(async () => {
        const bytes = await read(path);
        if (this.#deliver === null) this.#waiting.push(path);
        else this.#deliver({ name: basename(path), bytes });
      });
    }
  }
}

/** Null when it is no file that can be read, or too large. */
async function read(path: string): Promise<Uint8Array | null> {
  try {
    await using file = await open(path, "r");
    const stat = await file.stat();
    return stat.isFile() && stat.size <= largest ? new Uint8Array(await file.readFile()) : null;
  } catch {
    return null; // gone again, or nobody may read it: the window says so
  }
}
