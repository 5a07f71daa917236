/**
 * Builds what runs without a window or beside it, to dist/node: the command line, the loopback host, Electron's main
 * process, benches and scripts; packages stay in node_modules. `--mode preload` builds Electron's preload instead: one
 * CommonJS file, because a sandboxed preload can load nothing but `electron`.
 */
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Name in dist/node → source. */
const programs = {
  veche: at("cli/veche.ts"),
  window: at("host/open.ts"),
  browser: at("host/window.ts"), // asked by scripts/setup
  electron: at("electron/main.ts"),
  bench: at("bench/main.ts"),
  shots: at("scripts/shots.ts"),
};

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
            input: { preload: at("electron/preload.ts") },
            output: { format: "cjs", entryFileNames: "[name].cjs", codeSplitting: false },
          }
        : {
            input: programs,
            output: { format: "esm", entryFileNames: "[name].js", chunkFileNames: "parts/[name]-[hash].js" },
          },
  },
}));
