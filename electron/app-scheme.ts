/**
 * The app's own scheme: serves the built window from disk, and nothing else, under a content policy that lets only the
 * app's own files run. No network is involved.
 */
import type { Protocol } from "electron";
import { securityHeaders } from "../host/loopback/security-headers.ts";
import { staticFile } from "../host/loopback/static-files.ts";

const scheme = "veche-window";
export const appOrigin = `${scheme}://app`;
export const startPage = `${appOrigin}/index.html`;

/** Before the app is ready. */
export function registerAppScheme(protocol: Protocol): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, codeCache: true };
  protocol.registerSchemesAsPrivileged([{ scheme, privileges }]);
}

export function serveApp(protocol: Protocol, folder: string): void {
  protocol.handle(scheme, async ({ url, method }) => {
    const { host, pathname } = new URL(url);
    const file = host === "app" && method === "GET" ? await staticFile(folder, pathname) : null;
    if (file === null) return new Response(null, { status: 404 });
    return new Response(new Uint8Array(file.bytes), { headers: { ...securityHeaders, "content-type": file.type } });
  });
}
