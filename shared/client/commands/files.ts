/** FILE-3, FILE-4. Reading files in, fetching, keeping, clearing, taking back. */
import { ok } from "../../base/result.ts";
import type { EntryId } from "../../base/ids.ts";
import { limits } from "../../base/limits.ts";
import { mib } from "../../base/units.ts";
import type { CommandOf } from "../../contract/answers.ts";
import type { SharedFile } from "../../files/files.ts";
import { largestFile } from "../../files/layout.ts";
import { fileCodec, removeFileCodec } from "../../files/records.ts";
import { kinds } from "../../log/kind.ts";
import { all, bounded, refuse, required, type Done } from "../checks.ts";
import type { OpenGroup } from "../open-group.ts";
import type { GroupHandlers, InGroup } from "./handlers.ts";

/** Bytes of one `file.append` or `file.read`. */
const mostAtOnce = mib(1);
/** Files being read in or waiting to be posted. */
const mostUploads = 100;

async function begin({ files }: OpenGroup, command: CommandOf<"file.begin">): Promise<Done<{ upload: string }>> {
  const input = all({ name: required("fileName", lastPart(command.name), limits.fileName), mediaType: bounded("mediaType", command.mediaType, limits.mediaType), place: bounded("place", command.place, 200) });
  if (!input.ok) return input;
  if (command.size > largestFile) return refuse({ kind: "TooLong", field: "file", limit: largestFile, length: command.size });
  if (files.uploads.all.size >= mostUploads) return refuse({ kind: "TooManyFiles", most: mostUploads });
  return onDisk(async () => ok({ upload: await files.uploads.begin({ ...input.value, size: command.size }) }));
}

function append({ files }: OpenGroup, command: CommandOf<"file.append">): Promise<Done<null>> {
  return onDisk(async () => {
    const reading = files.uploads.all.get(command.upload)?.reading;
    if (reading == null) return refuse({ kind: "NoSuchFile" });
    if (command.bytes.length > mostAtOnce) return refuse({ kind: "BadInput", detail: `bytes: ${command.bytes.length}` });
    return (await files.uploads.append(command.upload, reading, command.bytes)) ? ok(null) : refuse({ kind: "FileChanged" });
  });
}

function finish({ files }: OpenGroup, command: CommandOf<"file.finish">): Promise<Done<null>> {
  return onDisk(async () => {
    const state = files.uploads.all.get(command.upload);
    if (state === undefined) return refuse({ kind: "NoSuchFile" });
    return (await files.uploads.finish(command.upload, state)) ? ok(null) : refuse({ kind: "FileChanged" });
  });
}

function abandon({ files }: OpenGroup, command: CommandOf<"file.abandon">): Promise<Done<null>> {
  return onDisk(async () => {
    await files.uploads.abandon(command.upload);
    return ok(null);
  });
}

/** Makes a file that was read in one of the group's. */
async function share(open: OpenGroup, command: CommandOf<"file.share">): Promise<Done<{ file: string }>> {
  const shared = await shareAll(open, [command.upload]);
  return shared.ok ? ok({ file: shared.value[0]! }) : shared;
}

export async function shareAll({ context, files }: OpenGroup, uploads: readonly string[]): Promise<Done<readonly EntryId[]>> {
  if (uploads.length > limits.filesInPost) return refuse({ kind: "TooManyFiles", most: limits.filesInPost });
  const rows = uploads.map((upload) => files.uploads.all.get(upload)?.row);
  if (rows.some((row) => row?.root == null)) return refuse({ kind: "NoSuchFile" });
  const shared: EntryId[] = [];
  for (const [i, row] of rows.entries()) {
    const { name, mediaType, size, key, root } = row!;
    const placed = await context.group.author(kinds.file, () => fileCodec.encode({ name, mediaType, size, key, root: root! }));
    await files.adopt(uploads[i]!);
    shared.push(placed.id);
  }
  return ok(shared);
}

const fetchFile = (open: OpenGroup, command: CommandOf<"file.fetch">): Promise<Done<null>> =>
  withFile(open, command.file, async (file) => {
    if (file.removed) return refuse({ kind: "NoSuchFile" });
    await open.files.want(file, true);
    return ok(null);
  });

const stop = (open: OpenGroup, command: CommandOf<"file.stop">): Promise<Done<null>> =>
  withFile(open, command.file, async ({ content }) => {
    await open.files.stop(content);
    return ok(null);
  });

const keep = (open: OpenGroup, command: CommandOf<"file.keep">): Promise<Done<null>> =>
  withFile(open, command.file, async (file) => {
    if (command.keep && !file.removed) await open.files.want(file, true);
    await open.files.keep(file.content, command.keep);
    return ok(null);
  });

const clear = (open: OpenGroup, command: CommandOf<"file.clear">): Promise<Done<null>> =>
  withFile(open, command.file, async ({ content }) => {
    await open.files.clear(content);
    return ok(null);
  });

/** Only its author takes a file back. */
const remove = (open: OpenGroup, command: CommandOf<"file.remove">): Promise<Done<null>> =>
  withFile(open, command.file, async (file) => {
    if (file.author !== open.context.group.me) return refuse({ kind: "NotYours" });
    if (!file.removed) await open.context.group.author(kinds.removeFile, () => removeFileCodec.encode({ file: file.id }));
    return ok(null);
  });

const read = (open: OpenGroup, command: CommandOf<"file.read">): Promise<Done<{ bytes: Uint8Array }>> =>
  withFile(open, command.file, async ({ content }) => {
    const bytes = await open.files.read(content, command.at, Math.min(command.length, mostAtOnce));
    return bytes === null ? refuse({ kind: "FileNotHere" }) : ok({ bytes });
  });

async function withFile<T>({ context }: OpenGroup, id: string, work: (file: SharedFile) => Promise<Done<T>>): Promise<Done<T>> {
  const file = context.group.fold.files.all.get(id as EntryId);
  return file === undefined ? refuse({ kind: "NoSuchFile" }) : onDisk(() => work(file));
}

/** A disk that is full or fails is said; what was there before stays. */
async function onDisk<T>(work: () => Promise<Done<T>>): Promise<Done<T>> {
  try {
    return await work();
  } catch (error) {
    return refuse({ kind: "StorageFailed", detail: error instanceof Error ? error.message : String(error) });
  }
}

/** Folders are nobody's business, and a name must not lead anywhere. */
const lastPart = (name: string): string => name.split(/[/\\]/u).at(-1)!.replace(/\p{Cc}|\p{Cf}/gu, "");

/** What is being read in, fetched and kept stands in no entry. */
const seen =
  <C extends { readonly group: string }>(work: (open: OpenGroup, command: C) => Promise<Done<unknown>>) =>
  async ({ open, watching }: InGroup, command: C): Promise<Done<unknown>> => {
    const done = await work(open, command);
    watching.partChanged("files", command.group);
    return done;
  };

export const fileHandlers = {
  "file.begin": seen(begin),
  "file.append": seen(append),
  "file.finish": seen(finish),
  "file.abandon": seen(abandon),
  "file.share": seen(share),
  "file.fetch": seen(fetchFile),
  "file.stop": seen(stop),
  "file.keep": seen(keep),
  "file.clear": seen(clear),
  "file.remove": seen(remove),
  "file.read": ({ open }, command) => read(open, command),
} satisfies Partial<GroupHandlers>;
