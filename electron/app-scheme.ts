/**
 * The app's own scheme: serves the built window from disk, and nothing else, under a content policy that lets only the
 * app's own files run. No network is involved.
 */
import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import type { Protocol } from "electron";

const scheme = "veche-window";
export const appOrigin = `${scheme}://app`;
export const startPage = `${appOrigin}/index.html`;

const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

const contentTypes: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
  ".wasm": "application/wasm",
};

/** Before the app is ready. */
export function registerAppScheme(protocol: Protocol): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, codeCache: true };
  protocol.registerSchemesAsPrivileged([{ scheme, privileges }]);
}

export function serveApp(protocol: Protocol, folder: string): void {
  protocol.handle(scheme, async ({ url, method }) => {
    const { host, pathname } = new URL(url);
    const contentType = contentTypes[extname(pathname)];
    // `new URL` has resolved every `..`; what is left of an encoded one names no file of ours.
    if (host !== "app" || method !== "GET" || contentType === undefined || !/^[\w./-]+$/.test(pathname)) {
      return new Response(null, { status: 404 });
    }
    try {
      return new Response(await readFile(join(folder, pathname)), {
        headers: {
          "content-type": contentType,
          "content-security-policy": contentSecurityPolicy,
          "x-content-type-options": "nosniff",
          "referrer-policy": "no-referrer",
        },
      });
    } catch {
      return new Response(null, { status: 404 });
    }
  });
}
