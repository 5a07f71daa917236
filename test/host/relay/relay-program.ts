/** A relay in a process of its own, to be killed: says its port, and goes on. */
import { runRelay } from "../../../host/relay/run.ts";

const started = await runRelay({ directory: process.argv[2]!, port: Number(process.argv[3] ?? 0), host: "127.0.0.1" });
if (!started.ok) throw new Error(started.error.kind);
process.send?.({ port: started.value.server.port });
