/** The loopback host: what it serves, to whom it refuses, and a real browser window using its services. */
import { mkdirSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import type { IncomingHttpHeaders } from "node:http";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { build } from "vite";
import { describe, expect, it, onTestFinished } from "vitest";
import { WebSocket } from "ws";
import { startHost } from "../../host/start.ts";
import type { HostOptions, RunningHost } from "../../host/start.ts";
import { duplexOverSocket } from "../../host/loopback/socket-duplex.ts";
import { connectHost } from "../../renderer/engine/remote-host.ts";
import type { RemoteHost } from "../../renderer/engine/remote-host.ts";
import { temporaryDirectory } from "./temporary-directory.ts";
import { browserPath } from "../browser.ts";

async function host(options: Partial<HostOptions> = {}): Promise<RunningHost> {
  const staticDir = temporaryDirectory();
  mkdirSync(join(staticDir, "assets"));
  writeFileSync(join(staticDir, "index.html"), "<!doctype html>");
  writeFileSync(join(staticDir, "assets", "app-1.js"), "1");
  writeFileSync(join(staticDir, "notes.txt"), "not a part of the app");
  const started = await startHost({ profileDir: temporaryDirectory(), staticDir, ...options });
  onTestFinished(() => started.close());
  return started;
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Raw, because fetch would tidy up hosts, origins and paths. */
function ask(running: RunningHost, path: string, { method = "GET", headers = {}, body = "" } = {}): Promise<Answer> {
  const { hostname, port } = new URL(running.origin);
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, path, method, headers, agent: false }, (response) => {
      let text = "";
      response.on("data", (part) => (text += String(part)));
      response.on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }));
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

const tokenOf = (url: string): string => new URL(url).hash.replace("#token=", "");
const enter = (running: RunningHost, token: string, headers: Record<string, string> = { origin: running.origin }): Promise<Answer> =>
  ask(running, "/session", { method: "POST", headers, body: token });
const cookieOf = ({ headers }: Answer): string => headers["set-cookie"]?.[0]?.split(";")[0] ?? "";

function connect(running: RunningHost, headers: Record<string, string>): Promise<RemoteHost | "refused"> {
  const socket = new WebSocket(`${running.origin.replace("http", "ws")}/host`, { headers });
  onTestFinished(() => socket.terminate());
  return new Promise((resolve) => {
    socket.on("error", () => resolve("refused"));
    socket.on("open", () => resolve(connectHost(duplexOverSocket(socket))));
  });
}

async function entered(running: RunningHost): Promise<RemoteHost> {
  const cookie = cookieOf(await enter(running, tokenOf(running.newUrl())));
  const connected = await connect(running, { cookie, origin: running.origin });
  if (connected === "refused") throw new Error("refused");
  return connected;
}

describe("what is served", () => {
  it("is the built app under a strict policy sent as headers", async () => {
    const running = await host();
    const page = await ask(running, "/");
    expect(page).toMatchObject({ status: 200, body: "<!doctype html>" });
    expect(page.headers).toMatchObject({
      "content-type": "text/html; charset=utf-8",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-embedder-policy": "require-corp",
      "cross-origin-resource-policy": "same-origin",
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "cache-control": "no-store",
    });
    const policy = String(page.headers["content-security-policy"]);
    expect(policy).toContain("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self';");
    expect(policy).not.toMatch(/unsafe-inline|unsafe-eval'(?<!wasm-unsafe-eval')|\*|http/);
    const asset = await ask(running, "/assets/app-1.js");
    expect(asset.headers).toMatchObject({ "cache-control": "max-age=31536000, immutable", "content-security-policy": policy });
  });

  it("is nothing outside of the app's directory", async () => {
    const running = await host();
    const paths = [
      "/../../etc/passwd", "/..%2f..%2fetc%2fpasswd", "/%2e%2e/%2e%2e/etc/passwd", "/assets/../../x.js", "/assets", "/notes.txt",
      "/nothing.js", "/%00.html", "/%ff", "/..\\..\\x.js", "//etc/passwd", "/index.html/x.js",
    ];
    for (const path of paths) expect((await ask(running, path)).status, path).toBe(404);
    for (const path of ["//", "///", "//:0/"]) expect((await ask(running, path)).status, path).toBe(400); // and the host goes on
    for (const method of ["POST", "PUT", "DELETE", "OPTIONS"]) expect((await ask(running, "/", { method })).status, method).toBe(405);
  });

  it("has its own address in each host process, kept between runs", async () => {
    const profileDir = temporaryDirectory();
    const first = await startHost({ profileDir });
    await first.close();
    const again = await host({ profileDir });
    expect(again.origin).toBe(first.origin);
    const { signal } = again;
    const other = await host({ profileDir });
    expect(other.signalInsteadOf).toBe(signal.port);
    expect(other.signal.port).not.toBe(signal.port);
  });
});

describe("who is refused", () => {
  it("whoever names another host, as a page with a rebound name does", async () => {
    const running = await host();
    for (const name of ["evil.example", "localhost", `evil.example:${new URL(running.origin).port}`, "127.0.0.1"]) {
      expect((await ask(running, "/", { headers: { host: name } })).status, name).toBe(421);
    }
  });

  it("a token used twice, cut short, invented, too long, or from another origin", async () => {
    const running = await host();
    const token = tokenOf(running.url);
    for (const bad of ["", token.slice(1), `${token}x`, "x".repeat(10_000), token.toLowerCase()]) {
      expect((await enter(running, bad)).status).toBe(401);
    }
    expect((await enter(running, token, { origin: "http://evil.example" })).status).toBe(403);
    expect((await enter(running, token, {})).status).toBe(403);
    const session = await enter(running, token);
    expect(session.status).toBe(204);
    expect(session.headers["set-cookie"]?.[0]).toMatch(/^veche-\d+=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/$/);
    expect((await enter(running, token)).status).toBe(401);
    expect((await enter(running, tokenOf(running.newUrl()))).status).toBe(204);
  });

  it("a connection to the services without a session, from another origin, or elsewhere than at their address", async () => {
    const running = await host();
    const cookie = cookieOf(await enter(running, tokenOf(running.url)));
    const { origin } = running;
    expect(await connect(running, { origin })).toBe("refused");
    expect(await connect(running, { cookie })).toBe("refused");
    expect(await connect(running, { cookie, origin: "http://evil.example" })).toBe("refused");
    expect(await connect(running, { cookie, origin, host: "evil.example" })).toBe("refused");
    expect(await connect(running, { cookie: `${cookie}x`, origin })).toBe("refused");
    expect(await connect({ ...running, origin: `${origin}/elsewhere` }, { cookie, origin })).toBe("refused");
    expect(await connect(running, { cookie, origin })).not.toBe("refused");
  });

  it("a session of another run", async () => {
    const profileDir = temporaryDirectory();
    const first = await startHost({ profileDir });
    const cookie = cookieOf(await enter(first, tokenOf(first.url)));
    await first.close();
    const again = await host({ profileDir });
    expect((await ask(again, "/session", { headers: { cookie } })).status).toBe(401);
  });
});

describe("the services", () => {
  it("keep what a worker writes, and close its database when it goes", async () => {
    const running = await host();
    const key = new Uint8Array(32).fill(1);
    const first = await entered(running);
    const second = await entered(running);
    const opened = await first.vault.open(key);
    if (!opened.ok) throw new Error(opened.error.kind);
    expect(key).toEqual(new Uint8Array(32).fill(1)); // the worker's own copy is the worker's to wipe
    await opened.value.commit([{ space: "s", key: Uint8Array.of(1), value: Uint8Array.of(2) }]);
    expect(await second.vault.open(key)).toEqual({ ok: false, error: { kind: "InUse" } });
    first.close();
    await first.closed;
    await expect(opened.value.get("s", Uint8Array.of(1))).rejects.toThrow(/gone/);
    await expect.poll(async () => (await second.vault.open(key)).ok).toBe(true);
  });

  it("end a connection that says what is not in the contract, and no other", async () => {
    const running = await host();
    const cookie = cookieOf(await enter(running, tokenOf(running.url)));
    const good = await entered(running);
    for (const nonsense of ["text", Buffer.alloc(0), Buffer.from([0x83, 1, 2, 3]), Buffer.alloc(1000, 0x9f)]) {
      const socket = new WebSocket(`${running.origin.replace("http", "ws")}/host`, { headers: { cookie, origin: running.origin } });
      const closed = new Promise((resolve) => socket.on("close", resolve));
      socket.on("open", () => socket.send(nonsense));
      await closed;
    }
    expect(await good.prefs.get("language")).toBeNull();
    await good.prefs.set("language", "ru");
    expect(await good.prefs.get("language")).toBe("ru");
    await good.prefs.set("language", null);
    expect(await good.prefs.get("language")).toBeNull();
  });

  it("fail what is asked in vain, one by one", async () => {
    const connected = await entered(await host());
    await expect(connected.prefs.set("x".repeat(100), "y")).rejects.toThrow(/too large/);
    expect(await connected.vault.readSlots()).toBeNull();
  });
});

describe("a browser window", () => {
  it("enters once with its address, stays in when reloaded, and works through the policy", async () => {
    const staticDir = temporaryDirectory();
    await build({
      root: fileURLToPath(new URL("./loopback-page", import.meta.url)),
      base: "./",
      logLevel: "error",
      worker: { format: "es" },
      build: { outDir: staticDir, modulePreload: { polyfill: false }, assetsInlineLimit: 0 },
    });
    const running = await host({ staticDir });
    const browser = await chromium.launch({ executablePath: browserPath, args: ["--no-sandbox", "--disable-dev-shm-usage"] });
    onTestFinished(() => browser.close());
    const context = await browser.newContext();
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));

    await page.goto(running.url);
    await page.waitForFunction(() => document.title.startsWith("visit 1"));
    expect(await page.title()).toContain("10000 rows");
    console.log(`in Chromium over the loopback: ${await page.title()}`);
    expect(page.url()).toBe(`${running.origin}/`);

    await page.reload();
    await page.waitForFunction(() => document.title.startsWith("visit 2"));
    expect(await page.title()).toContain("20000 rows");
    expect(complaints).toEqual([]);

    const stranger = await (await browser.newContext()).newPage();
    await stranger.goto(running.url);
    await stranger.waitForFunction(() => document.title === "refused");
  });
});
