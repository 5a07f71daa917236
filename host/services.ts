/** The services of one profile directory that a worker is served with: vault, preferences, rendezvous. */
import { diskFolders } from "./folders/disk-folders.ts";
import { filePrefs } from "./prefs.ts";
import { createLan } from "./lan/lan.ts";
import { profileFiles } from "./profile-files.ts";
import { systemRandom } from "./random.ts";
import { httpMailboxes } from "./relay/http-mailboxes.ts";
import { createRendezvous } from "./signal/rendezvous.ts";
import { startSignalServer } from "./signal/server.ts";
import type { SignalServer } from "./signal/server.ts";
import { onStablePort } from "./stable-port.ts";
import { diskVault } from "./vault/disk.ts";
import type { HostServices } from "./bridge.ts";

export interface RunningServices extends HostServices {
  /** This machine's own signalling server. */
  readonly signal: SignalServer;
  /** The port that members know, when another program has it now. */
  readonly signalInsteadOf: number | null;
  close(): Promise<void>;
}

export interface ServiceOptions {
  /** The kept one when absent. Throws PortTaken when another program has the one given. 0: any free port. */
  readonly signalPort?: number;
  /** False: machines of the same network are neither looked for nor shown this one. */
  readonly lan?: boolean;
}

export async function openHostServices(directory: string, { signalPort, lan = true }: ServiceOptions = {}): Promise<RunningServices> {
  const prefs = filePrefs(profileFiles(directory).prefs);
  const { value: signal, insteadOf } = await onStablePort(
    { prefs, random: systemRandom, name: "signalPort", ...(signalPort === undefined ? {} : { given: signalPort }) },
    (port) => startSignalServer({ port }),
  );
  return {
    vault: diskVault(directory),
    prefs,
    folders: diskFolders,
    openNetwork() {
      const own = lan ? createLan(signal) : null;
      return { lan: own, rendezvous: createRendezvous({ own: signal, lan: own }) };
    },
    openMailboxes: () => httpMailboxes(),
    signal,
    signalInsteadOf: insteadOf,
    close: () => signal.close(),
  };
}
