/**
 * Builds the story page once for all tests of windows, as the window itself is built, into a folder of the system's temporary
 * directory, and serves it; set up by vitest.config.ts.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { build } from "vite";
import type { TestProject } from "vitest/node";
import { serve } from "./serve.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The address of the story page. */
    story: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await buildStory();
  const served = await serve(folder);
  project.provide("story", served.address);
  return async () => {
    await served.close();
    await rm(folder, { recursive: true });
  };
}

async function buildStory(): Promise<string> {
  const outDir = await mkdtemp(join(tmpdir(), "veche-story-"));
  // The test runner says "test", which Vite and React take for development.
  process.env["NODE_ENV"] = "production";
  await build({
    configFile: false,
    logLevel: "warn",
    root: fileURLToPath(new URL(".", import.meta.url)),
    base: "./",
    plugins: [react()],
    build: { outDir, emptyOutDir: true, target: "es2023", chunkSizeWarningLimit: 3000, assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  });
  return outDir;
}
