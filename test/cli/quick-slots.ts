/** REST-1. A profile made by the program, under the same passphrase stretched as little as libsodium allows: to open it again is cheap. */
import { existsSync } from "node:fs";
import { systemRandom } from "../../host/random.ts";
import { ProfileInUse, diskVault } from "../../host/vault/disk.ts";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import { openSlots, writeSlots } from "../../shared/keys/slot.ts";
import { quickCost } from "../sim/person.ts";

/** Whether there was a profile that no program has open. */
export async function makeQuick(folder: string, passphrase: string): Promise<boolean> {
  if (!existsSync(folder)) return false;
  await cryptoReady;
  const vault = diskVault(folder);
  const slots = await vault.readSlots();
  if (slots === null) return false;
  const key = openSlots(slots, passphrase);
  if (typeof key === "string") throw new Error(`the profile in ${folder} does not open: ${key}`);
  try {
    await vault.writeSlots(writeSlots(key, passphrase, systemRandom, quickCost));
    return true;
  } catch (error) {
    if (error instanceof ProfileInUse) return false;
    throw error;
  }
}
