/** A Node process with WebRTC ends cleanly: by itself once its dialler is closed, and at process.exit at any moment. */
import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { build } from "vite";
import { seconds } from "../../shared/base/units.ts";

const run = promisify(execFile);
const times = process.env["VECHE_PROOF"] === "1" ? 30 : 4;
let folder: string;

beforeAll(async () => {
  // Inside the project, where the program finds its packages.
  folder = await mkdtemp(fileURLToPath(new URL("../../node_modules/.rtc-exit-", import.meta.url)));
  const program = fileURLToPath(new URL("./exit-program.ts", import.meta.url));
  await build({
    configFile: false,
    logLevel: "error",
    build: { ssr: program, outDir: folder, rolldownOptions: { output: { entryFileNames: "program.js" } } },
  });
});
afterAll(() => rm(folder, { recursive: true }));

describe("a Node process with WebRTC", () => {
  it.each(["closed", "while dialling", "while sending"])("ends cleanly: %s", async (way) => {
    for (let i = 0; i < times; i++) {
      const ended = run(process.execPath, [join(folder, "program.js"), way], { timeout: seconds(20) });
      await expect(ended).resolves.toEqual({ stdout: "", stderr: "" });
    }
  });
});
