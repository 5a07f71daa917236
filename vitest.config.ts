/**
 * Tests, run by `./run test`. Real parts take time, so the limits are wide; nothing sleeps. What runs real browsers,
 * networks and processes goes one file after another, so that two of them never starve each other on a small machine;
 * there a story that failed is told once more, because the machine may be busy with other things for a moment.
 */
import { defineConfig } from "vitest/config";

const real = ["cli", "contract", "e2e", "electron", "host", "rtc", "ui"].map((folder) => `test/${folder}/**/*.test.{ts,tsx}`);

const limits = { testTimeout: 60_000, hookTimeout: 60_000, pool: "forks" } as const;

export default defineConfig({
  test: {
    reporters: ["default", "./scripts/closing-line.ts"],
    projects: [
      { test: { ...limits, name: "engine", include: ["test/**/*.test.{ts,tsx}"], exclude: real, sequence: { groupOrder: 0 } } },
      { test: { ...limits, name: "real", include: real, maxWorkers: 1, retry: 1, sequence: { groupOrder: 1 } } },
    ],
  },
});
