/**
 * Locks the profile when the person has left: the screen is locked or the machine goes to sleep. The window is asked to
 * lock, which ends its worker and with it the database and its key. A window that does not answer in time loses its
 * ports to the host, which closes the database and wipes the key just the same.
 */
import type { PowerMonitor } from "electron";
import type { Duplex } from "../shared/contract/host.ts";

const patience = 3_000; // ms for the window to end its worker

export class Locking {
  readonly #open = new Set<Duplex>();
  readonly #askWindow: () => void;

  constructor(askWindow: () => void) {
    this.#askWindow = askWindow;
  }

  watch(powerMonitor: PowerMonitor): void {
    powerMonitor.on("lock-screen", () => this.lock()); // macOS and Windows tell; elsewhere the window's own time limit locks
    powerMonitor.on("suspend", () => this.lock());
  }

  /** A worker's port, until what it held is closed. */
  hold(duplex: Duplex, ended: Promise<void>): void {
    this.#open.add(duplex);
    void ended.finally(() => this.#open.delete(duplex));
  }

  lock(): void {
    const held = [...this.#open];
    this.#askWindow();
    setTimeout(() => {
      for (const duplex of held) if (this.#open.has(duplex)) duplex.close();
    }, patience);
  }
}
