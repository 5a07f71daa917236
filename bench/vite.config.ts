/** Builds the pages that benches measure, to dist/bench: our engine without its user interface, and stock y-webrtc, alone and with y-prosemirror. */
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: at("page/"),
  base: "./",
  publicDir: false,
  worker: { format: "es" },
  build: {
    outDir: at("../dist/bench"),
    emptyOutDir: true,
    target: "es2023",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: { index: at("page/index.html"), stock: at("page/stock.html"), writing: at("page/writing.html") }, checks: { bundlerTimings: false } },
    chunkSizeWarningLimit: 3000,
  },
});
