/**
 * A Chromium for the tests that need a real one: found, or installed with the system's package manager where this
 * process may do that.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import process from "node:process";
import { SetupFailed, runStep, say } from "./process.mjs";

const names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "microsoft-edge-stable", "microsoft-edge"];
const elsewhere = [
  "/usr/lib/chromium/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  ...["PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"].flatMap((folder) =>
    ["Google\\Chrome\\Application\\chrome.exe", "Microsoft\\Edge\\Application\\msedge.exe"].map((path) =>
      join(process.env[folder] ?? "", path),
    ),
  ),
];

/** @type {readonly { program: string, steps: string[][] }[]} */
const managers = [
  { program: "apt-get", steps: [["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", "chromium"]] },
  { program: "dnf", steps: [["install", "-y", "-q", "chromium"]] },
  { program: "pacman", steps: [["-Sy", "--noconfirm", "--needed", "chromium"]] },
  { program: "apk", steps: [["add", "--quiet", "chromium"]] },
];

export async function ensureBrowser() {
  if (findBrowser() !== null) return;
  const manager = managers.find(({ program }) => onPath(program) !== null);
  const asRoot = process.getuid?.() === 0 ? [] : mayUseSudo() ? ["sudo", "-n"] : null;
  if (manager !== undefined && asRoot !== null) {
    say(`installing Chromium for the tests (${manager.program})`);
    for (const step of manager.steps) {
      const [program = "", ...args] = [...asRoot, manager.program, ...step];
      await runStep(program, args, { ...process.env, DEBIAN_FRONTEND: "noninteractive" });
    }
  }
  if (findBrowser() !== null) return;
  const how = manager === undefined ? "" : `, for example: ${manager.program} ${manager.steps.at(-1)?.join(" ")}`;
  throw new SetupFailed(`the tests need Chromium, Chrome or Edge. Install one${how}; or name it in VECHE_BROWSER.`);
}

/** @returns {string | null} */
function findBrowser() {
  const named = process.env["VECHE_BROWSER"];
  if (named !== undefined) return existsSync(named) ? named : null;
  return names.map(onPath).find((path) => path !== null) ?? elsewhere.find((path) => existsSync(path)) ?? null;
}

/** @param {string} name */
function onPath(name) {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path)) ?? null;
}

function mayUseSudo() {
  return onPath("sudo") !== null && spawnSync("sudo", ["-n", "true"]).status === 0;
}
