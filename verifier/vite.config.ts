/**
 * Builds the checker of records into one HTML file that works from any disk without a network: scripts and styles stand in
 * it, and its content policy lets it run them, which it names by their hashes, start itself again beside (beside.ts), and load
 * or send nothing.
 */
import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vite";

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const oneFile: Plugin = {
  name: "one-file",
  enforce: "post",
  generateBundle(_, bundle) {
    const parts = Object.values(bundle);
    const code = parts.map((part) => (part.type === "chunk" ? part.code : "")).join("").replaceAll("</script", "<\\/script");
    const style = parts.map((part) => (part.type === "asset" && part.fileName.endsWith(".css") ? String(part.source) : "")).join("");
    for (const name of Object.keys(bundle)) Reflect.deleteProperty(bundle, name);
    const hashed = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
    const policy = `default-src 'none'; script-src ${hashed(code)} 'wasm-unsafe-eval'; worker-src blob:; style-src ${hashed(style)}; base-uri 'none'; form-action 'none'`;
    const source = [
      "<!doctype html>",
      '<html lang="en">',
      '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
      `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
      `<title>Check a record</title><style>${style}</style></head>`,
      `<body><main></main><script>${code}</script></body></html>`,
    ].join("\n");
    this.emitFile({ type: "asset", fileName: "check-a-record.html", source });
  },
};

export default defineConfig({
  root: at("."),
  plugins: [oneFile],
  build: {
    emptyOutDir: false, // it goes beside the window, which saves it for people
    target: "es2023",
    modulePreload: false,
    cssCodeSplit: false,
    chunkSizeWarningLimit: 3000,
    // No module: Chromium starts none out of memory (beside.ts) for a page that was opened from a disk.
    rolldownOptions: { input: at("main.ts"), output: { format: "iife" }, transform: { define: { "import.meta": "{}" } } },
  },
});
