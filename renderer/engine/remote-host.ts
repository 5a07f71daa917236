/**
 * The host's services as the engine's worker sees them: the same ports as in process, over one duplex
 * (shared/contract/host.ts). When the duplex closes, everything asked and unanswered fails.
 */
import type { Duplex, HostArguments, Prefs } from "../../shared/contract/host.ts";
import { err, ok, type Result } from "../../shared/base/result.ts";
import type { FolderProblem, Folders } from "../../shared/ports/folders.ts";
import type { Lan } from "../../shared/ports/lan.ts";
import type { Rendezvous } from "../../shared/ports/rendezvous.ts";
import type { MailboxCall, Mailboxes } from "../../shared/ports/mailboxes.ts";
import type { SearchIndex, SearchItem } from "../../shared/ports/search-index.ts";
import type { Storage, StoredRow } from "../../shared/ports/storage.ts";
import type { Vault } from "../../shared/ports/vault.ts";
import { Wire } from "./host-wire.ts";
import { RemoteLan } from "./remote-lan.ts";

export interface RemoteHost {
  readonly vault: Vault;
  readonly rendezvous: Rendezvous;
  readonly lan: Lan;
  readonly mailboxes: Mailboxes;
  readonly prefs: Prefs;
  readonly folders: Folders;
  /** Resolves when the host is gone: nothing more can be kept or sent. */
  readonly closed: Promise<void>;
  close(): void;
}

export function connectHost(duplex: Duplex): RemoteHost {
  const wire = new Wire(duplex);
  return {
    vault: vaultOver(wire),
    rendezvous: rendezvousOver(wire),
    lan: new RemoteLan(wire),
    mailboxes: mailboxesOver(wire),
    folders: foldersOver(wire),
    prefs: {
      get: (key) => wire.ask("prefs.get", [key]),
      set: async (key, value) => void (await wire.ask("prefs.set", [key, value])),
    },
    closed: wire.closed,
    close: () => duplex.close(),
  };
}

function vaultOver(wire: Wire): Vault {
  return {
    place: () => wire.ask("vault.place", []),
    readSlots: () => wire.ask("vault.readSlots", []),
    writeSlots: async (slots) => void (await wire.ask("vault.writeSlots", [slots])),
    async open(key) {
      const problem = await wire.ask("vault.open", [key]);
      if (problem === null) return ok(storageOver(wire));
      const [kind, detail] = problem;
      return err(kind === "Damaged" ? { kind, detail } : { kind });
    },
    blobs: {
      read: (name, at, length) => wire.ask("blobs.read", [name, at, length]),
      write: async (name, at, bytes) => void (await wire.ask("blobs.write", [name, at, bytes])),
      sync: async (name) => void (await wire.ask("blobs.sync", [name])),
      remove: async (name) => void (await wire.ask("blobs.remove", [name])),
      names: () => wire.ask("blobs.names", []),
    },
    destroy: async () => void (await wire.ask("vault.destroy", [])),
  };
}

function foldersOver(wire: Wire): Folders {
  const done = (problem: FolderProblem | null): Result<null, FolderProblem> => (problem === null ? ok(null) : err(problem));
  return {
    async within(folder) {
      const found = await wire.ask("folders.within", [folder]);
      return typeof found === "string" ? err(found) : ok({ folder: found[0], parent: found[1], folders: found[2] });
    },
    async list(folder) {
      const found = await wire.ask("folders.list", [folder]);
      return typeof found === "string" ? err(found) : ok(found.map(([name, size, mark]) => ({ name, size, mark })));
    },
    async read(folder, name, at, length) {
      const read = await wire.ask("folders.read", [folder, name, at, length]);
      return typeof read === "string" ? err(read) : ok(read);
    },
    write: async (folder, name, bytes) => done(await wire.ask("folders.write", [folder, name, bytes])),
    remove: async (folder, name) => done(await wire.ask("folders.remove", [folder, name])),
  };
}

type WireWrite = HostArguments<"storage.commit">[0][number];

function storageOver(wire: Wire): Storage {
  let open = true;
  /** Ends with the range that is being read in pages: later calls wait, so that it is one state of the storage. */
  let rangeRead: Promise<unknown> | null = null;

  const inOrder = async <T>(work: () => Promise<T>): Promise<T> => {
    if (!open) throw new Error("the storage is closed");
    while (rangeRead !== null) await rangeRead;
    return work();
  };

  async function readRange(space: string, after: Uint8Array | null, limit: number | null): Promise<StoredRow[]> {
    const found: StoredRow[] = [];
    let from = after;
    for (;;) {
      const [page, more] = await wire.ask("storage.range", [space, from, limit === null ? null : limit - found.length]);
      for (const [key, value] of page) found.push({ key, value });
      const last = page.at(-1);
      if (!more || last === undefined) return found;
      from = last[0];
    }
  }

  return {
    get: (space, key) => inOrder(() => wire.ask("storage.get", [space, key])),
    range: (space, { after, limit } = {}) =>
      inOrder(() => {
        const reading = readRange(space, after ?? null, limit ?? null);
        const settled = reading.then(
          () => undefined,
          () => undefined,
        );
        rangeRead = settled.then(() => {
          rangeRead = null;
        });
        return reading;
      }),
    commit: (writes) =>
      inOrder(async () => {
        await wire.ask("storage.commit", [writes.map(({ space, key, value }): WireWrite => [space, key, value])]);
      }),
    search: searchOver(wire, () => {
      if (!open) throw new Error("the storage is closed");
    }),
    async close() {
      if (!open) return;
      const last = inOrder(async () => void (await wire.ask("storage.close", [])));
      open = false;
      await last;
    },
  };
}

function searchOver(wire: Wire, checkOpen: () => void): SearchIndex {
  const item = ({ id, time, title, text, tags }: SearchItem): HostArguments<"search.update">[0][number] => [id, time, title.join(" "), text.join(" "), tags.join(" ")];
  return {
    async mark(owner) {
      checkOpen();
      return wire.ask("search.mark", [owner]);
    },
    async update({ put, remove, mark }) {
      checkOpen();
      await wire.ask("search.update", [put.map(item), [...remove], [mark.owner, mark.at]]);
    },
    async find({ words, beginning, in: where, tags, from, to, limit }) {
      checkOpen();
      return wire.ask("search.find", [words.join(" "), beginning, where, tags.join(" "), from, to, limit]);
    },
  };
}

function rendezvousOver(wire: Wire): Rendezvous {
  return {
    dial: (addresses) => wire.tell("rendezvous.dial", [[...addresses]]),
    subscribe: (topics) => wire.tell("rendezvous.subscribe", [[...topics]]),
    publish: (topic, message) => wire.tell("rendezvous.publish", [topic, message]),
    onMessage(handler) {
      wire.onMessage = handler;
    },
    onStatus(handler) {
      wire.onStatus = handler;
    },
    ownAddresses: () => wire.ask("rendezvous.ownAddresses", []),
    close: () => wire.tell("rendezvous.close", []),
  };
}

function mailboxesOver(wire: Wire): Mailboxes {
  const flat = ({ relay, proxy, lane, mailbox, proof }: MailboxCall): HostArguments<"mailboxes.get">[0] => [relay, proxy, lane, mailbox, proof];
  return {
    async put(call, name, blob) {
      const problem = await wire.ask("mailboxes.put", [flat(call), name, blob]);
      return problem === null ? ok(null) : err({ kind: problem });
    },
    async list(call, tag) {
      const answer = await wire.ask("mailboxes.list", [flat(call), tag]);
      if (typeof answer === "string") return err({ kind: answer });
      return ok(answer === null ? null : { blobs: answer[0], days: answer[1], tag: answer[2] });
    },
    async get(call, name) {
      const answer = await wire.ask("mailboxes.get", [flat(call), name]);
      return typeof answer === "string" ? err({ kind: answer }) : ok(answer);
    },
  };
}
