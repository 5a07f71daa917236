/** Folders that a group shares. */
import { ok } from "../../base/result.ts";
import type { CommandOf } from "../../contract/answers.ts";
import type { Folders, Within } from "../../ports/folders.ts";
import { mostFolders } from "../carrying/folder-desk.ts";
import { refuse, required, type Done } from "../checks.ts";
import type { OpenGroup } from "../open-group.ts";
import type { GroupHandlers, ProfileHandlers } from "./handlers.ts";

const longestPath = 4000;

/** For choosing one. */
async function lookIn(folders: Folders, command: CommandOf<"folder.within">): Promise<Done<Within>> {
  const found = await folders.within(command.folder);
  return found.ok ? found : refuse({ kind: "FolderTrouble", problem: found.error, folder: command.folder ?? "" });
}

async function addFolder({ folders }: OpenGroup, command: CommandOf<"folder.add">): Promise<Done<null>> {
  const path = required("folder", command.folder, longestPath);
  if (!path.ok) return path;
  if (folders.count >= mostFolders && !folders.has(path.value)) return refuse({ kind: "TooManyFolders", most: mostFolders });
  const added = await folders.add(path.value, command.files ?? 0);
  return added.ok ? added : refuse({ kind: "FolderTrouble", problem: added.error, folder: path.value });
}

async function removeFolder({ folders }: OpenGroup, command: CommandOf<"folder.remove">): Promise<Done<null>> {
  return (await folders.remove(command.folder)) ? ok(null) : refuse({ kind: "FolderTrouble", problem: "gone", folder: command.folder });
}

/** Looks into all of them now, and answers when that is done. */
async function lookThrough({ folders }: OpenGroup): Promise<Done<null>> {
  await folders.look();
  return ok(null);
}

export const foldersOfProfile = {
  "folder.within": ({ folders }, command) => lookIn(folders, command),
} satisfies Partial<ProfileHandlers>;

export const foldersOfGroup = {
  "folder.add": ({ open }, command) => addFolder(open, command),
  "folder.remove": ({ open }, command) => removeFolder(open, command),
  "folder.look": ({ open }) => lookThrough(open),
} satisfies Partial<GroupHandlers>;
