/**
 * One program at a time has a profile open. The lock is the operating system's own (SQLite's exclusive lock on an
 * empty file), not a process number written down: it ends with its process however that ends, and no later process
 * that happens to get the same number keeps a profile shut.
 */
import { closeSync, openSync } from "node:fs";
import { Database } from "@signalapp/sqlcipher";

/** Takes the lock; the answer releases it. Null when another holds it. */
export function takeLock(file: string): (() => void) | null {
  closeSync(openSync(file, "a", 0o600));
  const holder = new Database(file);
  try {
    // A journal in memory: the lock leaves nothing beside its file.
    holder.exec("PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE");
  } catch (error) {
    holder.close();
    if (error instanceof Error && "code" in error && error.code === "SQLITE_BUSY") return null;
    throw error;
  }
  return () => holder.close();
}
