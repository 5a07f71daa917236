/** A whole machine of one profile in this process: host services, WebRTC and the engine on them. */
import { Engine } from "../shared/client/engine.ts";
import type { Rendezvous } from "../shared/ports/rendezvous.ts";
import { systemClock } from "../host/clock.ts";
import { systemRandom } from "../host/random.ts";
import { createRendezvous } from "../host/signal/rendezvous.ts";
import { openHostServices, type RunningServices } from "../host/services.ts";
import { PortTaken } from "../host/stable-port.ts";
import { nodeDialler } from "../rtc/node-rtc.ts";
import { Refused } from "./command.ts";

export interface Machine {
  readonly engine: Engine;
  readonly services: RunningServices;
  close(): Promise<void>;
}

export interface MachineOptions {
  readonly directory: string;
  /** Of its own signalling server; the kept one when absent. */
  readonly signalPort?: number;
  /** Meets members at these signalling addresses and nowhere else. */
  readonly only?: readonly string[];
}

export async function startMachine({ directory, signalPort, only }: MachineOptions): Promise<Machine> {
  const services = await startServices(directory, signalPort);
  const { rendezvous, lan } = only === undefined ? services.openNetwork() : { rendezvous: meetingOnlyAt(only), lan: null };
  const dialler = nodeDialler();
  const mailboxes = services.openMailboxes();
  const engine = new Engine({ vault: services.vault, rendezvous, lan, mailboxes, folders: services.folders, dialler, clock: systemClock, random: systemRandom });
  return {
    engine,
    services,
    async close() {
      await engine.close();
      await dialler.close();
      rendezvous.close();
      lan?.close();
      mailboxes.close();
      await services.close();
    },
  };
}

async function startServices(directory: string, signalPort: number | undefined): Promise<RunningServices> {
  try {
    return await openHostServices(directory, signalPort === undefined ? {} : { signalPort });
  } catch (error) {
    if (error instanceof PortTaken) throw new Refused(`The ${error.message}.`);
    throw error;
  }
}

/** Dials what it is told to instead of what members say, and is met at no server of this machine. */
function meetingOnlyAt(addresses: readonly string[]): Rendezvous {
  const rendezvous = createRendezvous();
  const { dial } = rendezvous;
  rendezvous.dial = () => dial.call(rendezvous, addresses);
  return rendezvous;
}
