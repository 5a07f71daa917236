/** One folder, `/shared`, that several machines of a test have in common, without a disk. */
import { err, ok, type Result } from "../../shared/base/result.ts";
import { isParcelName, type FolderProblem, type Folders } from "../../shared/ports/folders.ts";

export interface MemoryFolders extends Folders {
  readonly files: Map<string, { bytes: Uint8Array; mark: number }>;
  /** What every call answers from now on, until it is null again; "full" and "readOnly" let what is there be read. */
  problem: FolderProblem | null;
}

export function memoryFolders(): MemoryFolders {
  const files: MemoryFolders["files"] = new Map();
  let marks = 0;
  const answer = async <T>(folder: string, writes: boolean, work: () => Result<T, FolderProblem>): Promise<Result<T, FolderProblem>> => {
    const { problem } = made;
    if (problem !== null && (writes || (problem !== "full" && problem !== "readOnly"))) return err(problem);
    return folder === "/shared" ? work() : err("gone");
  };
  const made: MemoryFolders = {
    files,
    problem: null,
    within: async (folder) => (folder === null || folder === "/" ? ok({ folder: "/", parent: null, folders: ["shared"] }) : answer(folder, false, () => ok({ folder, parent: "/", folders: [] }))),
    list: (folder) => answer(folder, false, () => ok([...files].filter(([name]) => isParcelName(name)).map(([name, { bytes, mark }]) => ({ name, size: bytes.length, mark })))),
    read: (folder, name, at, length) => answer(folder, false, () => (files.has(name) ? ok(files.get(name)!.bytes.slice(at, at + length)) : err("gone"))),
    write: (folder, name, bytes) =>
      answer(folder, true, () => {
        if (!isParcelName(name)) return err("failed");
        if (files.has(name)) return err("taken");
        files.set(name, { bytes: bytes.slice(), mark: ++marks });
        return ok(null);
      }),
    remove: (folder, name) =>
      answer(folder, true, () => {
        files.delete(name);
        return ok(null);
      }),
  };
  return made;
}
