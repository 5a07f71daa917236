/** The built app as files under one directory, and nothing outside of it. */
import { open } from "node:fs/promises";
import { extname, join, resolve, sep } from "node:path";

const contentTypes: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".wasm": "application/wasm",
};

export interface StaticFile {
  readonly type: string;
  readonly bytes: Uint8Array;
  /** Named by its content, so that it never changes. */
  readonly immutable: boolean;
}

/** The file at the path of a URL, or null. */
export async function staticFile(directory: string, urlPath: string): Promise<StaticFile | null> {
  const root = resolve(directory);
  const path = decoded(urlPath);
  if (path === null || path.includes("\0") || path.includes("\\")) return null;
  const file = resolve(join(root, path === "/" ? "index.html" : path));
  const type = contentTypes[extname(file)];
  if (!file.startsWith(root + sep) || type === undefined) return null;
  const bytes = await contentOf(file);
  return bytes === null ? null : { type, bytes, immutable: path.startsWith("/assets/") };
}

async function contentOf(file: string): Promise<Uint8Array | null> {
  try {
    await using handle = await open(file, "r");
    return (await handle.stat()).isFile() ? await handle.readFile() : null;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : null;
    if (code === "ENOENT" || code === "ENOTDIR" || code === "EISDIR") return null;
    throw error;
  }
}

function decoded(urlPath: string): string | null {
  try {
    return decodeURIComponent(urlPath);
  } catch {
    return null;
  }
}
