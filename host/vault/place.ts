/**
 * LOG-7. Names the machine and folder a profile lies in, so that a copy elsewhere can be told from the original. A
 * hash: it is compared, never read.
 */
import { createHash } from "node:crypto";
import { realpath } from "node:fs/promises";
import { hostname } from "node:os";
import { readIfPresent } from "../durable-file.ts";
import { fromUtf8 } from "../../shared/base/bytes.ts";

/** Made once per installation of the system (machine-id(5)); elsewhere the machine's name has to do. */
const machineIdFiles = ["/etc/machine-id", "/var/lib/dbus/machine-id"];

export async function placeOf(directory: string): Promise<string> {
  return createHash("sha256").update(`${await machine()}\0${await realpath(directory)}`).digest("hex");
}

async function machine(): Promise<string> {
  for (const file of machineIdFiles) {
    const id = fromUtf8((await readIfPresent(file)) ?? new Uint8Array())?.trim();
    if (id !== undefined && id !== "") return id;
  }
  return hostname();
}
