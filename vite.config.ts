/**
 * Builds the window: renderer/ to dist/renderer. Addresses are relative, so the loopback host and Electron's own
 * scheme serve the same files; nothing is inlined, so the strict content policy holds without exceptions.
 */
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: at("renderer/"),
  base: "./",
  plugins: [react()],
  worker: { format: "es" },
  build: {
    outDir: at("dist/renderer"),
    emptyOutDir: true,
    target: "es2023",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { checks: { bundlerTimings: false } },
    chunkSizeWarningLimit: 3000, // read from the disk beside it, not over a network
  },
});
