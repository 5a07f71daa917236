/** A worker and its host in one process: two ends of a duplex that delivers whole messages later, as a real one does. */
import { onTestFinished } from "vitest";
import { serveWorker } from "../../host/bridge.ts";
import type { HostServices } from "../../host/bridge.ts";
import { memoryFolders } from "../../host/folders/memory-folders.ts";
import { memoryVault } from "../../host/vault/memory.ts";
import { connectHost } from "../../renderer/engine/remote-host.ts";
import type { RemoteHost } from "../../renderer/engine/remote-host.ts";
import type { Duplex } from "../../shared/contract/host.ts";

export function bridged(services: Partial<HostServices>): RemoteHost & { readonly ended: Promise<void> } {
  const [near, far] = duplexPair();
  const absent = (name: string) => (): never => {
    throw new Error(`no ${name} in this test`);
  };
  const ended = serveWorker(far, {
    vault: services.vault ?? memoryVault(),
    prefs: services.prefs ?? { get: absent("prefs"), set: absent("prefs") },
    folders: services.folders ?? memoryFolders(),
    openNetwork: services.openNetwork ?? absent("network"),
    openMailboxes: services.openMailboxes ?? absent("mailboxes"),
  });
  const host = connectHost(near);
  onTestFinished(async () => {
    host.close();
    await ended;
  });
  return { ...host, ended };
}

export function duplexPair(): [Duplex, Duplex] {
  const first = new End();
  const second = new End();
  first.other = second;
  second.other = first;
  return [first, second];
}

class End implements Duplex {
  other: End | null = null;
  #open = true;
  #take: (bytes: Uint8Array) => void = () => undefined;
  #closed: () => void = () => undefined;

  send(bytes: Uint8Array): void {
    const copy = bytes.slice();
    const { other } = this;
    if (this.#open && other !== null) setImmediate(() => other.#open && other.#take(copy));
  }

  onMessage(handler: (bytes: Uint8Array) => void): void {
    this.#take = handler;
  }

  onClose(handler: () => void): void {
    this.#closed = handler;
  }

  close(): void {
    if (!this.#open) return;
    this.#open = false;
    setImmediate(() => this.#closed());
    setImmediate(() => this.other?.close());
  }
}
