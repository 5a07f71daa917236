/** One group of an open profile, put together: what is known of it, and what takes steps in it without being asked. */
import type { GroupId, MemberId } from "../base/ids.ts";
import type { Timers } from "../poll/next-step.ts";
import type { Blobs } from "../ports/blobs.ts";
import type { Storage } from "../ports/storage.ts";
import { createHub } from "../sync/hub.ts";
import type { AddressBook } from "./address-book.ts";
import { openWays, type Ways, type WaysEnvironment } from "./carrying/ways.ts";
import { DocumentDesk } from "./document-desk.ts";
import { DocumentSnapshots, type SnapshotPace } from "./document-snapshots.ts";
import { FileDesk, type FileLimits } from "./files/file-desk.ts";
import { FileRows } from "./files/file-rows.ts";
import { FirstSeen } from "./first-seen.ts";
import { GroupContext } from "./group-context.ts";
import type { Group } from "./group.ts";
import { knownMachines } from "./known-machines.ts";
import type { GroupStore } from "./group-store.ts";
import { KeyDriver } from "./key-driver.ts";
import { LotDriver } from "./lot-driver.ts";
import { MandateDriver } from "./mandates/mandate-driver.ts";
import { NamingDriver } from "./naming-driver.ts";
import { NoticeDesk } from "./notices/notice-desk.ts";
import { NoticeStore } from "./notices/notice-store.ts";
import { PollDriver } from "./poll-driver.ts";
import { RunOffDriver } from "./run-off-driver.ts";
import { Indexer } from "./search/indexer.ts";
import { ThreadViews } from "./views/thread-views.ts";
import type { Part } from "./watching.ts";

export interface GroupEnvironment extends WaysEnvironment {
  readonly blobs: Blobs;
  readonly timers: Timers;
  readonly snapshotPace: SnapshotPace;
  readonly changed: (group: GroupId) => void;
  /** Of a group, its files on this machine or what is being written in its documents changed, and nothing else. */
  readonly partChanged: (part: Part, group: GroupId) => void;
}

/** What a group is given by its profile besides. */
interface Surroundings extends GroupEnvironment {
  readonly storage: Storage;
  readonly limits: () => FileLimits;
  readonly proxy: () => string | null;
  /** Addresses kept from earlier. */
  readonly learned: (addresses: Parameters<AddressBook["learn"]>[1]) => void;
  readonly linksChanged: () => void;
}

/** What wakes when something changes, looks whether a step is due, and is stopped in the end. */
interface Driver {
  wake(): void;
  stop(): void;
}

export interface OpenGroup extends Ways {
  readonly context: GroupContext;
  readonly files: FileDesk;
  readonly threads: ThreadViews;
  readonly documents: DocumentDesk;
  readonly drivers: readonly Driver[];
  readonly indexer: Indexer;
  readonly notices: NoticeDesk;
}

export async function openGroup(group: Group, store: GroupStore, around: Surroundings): Promise<OpenGroup> {
  const { clock, random, timers, storage, blobs, limits } = around;
  const id = group.group;
  const changed = (): void => around.changed(id);
  const [read, heard, progress, muted, compared, seen, known, addresses, typed, files] = await Promise.all([
    store.readMarks(),
    store.heard(),
    store.progress(),
    store.mutedMembers(),
    store.comparedMembers(),
    store.seenMotions(),
    knownMachines(group, store),
    store.addresses(),
    store.typed(),
    FileDesk.open(group, { rows: new FileRows(storage, id), blobs, clock, random, limits, changed: () => around.partChanged("files", id) }),
  ]);
  const context = new GroupContext(group, store, clock, read, heard, progress, muted, compared, new FirstSeen(clock, store, seen), known);
  around.learned(addresses);
  group.files = files;
  const hub = createHub(group, { clock, random });
  group.attach(hub);
  hub.onChange(() => {
    around.linksChanged();
    changed();
  });
  const documents = new DocumentDesk(group, clock, () => around.partChanged("writing", id), store, typed);
  documents.snapshots = new DocumentSnapshots(group, files, clock, changed, around.snapshotPace);
  group.live = documents;
  return {
    context,
    files,
    threads: new ThreadViews(context),
    documents,
    drivers: [new PollDriver(group, clock, timers, context.seen), new NamingDriver(group, clock), new RunOffDriver(group, clock), new LotDriver(group), new KeyDriver(group, clock), new MandateDriver(group, clock)],
    indexer: new Indexer(context, storage.search, clock, (document) => documents.readOn(document)),
    notices: new NoticeDesk(context, new NoticeStore(storage, id), clock, changed),
    ...(await openWays(context, hub, storage, around, around.proxy, () => limits().auto, changed)),
  };
}

/** `inPassing` takes what need not be waited for. */
export async function beginAll(open: OpenGroup, inPassing: (work: Promise<void>) => void): Promise<void> {
  inPassing(open.indexer.begin());
  inPassing(open.notices.begin());
  await open.relays.begin();
  inPassing(open.folders.begin());
}

export function wakeAll({ drivers, files, relays, folders }: OpenGroup): void {
  for (const driver of drivers) driver.wake();
  files.look();
  relays.wake();
  folders.wake();
}

/** Who was heard from when, and what they are known to hold. */
export async function keepHeard({ context, carrying }: OpenGroup): Promise<void> {
  await carrying.keep();
  const heard = new Map<MemberId, number>();
  for (const member of context.members) {
    const at = context.heard(member);
    if (at !== null && at !== context.heardBefore.get(member.id)) heard.set(member.id, at);
  }
  for (const [member, at] of heard) context.heardBefore.set(member, at);
  if (heard.size > 0) await context.store.saveHeard(heard);
}

/** Nothing is written or sent by itself afterwards; links are closed by whoever opened them. */
export async function stopAll({ context, drivers, folders, indexer, notices, documents, relays, files }: OpenGroup): Promise<void> {
  for (const driver of drivers) driver.stop();
  await folders.stop();
  await indexer.stop();
  await notices.stop();
  await documents.snapshots?.close();
  await documents.close();
  await context.group.idle();
  await relays.close();
  await files.close();
}
