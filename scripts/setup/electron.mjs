/**
 * The runtime of Electron. Its package brings none: it is fetched, checked against the checksums in the package, when
 * the app is first started by `./run`, never for tests. Without it the app opens in a browser.
 */
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";
import { withLock } from "./lock.mjs";
import { fromRoot, runStep, say } from "./process.mjs";

const home = fromRoot("node_modules/electron");
const noAnswerAfter = 10_000; // ms

/** @returns {Promise<string | null>} the program, or null (and a line said why) where there is none */
export async function electronProgram() {
  if (process.platform === "linux" && !process.env["DISPLAY"] && !process.env["WAYLAND_DISPLAY"]) {
    return null;
  }
  return installedElectron() ?? withLock(async () => installedElectron() ?? fetchRuntime());
}

/** @returns {string | null} */
export function installedElectron() {
  const note = join(home, "path.txt");
  if (!existsSync(note)) return null;
  const folder = process.env["ELECTRON_OVERRIDE_DIST_PATH"] ?? join(home, "dist");
  const program = join(folder, readFileSync(note, "utf8"));
  return existsSync(program) ? program : null;
}

/**
 * Fetches into the cache that Electron's own installer looks in first, because the installer itself would wait on a
 * silent network for minutes; then lets the installer check and unpack it.
 */
async function fetchRuntime() {
  const electron = createRequire(join(home, "package.json"));
  const { version } = electron("./package.json");
  say(`fetching the runtime of Electron ${version} (once, about 100 MB)`);
  const silence = new AbortController();
  const timer = setTimeout(() => silence.abort(new Error("no answer within 10 s")), noAnswerAfter);
  try {
    const { downloadArtifact } = await import(pathToFileURL(electron.resolve("@electron/get")).href);
    await downloadArtifact({
      version,
      artifactName: "electron",
      checksums: electron("./checksums.json"),
      platform: process.platform,
      arch: process.arch,
      downloadOptions: { signal: silence.signal, getProgressCallback: () => clearTimeout(timer) },
    });
    clearTimeout(timer);
    if ((await runStep(process.execPath, [join(home, "install.js")])) !== 0) throw new Error("it could not be unpacked");
    return installedElectron();
  } catch (error) {
    const reason = silence.signal.aborted ? silence.signal.reason : error;
    say(`Electron's runtime did not come (${reason instanceof Error ? reason.message : reason}); opening in a browser, as ./run --browser does at once`);
    return null;
  } finally {
    clearTimeout(timer);
  }
}
