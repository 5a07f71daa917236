/** The files of one profile directory, named in one place so that destroying a profile removes these and nothing else. */
import { join } from "node:path";

export function profileFiles(directory: string) {
  const file = (name: string): string => join(directory, name);
  return {
    slots: file("slots"),
    database: file("database"),
    /** Under construction; renamed to `database` when whole. */
    newDatabase: file("database.new"),
    /** Tells a wrong key from a damaged database. */
    keyCheck: file("key-check"),
    /** Folder of large contents (storage/disk-blobs.ts). */
    blobs: file("files"),
    lock: file("lock"),
    /** Held by the one browser shell of the profile. */
    shellLock: file("shell-lock"),
    /** Socket of the running command line (cli/control). */
    control: file("control"),
    prefs: file("prefs.json"),
    /** Profile folder of the browser window (host/window.ts). */
    browser: file("window"),
  } as const;
}

/** Everything a profile may have left in its directory, key slots first. */
export function everyFile(directory: string): string[] {
  const { slots, database, newDatabase, keyCheck, blobs, lock, shellLock, control, prefs, browser } = profileFiles(directory);
  const beside = (file: string): string[] => [file, `${file}-wal`, `${file}-shm`, `${file}-journal`];
  const written = [slots, keyCheck, prefs].flatMap((file) => [file, `${file}.new`]);
  return [...written, ...[database, newDatabase, lock, shellLock].flatMap(beside), blobs, control, browser];
}
