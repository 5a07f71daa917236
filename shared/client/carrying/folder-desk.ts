/** The folders one group uses on this machine, each with its driver. */
import type { FoldersSnapshot } from "../../contract/carrying-snapshots.ts";
import type { Result } from "../../base/result.ts";
import type { FolderProblem } from "../../ports/folders.ts";
import type { Group } from "../group.ts";
import { FolderDriver, type FolderDeps } from "./folder-driver.ts";

/** Each is looked through every few seconds. */
export const mostFolders = 8;

export class FolderDesk {
  readonly #drivers = new Map<string, FolderDriver>();

  constructor(
    private readonly group: Group,
    private readonly deps: FolderDeps,
  ) {}

  async begin(): Promise<void> {
    for (const { folder, filesUpTo } of await this.deps.rows.folders()) this.#start(folder, filesUpTo);
  }

  has(folder: string): boolean {
    return this.#drivers.has(folder);
  }

  get count(): number {
    return this.#drivers.size;
  }

  /** From now on, and after each start; not where the folder cannot be looked into. */
  async add(folder: string, filesUpTo: number): Promise<Result<null, FolderProblem>> {
    const listed = await this.deps.folders.list(folder);
    if (!listed.ok) return listed;
    await this.deps.rows.add(folder, filesUpTo);
    const used = this.#drivers.get(folder);
    if (used === undefined) this.#start(folder, filesUpTo);
    else used.carryFiles(filesUpTo);
    return { ok: true, value: null };
  }

  /** What lies there stays. */
  async remove(folder: string): Promise<boolean> {
    const driver = this.#drivers.get(folder);
    this.#drivers.delete(folder);
    await driver?.stop();
    await this.deps.rows.remove(folder);
    this.deps.changed();
    return driver !== undefined;
  }

  wake(): void {
    for (const driver of this.#drivers.values()) driver.wake();
  }

  /** One step in each, now. */
  async look(): Promise<void> {
    await Promise.all([...this.#drivers.values()].map((driver) => driver.now()));
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#drivers.values()].map((driver) => driver.stop()));
  }

  snapshot(): FoldersSnapshot {
    return [...this.#drivers.values()].map(({ folder, facts }) => ({ folder, ...facts }));
  }

  #start(folder: string, filesUpTo: number): void {
    const driver = new FolderDriver(folder, filesUpTo, this.group, this.deps);
    this.#drivers.set(folder, driver);
    driver.wake();
  }
}
