/** What every Folders keeps (shared/ports/folders.ts), on each adapter, and through the bridge to the worker. */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { diskFolders } from "../../host/folders/disk-folders.ts";
import { memoryFolders } from "../../host/folders/memory-folders.ts";
import { isParcelName, type Folders } from "../../shared/ports/folders.ts";
import { bridged } from "../host/bridged.ts";
import { temporaryDirectory } from "../host/temporary-directory.ts";

interface Made {
  readonly folders: Folders;
  readonly at: string;
}

const adapters: Record<string, () => Made> = {
  memory: () => ({ folders: memoryFolders(), at: "/shared" }),
  disk: () => ({ folders: diskFolders, at: temporaryDirectory() }),
  "memory behind the bridge": () => ({ folders: bridged({ folders: memoryFolders() }).folders, at: "/shared" }),
  "disk behind the bridge": () => ({ folders: bridged({ folders: diskFolders }).folders, at: temporaryDirectory() }),
};

const bytes = Uint8Array.from({ length: 1000 }, (_, i) => i % 251);

describe.each(Object.entries(adapters))("folders: %s", (_name, make) => {
  it("lists what was written, with its size, and reads any piece of it", async () => {
    const { folders, at } = make();
    expect(await folders.list(at)).toEqual({ ok: true, value: [] });
    expect(await folders.write(at, "a.veche", bytes)).toEqual({ ok: true, value: null });
    expect(await folders.list(at)).toMatchObject({ ok: true, value: [{ name: "a.veche", size: 1000 }] });
    expect(await folders.read(at, "a.veche", 10, 5)).toEqual({ ok: true, value: bytes.slice(10, 15) });
    expect(await folders.read(at, "a.veche", 990, 50)).toEqual({ ok: true, value: bytes.slice(990) });
    expect(await folders.read(at, "a.veche", 2000, 50)).toEqual({ ok: true, value: new Uint8Array(0) });
  });

  it("writes over nothing, and removes what is there or not", async () => {
    const { folders, at } = make();
    await folders.write(at, "a.veche", bytes);
    expect(await folders.write(at, "a.veche", bytes.slice(1))).toEqual({ ok: false, error: "taken" });
    expect(await folders.read(at, "a.veche", 0, 1)).toEqual({ ok: true, value: bytes.slice(0, 1) });
    expect(await folders.remove(at, "a.veche")).toEqual({ ok: true, value: null });
    expect(await folders.remove(at, "a.veche")).toEqual({ ok: true, value: null });
    expect(await folders.list(at)).toEqual({ ok: true, value: [] });
    expect(await folders.read(at, "a.veche", 0, 1)).toEqual({ ok: false, error: "gone" });
  });

  it("says that a folder is not there, and leads nowhere else", async () => {
    const { folders, at } = make();
    const gone = { ok: false, error: "gone" };
    expect([await folders.list(`${at}/none`), await folders.within(`${at}/none`), await folders.write(`${at}/none`, "a.veche", bytes)]).toEqual([gone, gone, gone]);
    for (const name of ["../a.veche", "a.txt", ".a.veche", "", "x/y.veche"]) expect((await folders.write(at, name, bytes)).ok, name).toBe(false);
  });

  it("shows the folders within one", async () => {
    const { folders, at } = make();
    const begin = await folders.within(null);
    expect(begin.ok).toBe(true);
    const found = await folders.within(at);
    expect(found).toMatchObject({ ok: true, value: { folder: at, folders: [] } });
    expect(found.ok && (await folders.within(found.value.parent))).toMatchObject({ ok: true });
  });
});

describe("folders of a disk", () => {
  it("pass over what is not whole, not a parcel, or a folder; another write is another mark", async () => {
    const at = temporaryDirectory();
    writeFileSync(join(at, ".veche-12.part"), "half");
    writeFileSync(join(at, "notes.txt"), "words");
    mkdirSync(join(at, "folder.veche"));
    writeFileSync(join(at, "a.sync-conflict-20260101.veche"), "theirs");
    const listed = await diskFolders.list(at);
    expect(listed).toMatchObject({ ok: true, value: [{ name: "a.sync-conflict-20260101.veche", size: 6 }] });
    expect(await diskFolders.within(at)).toMatchObject({ ok: true, value: { folders: ["folder.veche"] } });
    expect((await diskFolders.list("relative/folder")).ok).toBe(false);
    rmSync(at, { recursive: true });
    expect(await diskFolders.write(at, "b.veche", bytes)).toEqual({ ok: false, error: "gone" });
    expect(readdirSync(join(at, "..")).filter((name) => name.endsWith(".part"))).toEqual([]);
  });

  it("take names by which other programs mark their conflicts, and none that leads elsewhere", () => {
    expect(["0a.veche", "0a (conflicted copy).veche", "0a.sync-conflict-1.veche"].every(isParcelName)).toBe(true);
    expect(["a/b.veche", "..\\b.veche", ".hidden.veche", "a.veche.part", "a\0.veche"].some(isParcelName)).toBe(false);
  });
});
