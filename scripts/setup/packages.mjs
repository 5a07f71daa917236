/** The packages of package-lock.json, exactly: `npm ci` when what is installed differs. */
import { readFileSync } from "node:fs";
import process from "node:process";
import { withLock } from "./lock.mjs";
import { SetupFailed, fromRoot, runStep, say } from "./process.mjs";

/** @typedef {{ version?: string, optional?: boolean }} Locked */

export async function ensurePackages() {
  if (isInstalled()) return;
  await withLock(async () => {
    if (isInstalled()) return;
    say("installing packages (npm ci)");
    const code = await runStep("npm", ["ci", "--no-audit", "--no-fund", "--loglevel", "error"], {
      ...process.env,
      npm_config_update_notifier: "false",
    });
    if (code !== 0) throw new SetupFailed("the packages could not be installed; npm's message is above.");
  });
}

/**
 * npm notes what it installed when it has finished, in node_modules itself; so an interrupted installation is seen.
 * Optional packages may be missing: most are builds for other systems.
 */
function isInstalled() {
  const wanted = packagesIn("package-lock.json");
  const present = packagesIn("node_modules/.package-lock.json");
  return Object.entries(wanted).every(
    ([path, { version, optional }]) => path === "" || (present[path]?.version ?? (optional ? version : null)) === version,
  );
}

/**
 * @param {string} path
 * @returns {Record<string, Locked>}
 */
function packagesIn(path) {
  try {
    return JSON.parse(readFileSync(fromRoot(path), "utf8")).packages;
  } catch {
    return {}; // none installed, or unreadable: npm will say
  }
}
