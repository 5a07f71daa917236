/** Builds the command line once for all tests that start it, as `./run` does; set up by vitest.config.ts. */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** The built command line. */
    veche: string;
  }
}

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

export default async function setup(project: TestProject): Promise<() => void> {
  mkdirSync(at("test-results"), { recursive: true }); // inside the project, where its packages are found
  const outDir = mkdtempSync(at("test-results/cli-"));
  await build({
    configFile: false,
    publicDir: false,
    logLevel: "error",
    build: { ssr: true, outDir, target: "node20", rolldownOptions: { input: { veche: at("cli/veche.ts") }, output: { format: "esm" } } },
  });
  project.provide("veche", join(outDir, "veche.js"));
  return () => rmSync(outDir, { recursive: true, force: true });
}
