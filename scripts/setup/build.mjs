/**
 * Builds what changed since it was built last, told by a hash of all sources that lies in the result. A build is made
 * beside the present one and then takes its place, so a program that starts meanwhile finds one or the other, whole.
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import process from "node:process";
import { withLock } from "./lock.mjs";
import { SetupFailed, filesUnder, fromRoot, runStep, say } from "./process.mjs";

/** @typedef {{ sources: string[], steps: string[][] }} Target */

/** @type {Record<"node" | "renderer" | "bench", Target>} */
const targets = {
  node: {
    sources: ["shared", "rtc", "host", "cli", "electron", "bench", "test/sim", "scripts", "vite.node.config.ts", "package-lock.json"],
    steps: [
      ["--config", "vite.node.config.ts"],
      ["--config", "vite.node.config.ts", "--mode", "preload"],
    ],
  },
  renderer: {
    sources: ["shared", "rtc", "renderer", "verifier", "vite.config.ts", "package-lock.json"],
    steps: [
      ["--config", "vite.config.ts"],
      ["--config", "verifier/vite.config.ts"],
    ],
  },
  bench: {
    sources: ["shared", "rtc", "renderer", "bench", "package-lock.json"],
    steps: [["--config", "bench/vite.config.ts"]],
  },
};

/** @param {readonly (keyof typeof targets)[]} names */
export async function ensureBuilt(names) {
  if (names.every((name) => builtFrom(name) === sourceHash(name))) return;
  await withLock(async () => {
    for (const name of names) {
      const wanted = sourceHash(name);
      if (builtFrom(name) === wanted) continue;
      await build(name, wanted);
    }
  });
}

/**
 * @param {keyof typeof targets} name
 * @param {string} wanted
 */
async function build(name, wanted) {
  say(`building ${{ node: "the programs", renderer: "the window", bench: "the pages of the benches" }[name]}`);
  const place = fromRoot(`dist/${name}`);
  const fresh = fromRoot(`dist/${name}.next`);
  const past = fromRoot(`dist/${name}.past`);
  rmSync(fresh, { recursive: true, force: true });
  for (const options of targets[name].steps) {
    const vite = fromRoot("node_modules/vite/bin/vite.js");
    const code = await runStep(process.execPath, [vite, "build", "--logLevel", "warn", ...options, "--outDir", fresh]);
    if (code !== 0) throw new SetupFailed("the build failed; its message is above.");
  }
  writeFileSync(join(fresh, ".built-from"), wanted);
  rmSync(past, { recursive: true, force: true });
  mkdirSync(dirname(place), { recursive: true });
  if (existsSync(place)) renameSync(place, past);
  renameSync(fresh, place);
  rmSync(past, { recursive: true, force: true });
}

/** @param {string} name */
function builtFrom(name) {
  const stamp = fromRoot(`dist/${name}/.built-from`);
  return existsSync(stamp) ? readFileSync(stamp, "utf8") : null;
}

/** @param {keyof typeof targets} name */
function sourceHash(name) {
  const hash = createHash("sha256");
  for (const path of targets[name].sources.flatMap(filesUnder).sort()) {
    const content = readFileSync(fromRoot(path));
    hash.update(`${path}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex");
}
