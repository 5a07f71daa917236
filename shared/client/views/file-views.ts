/** Files as lists and rows show them. */
import type { DeviceId, EntryId } from "../../base/ids.ts";
import type { FileRow, FileView, FilesSnapshot, UploadView } from "../../contract/file-snapshots.ts";
import type { MemberRef } from "../../contract/snapshots.ts";
import type { SharedFile } from "../../files/files.ts";
import type { FileLimits } from "../files/file-desk.ts";
import type { OpenGroup } from "../open-group.ts";
import { fileRef } from "./file-ref.ts";

/** Null when the group has no such file. */
export function fileView(open: OpenGroup, id: EntryId): FileView | null {
  const file = open.context.group.fold.files.all.get(id);
  return file === undefined ? null : viewOf(open, file);
}

/** Newest first. */
export function filesSnapshot(open: OpenGroup, limits: FileLimits): FilesSnapshot {
  const files = [...open.context.group.fold.files.all.values()].sort((a, b) => b.time - a.time || (a.id < b.id ? -1 : 1));
  const bytesHere = [...open.files.locals.values()].reduce((sum, { file }) => sum + file.bytesHere, 0);
  const shared = sharings(open);
  return { files: files.map((file) => ({ ...viewOf(open, file), where: shared.get(file.id) ?? null })), bytesHere, clearable: open.files.used, ...limits };
}

interface Sharings {
  readonly size: number;
  readonly where: ReadonlyMap<EntryId, FileRow["where"]>;
}

const known = new WeakMap<OpenGroup, Sharings>();

/** The first post or motion that names each file. Made anew only when something was placed: progress of a fetch makes none. */
function sharings(open: OpenGroup): Sharings["where"] {
  const { context } = open;
  const { size } = context.group.log;
  const before = known.get(open);
  if (before?.size === size) return before.where;
  const where = new Map<EntryId, FileRow["where"]>();
  for (const thread of context.group.fold.discussion.threads.values()) {
    for (const post of thread.posts) {
      for (const file of post.files) {
        const page = where.has(file) ? null : context.discussed(post.thread);
        if (page !== null) where.set(file, { ...page, post: post.id === page.id ? null : post.id });
      }
    }
  }
  for (const { view } of context.motions) {
    const { title, files = [] } = view.motion.record;
    for (const { file } of files) if (!where.has(file)) where.set(file, { is: "motion", id: view.id, title, post: null });
  }
  known.set(open, { size, where });
  return where;
}

export function uploadViews(open: OpenGroup, place: string): readonly UploadView[] {
  const here = [...open.files.uploads.all].filter(([, { row }]) => row.place === place);
  return here.map(([id, { row, reading }]) => ({ id, name: row.name, mediaType: row.mediaType, size: row.size, read: reading?.taken ?? row.size, ready: reading === null }));
}

function viewOf(open: OpenGroup, file: SharedFile): FileView {
  const { context, files } = open;
  const local = files.locals.get(file.content);
  const holders = membersOf(open, files.holdersOf(file.content));
  return {
    ...fileRef(file),
    author: context.ref(file.author),
    time: file.time,
    here: hereOf(open, file),
    kept: local?.row.kept ?? false,
    holders: holders.filter((member) => !member.me),
  };
}

function hereOf(open: OpenGroup, { content }: SharedFile): FileView["here"] {
  const { files } = open;
  const local = files.locals.get(content);
  if (local === undefined) return { is: "absent" };
  if (local.file.isWhole) return { is: "here" };
  const bytes = local.file.bytesHere;
  if (files.failed) return { is: "failed", bytes };
  if (files.isWanted(content)) return { is: "fetching", bytes, from: membersOf(open, files.sourcesOf(content)) };
  return bytes === 0 ? { is: "absent" } : { is: "stopped", bytes };
}

function membersOf({ context }: OpenGroup, devices: readonly DeviceId[]): readonly MemberRef[] {
  const members = new Set<MemberRef>();
  for (const device of devices) {
    const member = context.governance.memberOf(device);
    if (member !== null) members.add(context.ref(member.id));
  }
  return [...members];
}
