/** Speaking, finding files and starting programs during set-up. */
import { spawn } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { constants } from "node:os";
import process from "node:process";
import { fileURLToPath } from "node:url";

/** Set-up cannot go on; the message says what to do. */
export class SetupFailed extends Error {}

/** @param {string} path within the project, with forward slashes */
export const fromRoot = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/**
 * Every file of a folder and of those in it.
 * @param {string} path
 * @returns {string[]}
 */
export function filesUnder(path) {
  if (!existsSync(fromRoot(path))) return [];
  if (!statSync(fromRoot(path)).isDirectory()) return [path];
  return readdirSync(fromRoot(path)).flatMap((name) => filesUnder(`${path}/${name}`));
}

/** @param {string} text */
export function say(text) {
  process.stderr.write(`veche: ${text}\n`);
}

/**
 * Runs a step of set-up in the project's folder; all it prints goes to stderr. Answers its exit code.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<number>}
 */
export function runStep(program, args, env = process.env) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: fromRoot("."),
      env,
      stdio: ["ignore", process.stderr, process.stderr],
      shell: process.platform === "win32" && !program.endsWith(".exe"), // npm is a .cmd there
    });
    child.once("error", (error) => {
      say(error.message);
      resolve(127);
    });
    child.once("exit", (code) => resolve(code ?? 1));
  });
}

/**
 * Runs the program that was asked for, as if it had been started itself: the same folder, streams and signals.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<number>} its exit code
 */
export function handOver(program, args, env = process.env) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { env, stdio: "inherit" });
    /** @type {NodeJS.Signals[]} */
    const passedOn = ["SIGINT", "SIGTERM", "SIGHUP"];
    const pass = (/** @type {NodeJS.Signals} */ signal) => void child.kill(signal);
    for (const signal of passedOn) process.on(signal, pass);
    child.once("error", reject);
    child.once("exit", (code, signal) => {
      for (const passed of passedOn) process.off(passed, pass);
      resolve(code ?? 128 + (signal === null ? 1 : constants.signals[signal]));
    });
  });
}
