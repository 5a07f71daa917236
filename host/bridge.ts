/**
 * The host's side of the port to one worker (shared/contract/host.ts). When the worker ends, whether it locked, crashed
 * or was replaced, its database is closed, the key with it, its rendezvous
 * leaves and its links end.
 */
import { encodeAnswer, encodeEvent, encodeFailure, maxHostFrame, parseCall, rangePage } from "../shared/contract/host.ts";
import type { Duplex, FromWorker, HostAnswer, HostArguments, HostCalls, Prefs } from "../shared/contract/host.ts";
import type { CborValue } from "../shared/base/cbor.ts";
import { LanLinks, type SocketLan } from "./lan/lan-links.ts";
import type { MailboxCall, Mailboxes } from "../shared/ports/mailboxes.ts";
import type { Result } from "../shared/base/result.ts";
import type { FolderProblem, Folders } from "../shared/ports/folders.ts";
import type { Rendezvous } from "../shared/ports/rendezvous.ts";
import type { Storage, StoredRow } from "../shared/ports/storage.ts";
import type { Vault } from "../shared/ports/vault.ts";

export interface HostServices {
  readonly vault: Vault;
  readonly prefs: Prefs;
  readonly folders: Folders;
  /** Each worker has a rendezvous and a view of its networks of its own, made when it first asks for one of them. */
  readonly openNetwork: () => HostNetwork;
  /** And ways to relays of its own. */
  readonly openMailboxes: () => HostMailboxes;
}

export interface HostMailboxes extends Mailboxes {
  close(): void;
}

export interface HostNetwork {
  readonly rendezvous: Rendezvous;
  /** Null where machines of the same network are not looked for. */
  readonly lan: SocketLan | null;
}

/** Rows asked of the storage at a time while a page fills. */
const rowsAtATime = 128;

/** Serves one worker until the duplex closes; resolves when everything it held is closed. */
export function serveWorker(duplex: Duplex, services: HostServices): Promise<void> {
  const held = new Held(services, duplex);
  const calls = callsOf(services, held);

  duplex.onMessage((bytes) => {
    const asked = parseCall(bytes);
    if (asked === null) {
      duplex.close(); // our own worker never sends such bytes
      return;
    }
    perform(calls, asked).then(
      (answer) => {
        if (asked.id !== 0) duplex.send(encodeAnswer(asked.id, answer));
      },
      (error: unknown) => {
        if (asked.id !== 0) duplex.send(encodeFailure(asked.id, error instanceof Error ? error.message : String(error)));
      },
    );
  });

  return new Promise((resolve, reject) => {
    duplex.onClose(() => void held.release().then(resolve, reject));
  });
}

/** The table of calls is typed by name; that arguments belong to their call is what `parseCall` has checked. */
function perform(calls: HostCalls, asked: FromWorker): Promise<CborValue> {
  const work = calls[asked.call] as (...args: readonly unknown[]) => Promise<CborValue>;
  return work(...asked.args);
}

/** What one worker holds open. */
class Held {
  readonly #services: HostServices;
  readonly #duplex: Duplex;
  #storage: Storage | null = null;
  #network: { readonly rendezvous: Rendezvous; readonly links: LanLinks } | null = null;
  #mailboxes: HostMailboxes | null = null;
  #ended = false;

  constructor(services: HostServices, duplex: Duplex) {
    this.#services = services;
    this.#duplex = duplex;
  }

  async open(key: Uint8Array): Promise<HostAnswer<"vault.open">> {
    const opened = await this.#services.vault.open(key);
    key.fill(0);
    if (!opened.ok) return [opened.error.kind, opened.error.kind === "Damaged" ? opened.error.detail : ""];
    // The worker may have ended while the database was being opened.
    if (this.#ended) await opened.value.close();
    else this.#storage = opened.value;
    return null;
  }

  get storage(): Storage {
    if (this.#storage === null) throw new Error("the storage is closed");
    return this.#storage;
  }

  async closeStorage(): Promise<void> {
    const storage = this.#storage;
    this.#storage = null;
    await storage?.close();
  }

  get network(): { readonly rendezvous: Rendezvous; readonly links: LanLinks } {
    if (this.#ended) throw new Error("the worker has ended");
    if (this.#network === null) {
      const { rendezvous, lan } = this.#services.openNetwork();
      rendezvous.onMessage((topic, message) => this.#duplex.send(encodeEvent("rendezvous.message", [topic, message])));
      rendezvous.onStatus((status) =>
        this.#duplex.send(encodeEvent("rendezvous.status", [status.map(({ address, nearby, state }) => [address, nearby, state])])),
      );
      this.#network = { rendezvous, links: new LanLinks(lan, (bytes) => this.#duplex.send(bytes)) };
    }
    return this.#network;
  }

  get mailboxes(): Mailboxes {
    if (this.#ended) throw new Error("the worker has ended");
    return (this.#mailboxes ??= this.#services.openMailboxes());
  }

  closeNetwork(): void {
    this.#network?.rendezvous.close();
    this.#network?.links.close();
    this.#network = null;
  }

  async release(): Promise<void> {
    this.#ended = true;
    this.closeNetwork();
    this.#mailboxes?.close();
    await this.closeStorage();
  }
}

function callsOf({ vault, prefs, folders }: HostServices, held: Held): HostCalls {
  const done = async (work: Promise<void> | void): Promise<null> => {
    await work;
    return null;
  };
  return {
    "vault.place": () => vault.place(),
    "vault.readSlots": () => vault.readSlots(),
    "vault.writeSlots": (slots) => done(vault.writeSlots(slots)),
    "vault.open": (key) => held.open(key),
    "vault.destroy": () => done(vault.destroy()),
    "storage.get": async (space, key) => held.storage.get(space, key),
    "storage.range": async (space, after, limit) => pageOf(held.storage, space, after, limit ?? Infinity),
    "storage.commit": async (writes) =>
      done(held.storage.commit(writes.map(([space, key, value]) => ({ space, key, value })))),
    "search.mark": async (owner) => held.storage.search.mark(owner),
    "search.update": async (put, remove, [owner, at]) => {
      const items = put.map(([id, time, title, text, tags]) => ({ id, time, title: listed(title), text: listed(text), tags: listed(tags) }));
      return done(held.storage.search.update({ put: items, remove, mark: { owner, at } }));
    },
    "search.find": async (words, beginning, where, tags, from, to, limit) => [
      ...(await held.storage.search.find({ words: listed(words), beginning, in: where, tags: listed(tags), from, to, limit })),
    ],
    "storage.close": () => done(held.closeStorage()),
    "blobs.read": (name, at, length) => vault.blobs.read(name, at, Math.min(length, maxHostFrame / 2)),
    "blobs.write": (name, at, bytes) => done(vault.blobs.write(name, at, bytes)),
    "blobs.sync": (name) => done(vault.blobs.sync(name)),
    "blobs.remove": (name) => done(vault.blobs.remove(name)),
    "blobs.names": async () => [...(await vault.blobs.names())],
    "folders.within": async (folder) => {
      const found = await folders.within(folder);
      return found.ok ? [found.value.folder, found.value.parent, [...found.value.folders]] : found.error;
    },
    "folders.list": async (folder) => {
      const found = await folders.list(folder);
      return found.ok ? found.value.map(({ name, size, mark }) => [name, size, mark]) : found.error;
    },
    "folders.read": async (folder, name, at, length) => {
      const read = await folders.read(folder, name, at, Math.min(length, maxHostFrame / 2));
      return read.ok ? read.value : read.error;
    },
    "folders.write": async (folder, name, bytes) => problemOf(await folders.write(folder, name, bytes)),
    "folders.remove": async (folder, name) => problemOf(await folders.remove(folder, name)),
    "rendezvous.dial": async (addresses) => done(held.network.rendezvous.dial(addresses)),
    "rendezvous.subscribe": async (topics) => done(held.network.rendezvous.subscribe(topics)),
    "rendezvous.publish": async (topic, message) => done(held.network.rendezvous.publish(topic, message)),
    "rendezvous.ownAddresses": async () => [...(await held.network.rendezvous.ownAddresses())],
    "rendezvous.close": async () => done(held.closeNetwork()),
    "lan.seek": async (day, marks) => done(held.network.links.seek(day, marks)),
    "lan.expect": (id, key) => held.network.links.expect(id, key),
    "lan.expectNoMore": async (id) => done(held.network.links.expectNoMore(id)),
    "lan.call": (addresses, key) => held.network.links.call(addresses, key),
    "lan.send": async (link, frame) => done(held.network.links.send(link, frame)),
    "lan.took": async (link, taken) => done(held.network.links.took(link, taken)),
    "lan.close": async (link, reason) => done(held.network.links.end(link, reason)),
    "mailboxes.put": async (call, name, blob) => {
      const put = await held.mailboxes.put(mailboxCall(call), name, blob);
      return put.ok ? null : put.error.kind;
    },
    "mailboxes.list": async (call, tag) => {
      const listed = await held.mailboxes.list(mailboxCall(call), tag);
      if (!listed.ok) return listed.error.kind;
      return listed.value === null ? null : [[...listed.value.blobs], listed.value.days, listed.value.tag];
    },
    "mailboxes.get": async (call, name) => {
      const got = await held.mailboxes.get(mailboxCall(call), name);
      return got.ok ? got.value : got.error.kind;
    },
    "prefs.get": (key) => prefs.get(key),
    "prefs.set": (key, value) => done(prefs.set(key, value)),
  };
}

const mailboxCall = ([relay, proxy, lane, mailbox, proof]: HostArguments<"mailboxes.get">[0]): MailboxCall => ({ relay, proxy, lane, mailbox, proof });

const problemOf = (done: Result<null, FolderProblem>): FolderProblem | null => (done.ok ? null : done.error);

const listed = (words: string): readonly string[] => (words === "" ? [] : words.split(" "));

/** Rows until the page is full, at least one. */
async function pageOf(
  storage: Storage,
  space: string,
  after: Uint8Array | null,
  limit: number,
): Promise<HostAnswer<"storage.range">> {
  const page: [Uint8Array, Uint8Array][] = [];
  let size = 0;
  let last = after;
  while (page.length < limit) {
    const asked = Math.min(rowsAtATime, limit - page.length);
    const rows: readonly StoredRow[] = await storage.range(space, { ...(last === null ? {} : { after: last }), limit: asked });
    for (const { key, value } of rows) {
      if (size >= rangePage) return [page, true];
      page.push([key, value]);
      size += key.length + value.length;
      last = key;
    }
    if (rows.length < asked) break;
  }
  return [page, false];
}
