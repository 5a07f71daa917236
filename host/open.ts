/**
 * The browser shell of `./run`: starts the host, opens its window, and ends when the window is closed. Without a
 * display or a browser it prints the address and goes on serving until it is stopped.
 */
import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { defaultProfileDirectory } from "./profile-directory.ts";
import { profileFiles } from "./profile-files.ts";
import { startHost } from "./start.ts";
import { takeLock } from "./vault/lock.ts";
import { openAppWindow } from "./window.ts";

const usage = `Usage: ./run [--browser] [--profile DIR] [--no-window]

  --profile DIR   the folder the profile is kept in
  --no-window     open no window: print the address and go on serving`;

const builtApp = fileURLToPath(new URL("../renderer", import.meta.url));

const say = (text: string): void => void process.stderr.write(`${text}\n`);

async function main(): Promise<number> {
  const { profile, "no-window": noWindow, help } = options();
  if (help) {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  const profileDir = profile ?? defaultProfileDirectory();
  const files = profileFiles(profileDir);
  await mkdir(profileDir, { recursive: true, mode: 0o700 });
  const release = takeLock(files.shellLock);
  if (release === null) {
    say("Veche is already running with this profile.");
    return 1;
  }

  const host = await startHost({ profileDir, staticDir: builtApp });
  if (host.signalInsteadOf !== null) {
    say(`Port ${host.signalInsteadOf}, by which other members know this machine, is taken by another program; using ${host.signal.port} until it is free.`);
  }
  const stopped = new Promise<"stopped">((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve("stopped"));
  });

  const window = noWindow ? null : await openAppWindow(host.url, files.browser);
  let end = window === null ? "failed" : await Promise.race([window.ended, stopped]);
  if (end === "failed") {
    const why = noWindow ? "" : "No browser window could be opened. ";
    say(`${why}The app can be opened in a Chromium, Chrome or Edge of this machine; this address works once:`);
    process.stdout.write(`${window === null ? host.url : host.newUrl()}\n`);
    end = await stopped;
  }
  window?.close();
  await host.close();
  release();
  return 0;
}

function options(): { profile?: string; "no-window": boolean; help: boolean } {
  const { values } = parseArgs({
    options: {
      profile: { type: "string" },
      "no-window": { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  return values;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    say(error instanceof Error ? error.message : String(error));
    const wrongUsage = error instanceof Error && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
    process.exit(wrongUsage ? 2 : 1);
  },
);
