/** Folders of this machine's disk, and of whatever it has mounted. */
import { open, readdir, rm, stat } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, isAbsolute, join, resolve } from "node:path";
import { err, ok, type Result } from "../../shared/base/result.ts";
import { isParcelName, mostParcels, type FolderProblem, type Folders, type ParcelFile } from "../../shared/ports/folders.ts";
import { folderFailure, writeWhole } from "../whole-file.ts";

/** Folders of one folder that are offered. */
const mostOffered = 500;

export const diskFolders: Folders = {
  within: (folder) =>
    tried(async () => {
      const at = resolve(folder ?? homedir());
      const all = await readdir(at, { withFileTypes: true });
      const folders = all.filter((each) => each.isDirectory() && !each.name.startsWith(".")).map(({ name }) => name);
      return { folder: at, parent: dirname(at) === at ? null : dirname(at), folders: folders.sort((a, b) => a.localeCompare(b)).slice(0, mostOffered) };
    }),

  list: (folder) =>
    tried(async () => {
      const names = (await readdir(whole(folder))).filter(isParcelName).sort().slice(0, mostParcels);
      const found: ParcelFile[] = [];
      for (const name of names) {
        const file = await stat(join(folder, name)).catch(() => null); // it may just have gone
        if (file?.isFile() === true) found.push({ name, size: file.size, mark: Math.floor(file.mtimeMs) });
      }
      return found;
    }),

  read: (folder, name, at, length) =>
    tried(async () => {
      await using file = await open(pathOf(folder, name), "r");
      const bytes = new Uint8Array(length);
      let read = 0;
      while (read < length) {
        const { bytesRead } = await file.read(bytes, read, length - read, at + read);
        if (bytesRead === 0) break;
        read += bytesRead;
      }
      return bytes.slice(0, read);
    }),

  write: (folder, name, bytes) =>
    tried(async () => {
      pathOf(folder, name);
      await writeWhole(folder, name, [bytes]);
      return null;
    }),

  remove: (folder, name) =>
    tried(async () => {
      await rm(pathOf(folder, name), { force: true });
      return null;
    }),
};

/** A path that depends on where the program was started would be another folder next time. */
function whole(folder: string): string {
  if (!isAbsolute(folder)) throw new Error("not a whole path");
  return folder;
}

function pathOf(folder: string, name: string): string {
  if (!isParcelName(name)) throw new Error("not the name of a parcel");
  return join(whole(folder), name);
}

async function tried<T>(work: () => Promise<T>): Promise<Result<T, FolderProblem>> {
  try {
    return ok(await work());
  } catch (error) {
    return err(folderFailure(error).problem);
  }
}
