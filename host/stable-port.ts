/**
 * A port chosen once by chance and kept in the preferences: invites carry it, and a window's origin contains it. Below
 * the ranges from which systems lend ports to outgoing connections, so that it stays free for us.
 */
import type { Result } from "../shared/base/result.ts";
import type { Prefs } from "../shared/contract/host.ts";
import type { Random } from "../shared/ports/random.ts";

const lowest = 10_240;
const highest = 32_767;
const attempts = 20;

export class PortTaken extends Error {
  constructor(port: number) {
    super(`port ${port} is taken by another program`);
  }
}

export interface OnPort<T> {
  readonly value: T;
  readonly port: number;
  /** The kept port, when another program has it now: it is used again when it is free. */
  readonly insteadOf: number | null;
}

/** Starts something on the port kept under `name`, or on another for this time. Throws PortTaken for a `given` one. */
export async function onStablePort<T>(
  { prefs, random, name, given }: { prefs: Prefs; random: Random; name: string; given?: number },
  start: (port: number) => Promise<Result<T, { kind: "PortTaken" }>>,
): Promise<OnPort<T>> {
  if (given !== undefined) {
    const started = await start(given);
    if (!started.ok) throw new PortTaken(given);
    return { value: started.value, port: given, insteadOf: null };
  }
  const kept = portOf(await prefs.get(name));
  for (let attempt = 0; attempt < attempts; attempt++) {
    const port = attempt === 0 && kept !== null ? kept : anyPort(random);
    const started = await start(port);
    if (!started.ok) continue;
    if (kept === null) await prefs.set(name, String(port));
    return { value: started.value, port, insteadOf: port === kept ? null : kept };
  }
  throw new PortTaken(kept ?? highest);
}

function portOf(text: string | null): number | null {
  const port = Number(text);
  return text !== null && Number.isInteger(port) && port >= 1024 && port <= 65_535 ? port : null;
}

function anyPort(random: Random): number {
  const [high = 0, low = 0] = random.bytes(2);
  return lowest + ((high * 256 + low) % (highest - lowest + 1));
}
