/** A host process for a window elsewhere: prints the address that opens it, and serves until it is killed. */
import { startHost } from "../../../host/start.ts";

const [, , profileDir = "", staticDir = ""] = process.argv;

async function main(): Promise<void> {
  const { url } = await startHost({ profileDir, staticDir, port: 0 });
  process.stdout.write(`${url}\n`);
}

void main();
