/** The services of one profile directory that a worker is served with: vault, preferences, rendezvous. */
import { filePrefs } from "./prefs.ts";
import { profileFiles } from "./profile-files.ts";
import { createRendezvous } from "./signal/rendezvous.ts";
import { diskVault } from "./vault/disk.ts";
import type { HostServices } from "./bridge.ts";

export async function openHostServices(directory: string): Promise<HostServices> {
  return {
    vault: diskVault(directory),
    prefs: filePrefs(profileFiles(directory).prefs),
    openRendezvous: () => createRendezvous(),
  };
}
