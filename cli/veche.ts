#!/usr/bin/env node
/** The command line: runs one command and ends with its exit code (0 done, 1 refused with a reason, 2 wrong usage). */
import { main } from "./main.ts";

// Whoever read our output may have had enough of it: `veche threads | head`.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});

const code = await main(process.argv.slice(2));
// Connections of the WebRTC library may outlive their use; what was written goes out first.
process.stdout.write("", () => process.stderr.write("", () => process.exit(code)));
