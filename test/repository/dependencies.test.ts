/** Every dependency is pinned, and docs/dependencies.md gives its version, its licence and why it is here. */
import { expect, it } from "vitest";
import { read } from "./sources.ts";

interface Manifest {
  version: string;
  license: string;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}

const manifest = (path: string): Manifest => JSON.parse(read(path)) as Manifest;
const { dependencies = {}, devDependencies = {} } = manifest("package.json");
const pinned = Object.entries({ ...dependencies, ...devDependencies });

/** Name → version, licence, reason and what follows the last bar, from the rows of the tables. */
const listed = new Map(
  read("docs/dependencies.md")
    .split("\n")
    .map((line) => line.split("|").map((cell) => cell.trim()))
    .filter(([, name]) => name?.startsWith("`"))
    .map(([, name = "", ...cells]) => [name.replaceAll("`", ""), cells]),
);

/** Licences whose works may be combined with and distributed under AGPL-3.0. */
const compatible = new Set([
  "0BSD",
  "AGPL-3.0-only",
  "Apache-2.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "BlueOak-1.0.0",
  "ISC",
  "MIT",
  "MPL-2.0",
  "OFL-1.1",
  "Python-2.0",
  "Unlicense",
  "WTFPL",
]);
const isCompatible = (licence: string): boolean =>
  licence
    .replace(/[()]/g, "")
    .split(" OR ")
    .some((each) => compatible.has(each));

it("pins every dependency to one version", () => {
  expect(pinned.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
});

it("says of each what is installed, under which licence, and why", () => {
  for (const [name, version] of pinned) {
    const installed = manifest(`node_modules/${name}/package.json`);
    expect([name, ...(listed.get(name) ?? [])]).toEqual([name, version, installed.license, expect.stringMatching(/\w{3}/), ""]);
    expect(installed.version).toBe(version);
  }
});

it("lists nothing that is not a dependency", () => {
  expect([...listed.keys()].filter((name) => !pinned.some(([pinnedName]) => pinnedName === name))).toEqual([]);
});

it("installs nothing under a licence that AGPL-3.0 cannot take in", () => {
  const locked = JSON.parse(read("package-lock.json")) as { packages: Record<string, { license?: string }> };
  const wrong = Object.entries(locked.packages).filter(([path, { license = "none" }]) => path !== "" && !isCompatible(license));
  expect(wrong.map(([path, { license }]) => `${path}: ${String(license)}`)).toEqual([]);
});

it("locks the builds for all systems, so that `npm ci` works on each", () => {
  const locked = JSON.parse(read("package-lock.json")) as { packages: Record<string, { optionalDependencies?: Record<string, string> }> };
  const asked = Object.values(locked.packages).flatMap(({ optionalDependencies = {} }) => Object.keys(optionalDependencies));
  expect(asked.filter((name) => !Object.keys(locked.packages).some((path) => path.endsWith(`node_modules/${name}`)))).toEqual([]);
});
