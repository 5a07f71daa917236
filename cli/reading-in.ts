/** Files given by their paths: read into the profile piece by piece, so that their size does not matter. */
import { open, type FileHandle } from "node:fs/promises";
import { basename, extname } from "node:path";
import { mib } from "../shared/base/units.ts";
import { Refused } from "./command.ts";
import { reason } from "./passphrase.ts";
import type { Session } from "./session.ts";

const piece = mib(1);

/** What the system would call them; nothing is decided by it, so the common ones are enough. */
const mediaTypes: Readonly<Record<string, string>> = {
  ".txt": "text/plain",
  ".md": "text/markdown",
  ".pdf": "application/pdf",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
  ".gif": "image/gif",
  ".webp": "image/webp",
  ".mp3": "audio/mpeg",
  ".ogg": "audio/ogg",
  ".mp4": "video/mp4",
  ".webm": "video/webm",
};

/** Names of what was read in, to go with a post. All are read before anything is written in the group. */
export async function readIn(session: Session, group: string, paths: readonly string[]): Promise<readonly string[]> {
  const uploads: string[] = [];
  for (const path of paths) uploads.push(await readOne(session, group, path));
  return uploads;
}

async function readOne(session: Session, group: string, path: string): Promise<string> {
  const file = await opened(path);
  try {
    const stat = await file.stat();
    if (!stat.isFile()) throw new Refused(`${path} is no file.`);
    const mediaType = mediaTypes[extname(path).toLowerCase()] ?? "";
    const { upload } = await session.run({ type: "file.begin", group, place: "command line", name: basename(path), mediaType, size: stat.size });
    try {
      for (let at = 0; ; ) {
        const { bytesRead, buffer } = await file.read({ buffer: new Uint8Array(piece), position: at });
        if (bytesRead === 0) break;
        await session.run({ type: "file.append", group, upload, bytes: buffer.subarray(0, bytesRead) });
        at += bytesRead;
      }
      await session.run({ type: "file.finish", group, upload });
    } catch (error) {
      await session.engine.run({ type: "file.abandon", group, upload });
      throw error;
    }
    return upload;
  } finally {
    await file.close();
  }
}

async function opened(path: string): Promise<FileHandle> {
  try {
    return await open(path, "r");
  } catch (error) {
    throw new Refused(`The file ${path} cannot be read (${reason(error)}).`);
  }
}
