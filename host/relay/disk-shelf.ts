/**
 * Blobs as write-once files: `blobs/<mailbox>/<number>-<blob>`. One is written under `coming/`, flushed, and only then
 * moved to its place, so that whatever the moment at which the machine stops, what stands there is whole.
 */
import { mkdir, open, readdir, readFile, rename, rm, rmdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { isMissing, syncDirectory } from "../durable-file.ts";
import { isName } from "../../shared/mailbox/mailbox.ts";
import type { Kept, Place, Shelf } from "./shelf.ts";

const digits = 8;

export async function diskShelf(directory: string): Promise<Shelf> {
  const blobs = join(directory, "blobs");
  const coming = join(directory, "coming");
  await rm(coming, { recursive: true, force: true }); // what was being written when the machine stopped
  for (const folder of [blobs, coming]) await mkdir(folder, { recursive: true, mode: 0o700 });

  const folderOf = ({ mailbox }: Place): string => join(blobs, mailbox);
  const fileOf = (place: Place): string => join(folderOf(place), `${String(place.number).padStart(digits, "0")}-${place.blob}`);

  return {
    async all() {
      const kept: Kept[] = [];
      for (const mailbox of (await readdir(blobs)).filter(isName)) {
        for (const file of (await readdir(join(blobs, mailbox))).sort()) {
          const [number = "", blob = ""] = file.split("-");
          if (!isName(blob) || !/^\d{8}$/u.test(number)) continue;
          const { size, mtimeMs } = await stat(join(blobs, mailbox, file));
          kept.push({ place: { mailbox, blob, number: Number(number) }, size, since: mtimeMs });
        }
      }
      return kept;
    },

    async keep(place, blob, since) {
      const folder = folderOf(place);
      const made = await mkdir(folder, { recursive: true, mode: 0o700 });
      const temporary = join(coming, `${place.mailbox}-${place.blob}`);
      try {
        const handle = await open(temporary, "w", 0o600);
        try {
          await handle.writeFile(blob);
          await handle.utimes(since / 1000, since / 1000);
          await handle.sync();
        } finally {
          await handle.close();
        }
        await rename(temporary, fileOf(place));
      } catch (error) {
        await rm(temporary, { force: true });
        throw error;
      }
      await syncDirectory(folder);
      if (made !== undefined) await syncDirectory(blobs);
    },

    async read(place) {
      try {
        return new Uint8Array(await readFile(fileOf(place)));
      } catch (error) {
        if (isMissing(error)) return null;
        throw error;
      }
    },

    async remove(places) {
      for (const place of places) await rm(fileOf(place), { force: true });
      // A mailbox with something in it stays.
      for (const folder of new Set(places.map(folderOf))) await rmdir(folder).catch(() => undefined);
    },
  };
}
