/** The whole tree passes the compiler, the linter and the search for what nothing uses. */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));
const minutes = (count: number): number => count * 60_000;

/** What a tool says when it finds something or does not get to its end; empty when it is content. */
function complaints(program: string, ...args: string[]): string {
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, [`${root}node_modules/${program}`, ...args], {
    cwd: root,
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1" },
  });
  return status === 0 ? "" : `${program} ended with ${String(status ?? signal)}\n${stdout}${stderr}`;
}

it("type checks", () => {
  expect(complaints("typescript/bin/tsc", "--noEmit", "-p", ".")).toBe("");
}, minutes(5));

it("is clean under the linter", () => {
  expect(complaints("eslint/bin/eslint.js", ".")).toBe("");
}, minutes(5));

it("has no file, export or package that nothing uses", () => {
  expect(complaints("knip/bin/knip.js", "--no-progress")).toBe("");
}, minutes(5));
