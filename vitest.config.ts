/**
 * Tests, run by `./run test`. Real parts take time, so the limits are wide; nothing sleeps. What is pure goes first, on all cores, then
 * windows alone, then networks and processes, two files at a time. A story of the last two that failed is told again, twice
 * at most, because the machine may be busy for a while.
 */
import { defineConfig } from "vitest/config";

const windows = ["electron", "host", "ui"].map((folder) => `test/${folder}/**/*.test.{ts,tsx}`);
const networks = ["cli", "contract", "e2e", "rtc"].map((folder) => `test/${folder}/**/*.test.{ts,tsx}`);

const limits = { testTimeout: 60_000, hookTimeout: 60_000, pool: "forks" } as const;

export default defineConfig({
  test: {
    reporters: ["default", "./scripts/closing-line.ts"],
    projects: [
      { test: { ...limits, name: "engine", include: ["test/**/*.test.{ts,tsx}"], exclude: [...windows, ...networks], maxWorkers: "100%", sequence: { groupOrder: 0 } } },
      { test: { ...limits, name: "windows", include: windows, globalSetup: "test/ui/story/build.ts", maxWorkers: 2, retry: 2, sequence: { groupOrder: 1 } } },
      { test: { ...limits, name: "networks", include: networks, maxWorkers: 2, retry: 2, sequence: { groupOrder: 2 } } },
    ],
  },
});
