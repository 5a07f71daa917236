/**
 * Files for others to take: each is there whole under its name, or not at all, whatever happens meanwhile. Until it is
 * whole it has another name, which nobody looks for. What stands there already is never written over.
 */
import { randomBytes } from "node:crypto";
import { access, open, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { FolderProblem } from "../shared/ports/folders.ts";
import { isMissing, syncDirectory } from "./durable-file.ts";

export class FolderFailure extends Error {
  constructor(
    readonly problem: FolderProblem,
    readonly detail: string,
  ) {
    super(`${problem}: ${detail}`);
  }
}

const problems: Readonly<Record<string, FolderProblem>> = { ENOENT: "gone", ENOTDIR: "gone", ENXIO: "gone", ENODEV: "gone", EACCES: "readOnly", EPERM: "readOnly", EROFS: "readOnly", ENOSPC: "full", EDQUOT: "full", EFBIG: "full", EEXIST: "taken" };

export function folderFailure(error: unknown): FolderFailure {
  if (error instanceof FolderFailure) return error;
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return new FolderFailure(problems[code] ?? "failed", error instanceof Error ? error.message : String(error));
}

/** Begins the name of what is not whole yet. */
export const partPrefix = ".veche-";

/** Throws FolderFailure, or what `pieces` throws; nothing is left of it then. */
export async function writeWhole(folder: string, name: string, pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<void> {
  const final = join(folder, name);
  const part = join(folder, `${partPrefix}${randomBytes(8).toString("hex")}.part`);
  const disk = <T>(work: Promise<T>): Promise<T> => work.catch((error: unknown) => Promise.reject(folderFailure(error)));
  await disk(refuseTaken(final));
  const handle = await disk(open(part, "wx", 0o600));
  try {
    try {
      for await (const piece of pieces as AsyncIterable<Uint8Array>) await disk(handle.writeFile(piece));
      await disk(handle.sync());
    } finally {
      await handle.close().catch(() => undefined);
    }
    await disk(refuseTaken(final));
    await disk(rename(part, final));
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined); // the folder may be gone altogether
    throw error;
  }
  await syncDirectory(folder).catch(() => undefined); // some drives know no such thing; the file itself is synced
}

async function refuseTaken(path: string): Promise<void> {
  try {
    await access(path);
  } catch (error) {
    if (isMissing(error)) return;
    throw error;
  }
  throw new FolderFailure("taken", path);
}

