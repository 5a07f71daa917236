/** Files people name on the command line. */
import { readFile } from "node:fs/promises";
import { Refused } from "./command.ts";
import { reason } from "./passphrase.ts";

const reasons: Readonly<Record<string, string>> = { ENOENT: "there is none", EISDIR: "it is a folder", EACCES: "it may not be read" };

export async function readInput(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    const code = reason(error);
    throw new Refused(`The file ${path} cannot be read: ${reasons[code] ?? code}.`);
  }
}
