/** A signalling server in a process of its own: prints its port, and serves until it is killed. */
import { startSignalServer } from "../../../host/signal/server.ts";

async function main(): Promise<void> {
  const started = await startSignalServer({ port: Number(process.argv[2] ?? 0), host: "127.0.0.1" });
  if (!started.ok) throw new Error(started.error.kind);
  process.stdout.write(`${started.value.port}\n`);
}

void main();
