/**
 * Tests, run by `./run test`. Real parts take time, so the limits are wide; nothing sleeps. What is pure goes first, on all
 * cores, then hosts and windows, then networks and processes, two files at a time: with three, stories of several windows
 * waited for each other. A story of these that failed is told again, twice at most, because the machine may be busy for a while.
 * Where nothing of a file outlasts it, files share a process: to load the same modules for each took longer than many of them (136).
 */
import { defineConfig } from "vitest/config";
import LongestFirst from "./scripts/longest-first.ts";

const hosts = ["electron", "host"].map((folder) => `test/${folder}/**/*.test.{ts,tsx}`);
const windows = ["test/ui/**/*.test.{ts,tsx}"];
const networks = ["cli", "contract", "e2e", "rtc"].map((folder) => `test/${folder}/**/*.test.{ts,tsx}`);

const limits = { testTimeout: 60_000, hookTimeout: 60_000, pool: "forks" } as const;

export default defineConfig({
  test: {
    reporters: ["default", "./scripts/closing-line.ts"],
    sequence: { sequencer: LongestFirst },
    projects: [
      { test: { ...limits, name: "engine", isolate: false, include: ["test/**/*.test.{ts,tsx}"], exclude: [...windows, ...hosts, ...networks], maxWorkers: "100%", sequence: { groupOrder: 0 } } },
      { test: { ...limits, name: "hosts", include: hosts, maxWorkers: 2, retry: 2, sequence: { groupOrder: 1 } } },
      { test: { ...limits, name: "windows", isolate: false, include: windows, globalSetup: "test/ui/story/build.ts", maxWorkers: 2, retry: 2, sequence: { groupOrder: 1 } } },
      { test: { ...limits, name: "networks", include: networks, globalSetup: "test/cli/build.ts", maxWorkers: 2, retry: 2, sequence: { groupOrder: 2 } } },
    ],
  },
});
