/** The profile directory itself (REST-1): who may open it, what damage does, what is readable, what remains. */
import { fork } from "node:child_process";
import { once } from "node:events";
import { randomBytes } from "node:crypto";
import { copyFileSync, cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it, onTestFinished } from "vitest";
import { diskVault } from "../../host/vault/disk.ts";
import { utf8 } from "../../shared/base/bytes.ts";
import type { Storage } from "../../shared/ports/storage.ts";
import { temporaryDirectory } from "./temporary-directory.ts";

const key = new Uint8Array(randomBytes(32));
const marker = "the marker text nobody else may read";

async function opened(directory: string): Promise<Storage> {
  const result = await diskVault(directory).open(key);
  if (!result.ok) throw new Error(result.error.kind);
  return result.value;
}

async function filled(): Promise<string> {
  const directory = temporaryDirectory();
  await diskVault(directory).writeSlots(Uint8Array.of(1, 2, 3));
  const storage = await opened(directory);
  const rows = Array.from({ length: 100 }, (_, i) => ({ space: "posts", key: Uint8Array.of(i), value: utf8(marker.repeat(9)) }));
  await storage.commit(rows);
  await storage.close();
  return directory;
}

const contents = (directory: string): Record<string, string> =>
  Object.fromEntries(readdirSync(directory).map((name) => [name, readFileSync(join(directory, name), "hex")]));

describe("[REST-1] a profile directory", () => {
  it("holds no plaintext, neither closed nor open with a log that is not yet merged", async () => {
    const directory = await filled();
    const storage = await opened(directory);
    onTestFinished(() => storage.close());
    await storage.commit([{ space: "posts", key: Uint8Array.of(200), value: utf8(marker) }]);
    const names = readdirSync(directory);
    expect(names).toContain("database-wal");
    for (const name of names) {
      const bytes = readFileSync(join(directory, name));
      for (const text of [marker, "posts", "CREATE TABLE", "SQLite format"]) expect(bytes.includes(text), `${text} in ${name}`).toBe(false);
      expect(bytes.includes(Buffer.from(key)), `the key in ${name}`).toBe(false);
    }
  });

  it.skipIf(process.platform === "win32")("is its owner's alone", async () => {
    const directory = join(temporaryDirectory(), "profile");
    await diskVault(directory).writeSlots(Uint8Array.of(1));
    const storage = await opened(directory);
    onTestFinished(() => storage.close());
    await storage.commit([{ space: "s", key: Uint8Array.of(1), value: Uint8Array.of(1) }]);
    expect(statSync(directory).mode & 0o777).toBe(0o700);
    for (const name of readdirSync(directory)) expect(statSync(join(directory, name)).mode & 0o077, name).toBe(0);
  });

  it("[LOG-7] copied elsewhere, lies in another place", async () => {
    const [original, copy] = [await filled(), temporaryDirectory()];
    cpSync(original, copy, { recursive: true });
    expect(await diskVault(copy).place()).not.toBe(await diskVault(original).place());
    expect(await diskVault(`${original}/`).place()).toBe(await diskVault(original).place());
  });

  it("opens for one vault at a time, and again when the first has closed", async () => {
    const directory = await filled();
    const storage = await opened(directory);
    expect(await diskVault(directory).open(key)).toEqual({ ok: false, error: { kind: "InUse" } });
    await expect(diskVault(directory).writeSlots(Uint8Array.of(9))).rejects.toThrow(/another running program/);
    await storage.close();
    await (await opened(directory)).close();
  });

  it("is in use while another process has it open, and free as soon as that process is killed", async () => {
    const directory = await filled();
    const child = fork(fileURLToPath(new URL("./holder.mjs", import.meta.url)), [join(directory, "lock")]);
    await once(child, "message");
    expect(await diskVault(directory).open(key)).toEqual({ ok: false, error: { kind: "InUse" } });
    child.kill("SIGKILL");
    await once(child, "exit");
    await (await opened(directory)).close();
  });
});

describe("[REST-1] damage", () => {
  const damages: Record<string, (directory: string) => void> = {
    "a flipped bit in the first page": (d) => flip(join(d, "database"), 20),
    "a flipped bit in the salt": (d) => flip(join(d, "database"), 3),
    "a flipped bit in the middle": (d) => flip(join(d, "database"), statSync(join(d, "database")).size >> 1),
    "a flipped bit at the end": (d) => flip(join(d, "database"), statSync(join(d, "database")).size - 1),
    "a flipped bit in the key check": (d) => flip(join(d, "key-check"), 5),
    "a cut key check": (d) => truncateSync(join(d, "key-check"), 7),
    "a missing database": (d) => rmSync(join(d, "database")),
    "an empty database": (d) => truncateSync(join(d, "database"), 0),
    "a database cut within a page": (d) => truncateSync(join(d, "database"), 9000),
    "a database cut between pages": (d) => truncateSync(join(d, "database"), 8192),
    "text in place of the database": (d) => writeFileSync(join(d, "database"), "not a database".repeat(1000)),
  };

  it.each(Object.entries(damages))("%s is Damaged, not a wrong key, and changes nothing", async (_name, damage) => {
    const directory = await filled();
    damage(directory);
    const before = contents(directory);
    const result = await diskVault(directory).open(key);
    expect(result).toMatchObject({ ok: false, error: { kind: "Damaged" } });
    expect(contents(directory)).toEqual(before);
  });

  it("every page is covered: one flipped bit in any of them is found", async () => {
    const directory = await filled();
    const file = join(directory, "database");
    copyFileSync(file, join(directory, "whole"));
    for (let page = 0; page * 4096 < statSync(file).size; page++) {
      copyFileSync(join(directory, "whole"), file);
      flip(file, page * 4096 + ((page * 977) % 4096));
      expect(await diskVault(directory).open(key), `page ${page}`).toMatchObject({ ok: false, error: { kind: "Damaged" } });
    }
  });

  it("a wrong key is a wrong key and changes nothing", async () => {
    const directory = await filled();
    const before = contents(directory);
    expect(await diskVault(directory).open(new Uint8Array(32))).toEqual({ ok: false, error: { kind: "WrongKey" } });
    expect(contents(directory)).toEqual(before);
  });

  it("a machine that stopped between creating the database and its key check opens again", async () => {
    const directory = await filled();
    rmSync(join(directory, "key-check"));
    const storage = await opened(directory);
    expect(await storage.range("posts")).toHaveLength(100);
    await storage.close();
    expect(await diskVault(directory).open(new Uint8Array(32))).toEqual({ ok: false, error: { kind: "WrongKey" } });
  });

  it("a machine that stopped while creating the database opens again", async () => {
    const directory = temporaryDirectory();
    writeFileSync(join(directory, "database.new"), "half");
    await (await opened(directory)).close();
  });
});

describe("[REST-1] destroying a profile", () => {
  it("removes slots and every file of the profile, open or not, and nothing else", async () => {
    const directory = await filled();
    writeFileSync(join(directory, "prefs.json"), "{}");
    writeFileSync(join(directory, "a letter of mine"), "keep");
    const vault = diskVault(directory);
    const result = await vault.open(key);
    expect(result.ok).toBe(true);
    await vault.destroy();
    expect(readdirSync(directory)).toEqual(["a letter of mine"]);
  });

  it("removes the directory when nothing else is in it, and does no harm twice", async () => {
    const directory = join(temporaryDirectory(), "profile");
    const vault = diskVault(directory);
    await vault.writeSlots(Uint8Array.of(1));
    await vault.destroy();
    expect(existsSync(directory)).toBe(false);
    await vault.destroy();
  });
});

function flip(file: string, at: number): void {
  const bytes = readFileSync(file);
  bytes[at]! ^= 1;
  writeFileSync(file, bytes);
}
