/** Builds a TypeScript program as `./run` does, for tests that need it in a process of its own. */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import { build } from "vite";

/** The path of the built program. Inside the project, where its packages are found. */
export async function builtProgram(source: URL): Promise<string> {
  const results = fileURLToPath(new URL("../../test-results/", import.meta.url));
  mkdirSync(results, { recursive: true });
  const outDir = mkdtempSync(join(results, "program-"));
  onTestFinished(() => rmSync(outDir, { recursive: true, force: true }));
  await build({
    configFile: false,
    publicDir: false,
    logLevel: "error",
    build: {
      ssr: true,
      outDir,
      target: "node20",
      rolldownOptions: { input: { program: fileURLToPath(source) }, output: { format: "esm", entryFileNames: "[name].mjs" } },
    },
  });
  return join(outDir, "program.mjs");
}
