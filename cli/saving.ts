/** The one file a command makes. */
import { writeFile } from "node:fs/promises";
import { Refused } from "./command.ts";
import { reason } from "./passphrase.ts";

/** To standard output for "-", and then nothing else may go there: false. */
export async function save(path: string, file: Uint8Array): Promise<boolean> {
  if (path === "-") {
    process.stdout.write(file);
    return false;
  }
  try {
    await writeFile(path, file);
  } catch (error) {
    throw new Refused(`The file cannot be written to ${path} (${reason(error)}).`);
  }
  return true;
}
