/**
 * One host process of one profile: its services and, around them, the loopback server that gives them and the built
 * app to a browser window. Used by ./run's browser shell and by tests that drive the real app.
 */
import type { RunningServices } from "./services.ts";
import { openHostServices } from "./services.ts";
import { onStablePort } from "./stable-port.ts";
import { startLoopback } from "./loopback/server.ts";
import { systemRandom } from "./random.ts";

export interface HostOptions {
  readonly profileDir: string;
  /** The built app, dist/renderer. Without it only the services are served. */
  readonly staticDir?: string;
  /** The kept ones when absent; 0: any free one. */
  readonly port?: number;
  readonly signalPort?: number;
}

export interface RunningHost extends RunningServices {
  /** Opens one window, once. */
  readonly url: string;
  /** An address that opens a further window. */
  newUrl(): string;
  readonly origin: string;
}

export async function startHost({ profileDir, staticDir, port, signalPort }: HostOptions): Promise<RunningHost> {
  const services = await openHostServices(profileDir, signalPort === undefined ? {} : { signalPort });
  try {
    const { value: loopback } = await onStablePort(
      { prefs: services.prefs, random: systemRandom, name: "windowPort", ...(port === undefined ? {} : { given: port }) },
      (chosen) => startLoopback({ port: chosen, directory: staticDir ?? null, services }),
    );
    return {
      ...services,
      url: loopback.newAddress(),
      newUrl: () => loopback.newAddress(),
      origin: loopback.origin,
      async close() {
        await loopback.close();
        await services.close();
      },
    };
  } catch (error) {
    await services.close();
    throw error;
  }
}
