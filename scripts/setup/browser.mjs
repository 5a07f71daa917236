/**
 * A Chromium for the tests that need a real one: found, or installed with the system's package manager where this
 * process may do that. Programs are built by then: where browsers are is known to host/window.ts.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";
import { SetupFailed, fromRoot, runStep, say } from "./process.mjs";

/** @type {readonly { program: string, steps: string[][] }[]} */
const managers = [
  { program: "apt-get", steps: [["update", "-qq"], ["install", "-y", "-qq", "-o", "Dpkg::Use-Pty=0", "--no-install-recommends", "chromium"]] },
  { program: "dnf", steps: [["install", "-y", "-q", "chromium"]] },
  { program: "pacman", steps: [["-Sy", "--noconfirm", "--needed", "chromium"]] },
  { program: "apk", steps: [["add", "--quiet", "chromium"]] },
];

export async function ensureBrowser() {
  if ((await installedBrowser()) !== null) return;
  const manager = managers.find(({ program }) => isOnPath(program));
  const asRoot = process.getuid?.() === 0 ? [] : mayUseSudo() ? ["sudo", "-n"] : null;
  if (manager !== undefined && asRoot !== null) {
    say(`installing Chromium for the tests (${manager.program})`);
    for (const step of manager.steps) {
      const [program = "", ...args] = [...asRoot, manager.program, ...step];
      await runStep(program, args, { ...process.env, DEBIAN_FRONTEND: "noninteractive" });
    }
  }
  if ((await installedBrowser()) !== null) return;
  const how = manager === undefined ? "" : `, for example: ${manager.program} ${manager.steps.at(-1)?.join(" ")}`;
  throw new SetupFailed(`the tests need Chromium, Chrome or Edge. Install one${how}; or name it in VECHE_BROWSER.`);
}

/** @returns {Promise<string | null>} */
async function installedBrowser() {
  const { installedBrowser: look } = await import(pathToFileURL(fromRoot("dist/node/browser.js")).href);
  return look(process.env, process.platform);
}

/** @param {string} name */
function isOnPath(name) {
  return (process.env["PATH"] ?? "").split(delimiter).some((folder) => existsSync(join(folder, name)));
}

function mayUseSudo() {
  return isOnPath("sudo") && spawnSync("sudo", ["-n", "true"]).status === 0;
}
