/** Folders that a group shares. */
import { ok } from "../../base/result.ts";
import type { CommandOf } from "../../contract/answers.ts";
import type { Folders, Within } from "../../ports/folders.ts";
import { mostFolders } from "../carrying/folder-desk.ts";
import { refuse, required, type Done } from "../checks.ts";
import type { OpenGroup } from "../open-profile.ts";

const longestPath = 4000;

/** For choosing one. */
export async function lookIn(folders: Folders, command: CommandOf<"folder.within">): Promise<Done<Within>> {
  const found = await folders.within(command.folder);
  return found.ok ? found : refuse({ kind: "FolderTrouble", problem: found.error, folder: command.folder ?? "" });
}

export async function addFolder({ folders }: OpenGroup, command: CommandOf<"folder.add">): Promise<Done<null>> {
  const path = required("folder", command.folder, longestPath);
  if (!path.ok) return path;
  if (folders.count >= mostFolders) return refuse({ kind: "TooManyFolders", most: mostFolders });
  const added = await folders.add(path.value);
  return added.ok ? added : refuse({ kind: "FolderTrouble", problem: added.error, folder: path.value });
}

export async function removeFolder({ folders }: OpenGroup, command: CommandOf<"folder.remove">): Promise<Done<null>> {
  return (await folders.remove(command.folder)) ? ok(null) : refuse({ kind: "FolderTrouble", problem: "gone", folder: command.folder });
}

/** Looks into all of them now, and answers when that is done. */
export async function lookThrough({ folders }: OpenGroup): Promise<Done<null>> {
  await folders.look();
  return ok(null);
}
