/**
 * Builds what runs without a window or beside it, to dist/node: the command line, the loopback host, Electron's main
 * process, benches and scripts; packages stay in node_modules. `--mode preload` builds Electron's preload instead: one
 * CommonJS file, because a sandboxed preload can load nothing but `electron`.
 */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Name in dist/node → source. */
const programs = {
  veche: "cli/veche.ts",
  window: "host/open.ts",
  browser: "host/window.ts", // asked by scripts/setup
  electron: "electron/main.ts",
  bench: "bench/main.ts",
  shots: "scripts/shots.ts",
};
const preload = { preload: "electron/preload.ts" };

const present = (entries: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(entries)
      .map(([name, path]) => [name, at(path)] as const)
      .filter(([, path]) => existsSync(path)),
  );

export default defineConfig(({ mode }) => ({
  root: at("."),
  publicDir: false,
  ssr: { noExternal: mode === "preload" ? true : [], external: ["electron"] },
  build: {
    ssr: true,
    outDir: at("dist/node"),
    emptyOutDir: mode !== "preload",
    target: "node20",
    minify: false,
    rolldownOptions:
      mode === "preload"
        ? {
            input: present(preload),
            output: { format: "cjs", entryFileNames: "[name].cjs", codeSplitting: false },
          }
        : {
            input: present(programs),
            output: { format: "esm", entryFileNames: "[name].js", chunkFileNames: "parts/[name]-[hash].js" },
          },
  },
}));
