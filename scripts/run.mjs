/**
 * What `./run` does: sets up what is missing, builds what changed, then hands over. Everything said here goes to
 * stderr, so the output of a command is its own. Only Node's own modules are imported: this runs before any package
 * is there.
 */
import { readFileSync } from "node:fs";
import process from "node:process";
import { isNodeNewEnough, leastNode } from "./setup/node-version.mjs";
import { ensurePackages } from "./setup/packages.mjs";
import { inTurn } from "./proof.mjs";
import { ensureBuilt } from "./setup/build.mjs";
import { ensureBrowser } from "./setup/browser.mjs";
import { electronProgram } from "./setup/electron.mjs";
import { SetupFailed, filesUnder, fromRoot, handOver, say } from "./setup/process.mjs";

const help = `Usage: ./run [command]

  ./run                 the app (in Electron where its runtime is or can be had, otherwise in an installed browser)
  ./run --browser       the app in an installed browser
  ./run veche …         the command line; ./run veche --help
  ./run build           builds what changed, to dist/
  ./run test [names]    every test, or the files whose path contains one of the names
  ./run proof [names]   the long proofs in full, one after the other, with their counts
  ./run bench [names]   the benches
  ./run shots           the pictures of the README, taken from the running app`;

/** @type {Record<string, (args: string[]) => Promise<number>>} */
const commands = {
  async build() {
    await ensureBuilt(["node", "renderer"]);
    return 0;
  },

  async veche(args) {
    await ensureBuilt(["node"]);
    return handOver(process.execPath, [fromRoot("dist/node/veche.js"), ...args]);
  },

  async test(args) {
    await ensureBuilt(["node", "renderer"]);
    await ensureBrowser();
    return vitest(["run", ...args]);
  },

  async proof(args) {
    await ensureBuilt(["node", "renderer"]);
    await ensureBrowser();
    const parts = proofs().filter((path) => args.length === 0 || args.some((name) => path.includes(name)));
    if (parts.length === 0) {
      say(`there is no proof whose path contains '${args.join("' or '")}'`);
      return 2;
    }
    const reporters = ["--reporter=verbose", `--reporter=${fromRoot("scripts/closing-line.ts")}`]; // names of tests hold counts
    return inTurn(parts, (part) => vitest(["run", part, ...reporters], { ...process.env, VECHE_PROOF: "1" }), say);
  },

  async bench(args) {
    await ensureBuilt(["node", "renderer", "bench"]);
    await ensureBrowser();
    return handOver(process.execPath, [fromRoot("dist/node/bench.js"), ...args]);
  },

  async shots(args) {
    await ensureBuilt(["node", "renderer"]);
    await ensureBrowser();
    return handOver(process.execPath, [fromRoot("dist/node/shots.js"), ...args]);
  },
};

/** @param {string[]} args */
async function app(args) {
  await ensureBuilt(["node", "renderer"]);
  const inBrowser = args.includes("--browser");
  const rest = args.filter((arg) => arg !== "--browser");
  const electron = inBrowser ? null : await electronProgram();
  if (electron !== null) {
    const asRoot = process.getuid?.() === 0 ? ["--no-sandbox"] : []; // Chromium's sandbox refuses root
    return handOver(electron, [...asRoot, fromRoot("."), ...rest]);
  }
  return handOver(process.execPath, [fromRoot("dist/node/window.js"), ...rest]);
}

/**
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 */
function vitest(args, env) {
  return handOver(process.execPath, [fromRoot("node_modules/vitest/vitest.mjs"), "--root", fromRoot("."), ...args], env);
}

/** The test files that repeat more often, and print how it went, when VECHE_PROOF is set. */
function proofs() {
  return filesUnder("test").filter((path) => path.endsWith(".test.ts") && readFileSync(fromRoot(path), "utf8").includes("VECHE_PROOF"));
}

/** @param {string[]} args */
async function main(args) {
  const [name = "", ...rest] = args;
  if (name === "--help" || name === "-h" || name === "help") {
    process.stdout.write(`${help}\n`);
    return 0;
  }
  const command = commands[name];
  if (command === undefined && name !== "" && !name.startsWith("--")) {
    say(`there is no './run ${name}'.\n\n${help}`);
    return 2;
  }
  if (!isNodeNewEnough(process.versions.node)) {
    throw new SetupFailed(`Node.js ${leastNode} or newer is needed; this is ${process.versions.node}.`);
  }
  await ensurePackages();
  return command === undefined ? app(args) : command(rest);
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof SetupFailed)) throw error;
  say(error.message);
  process.exitCode = 1;
}
