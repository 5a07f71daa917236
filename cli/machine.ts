/** A whole machine of one profile in this process: host services, WebRTC and the engine on them. */
import { Engine } from "../shared/client/engine.ts";
import type { Rendezvous } from "../shared/ports/rendezvous.ts";
import { systemClock } from "../host/clock.ts";
import { systemRandom } from "../host/random.ts";
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
  const everywhere = services.openRendezvous();
  const rendezvous = only === undefined ? everywhere : meetingOnlyAt(everywhere, only);
  const dialler = nodeDialler();
  const engine = new Engine({ vault: services.vault, rendezvous, dialler, clock: systemClock, random: systemRandom });
  return {
    engine,
    services,
    async close() {
      await engine.close();
      await dialler.close();
      everywhere.close();
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

/** Dials what it is told to instead of what members say, and offers nobody this machine's own server. */
const meetingOnlyAt = (rendezvous: Rendezvous, addresses: readonly string[]): Rendezvous => ({
  dial: () => rendezvous.dial(addresses),
  subscribe: (topics) => rendezvous.subscribe(topics),
  publish: (topic, message) => rendezvous.publish(topic, message),
  onMessage: (handler) => rendezvous.onMessage(handler),
  onStatus: (handler) => rendezvous.onStatus(handler),
  ownAddresses: () => Promise.resolve([]),
  close: () => rendezvous.close(),
});
