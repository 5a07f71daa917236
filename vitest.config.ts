/** Tests, run by `./run test`. Real parts take time, so the limits are wide; nothing sleeps. */
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.{ts,tsx}"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: "forks",
    reporters: ["default", "./scripts/closing-line.ts"],
  },
});
