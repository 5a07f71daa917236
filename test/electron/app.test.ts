/** The built main process and preload, driven through a strict double of Electron. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { portDuplex, runPreload, startBuiltApp } from "./built-app.ts";
import { connectHost } from "../../renderer/engine/remote-host.ts";

const page = "veche-window://app/index.html";

describe("the window", () => {
  it("is sandboxed, isolated and without Node", async () => {
    const { seen } = await startBuiltApp();
    expect(seen.isSandboxed).toBe(true);
    expect(seen.windows).toHaveLength(1);
    expect(seen.windows[0]?.options.webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      devTools: false,
    });
  });

  it.each(["https://example.org/", "veche-window://other/index.html", "file:///index.html", `${page}.evil`, "javascript:1"])(
    "refuses to go to %s",
    async (url) => {
      const { seen } = await startBuiltApp();
      for (const event of ["will-navigate", "will-frame-navigate", "will-redirect"]) {
        const preventDefault = vi.fn();
        seen.windows[0]?.page.events.emit(event, { url, preventDefault });
        expect(preventDefault).toHaveBeenCalledOnce();
      }
    },
  );

  it("moves between its own pages", async () => {
    const { seen } = await startBuiltApp();
    const preventDefault = vi.fn();
    seen.windows[0]?.page.events.emit("will-navigate", { url: `${page}#/agenda`, preventDefault });
    expect(preventDefault).not.toHaveBeenCalled();
  });

  it("opens no other window and embeds no other page", async () => {
    const { seen } = await startBuiltApp();
    const preventDefault = vi.fn();
    expect(seen.windows[0]?.page.windowOpen?.({ url: page })).toEqual({ action: "deny" });
    seen.windows[0]?.page.events.emit("will-attach-webview", { preventDefault });
    expect(preventDefault).toHaveBeenCalledOnce();
  });

  it("offers WebRTC the addresses of the machine's own interfaces", async () => {
    const { seen } = await startBuiltApp();
    expect(seen.switches).toContainEqual(["disable-features", "WebRtcHideLocalIpsWithMdns"]);
    expect(seen.windows[0]?.page.webRtc).toBe("default");
  });
});

describe("permissions", () => {
  const asked = async (permission: string, details: object, url = page): Promise<unknown> => {
    const app = await startBuiltApp();
    return new Promise((resolve) => app.permissions.request?.({ getURL: () => url }, permission, resolve, details));
  };

  it("gives what WebRTC on a local network, an invite by camera, copying one and notices need", async () => {
    expect(await asked("local-network-access", {})).toBe(true);
    expect(await asked("media", { mediaTypes: ["video"] })).toBe(true);
    expect(await asked("clipboard-sanitized-write", {})).toBe(true);
    expect(await asked("notifications", {})).toBe(true);
  });

  it.each(["geolocation", "display-capture", "clipboard-read", "midi", "openExternal", "fileSystem", "hid", "unknown"])(
    "refuses %s",
    async (permission) => {
      expect(await asked(permission, {})).toBe(false);
    },
  );

  it("refuses the microphone, alone and beside the camera", async () => {
    expect(await asked("media", { mediaTypes: ["audio"] })).toBe(false);
    expect(await asked("media", { mediaTypes: ["video", "audio"] })).toBe(false);
    expect(await asked("media", {})).toBe(false);
  });

  it("gives a foreign page nothing", async () => {
    expect(await asked("media", { mediaTypes: ["video"] }, "https://example.org/")).toBe(false);
    const { permissions } = await startBuiltApp();
    const check = permissions.check as (...args: unknown[]) => boolean;
    expect(check(null, "media", "https://example.org", { mediaType: "video" })).toBe(false);
    expect(check(null, "media", "veche-window://app/", { mediaType: "video" })).toBe(true);
    expect(check(null, "media", "veche-window://app/", {})).toBe(true); // as WebRTC looks before it uses all interfaces
    expect(check(null, "media", "veche-window://app/", { mediaType: "audio" })).toBe(false);
    expect((permissions.device as () => boolean)()).toBe(false);
  });
});

describe("the app's own scheme", () => {
  it("serves the built window under a policy that runs its own files only", async () => {
    const app = await startBuiltApp();
    const response = await app.fetch(page);
    expect(response?.status).toBe(200);
    expect(await response?.text()).toContain("<html");
    const policy = response?.headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval';");
    expect(policy).not.toMatch(/https?:|unsafe-inline|'unsafe-eval'|\*/);
  });

  it.each([
    "veche-window://app/../node/electron.js",
    "veche-window://app/%2e%2e/node/electron.js",
    "veche-window://app/..%2fnode%2felectron.js",
    "veche-window://app/.built-from",
        "veche-window://other/index.html",
    "veche-window://app/missing.js",
  ])("has nothing at %s", async (url) => {
    const app = await startBuiltApp();
    expect((await app.fetch(url))?.status).toBe(404);
  });

  it("takes nothing in", async () => {
    const app = await startBuiltApp();
    expect((await app.fetch(page, "POST"))?.status).toBe(404);
  });
});

describe("what the page is given", () => {
  it("is the functions of the contract and nothing else", async () => {
    const { desktop, exposed } = runPreload(await startBuiltApp());
    expect(exposed).toEqual(["vecheDesktop"]);
    expect(Object.keys(desktop).sort()).toEqual(["getPref", "onBundle", "onDeepLink", "onLock", "openFile", "openHostPort", "saveFile", "setPref"]);
  });

  it("keeps settings", async () => {
    const { desktop } = runPreload(await startBuiltApp());
    expect(await desktop.getPref("language")).toBeNull();
    await desktop.setPref("language", "ru");
    expect(await desktop.getPref("language")).toBe("ru");
    await desktop.setPref("language", null);
    expect(await desktop.getPref("language")).toBeNull();
  });

  it("saves a file where the person says, under its own name only", async () => {
    const app = await startBuiltApp();
    const { desktop } = runPreload(app);
    expect(await desktop.saveFile("decision.veche", new Uint8Array([1, 2, 3]))).toBe(false);
    const filePath = join(app.appData, "chosen");
    app.chosen.save = { canceled: false, filePath };
    expect(await desktop.saveFile("../../decision.veche", new Uint8Array([1, 2, 3]))).toBe(true);
    expect([...readFileSync(filePath)]).toEqual([1, 2, 3]);
    expect(app.seen.suggested.at(-1)).toBe(join(app.appData, "downloads", "decision.veche"));
  });

  it("opens the file that the person chose", async () => {
    const app = await startBuiltApp();
    const { desktop } = runPreload(app);
    expect(await desktop.openFile()).toBeNull();
    const path = join(app.appData, "given");
    writeFileSync(path, new Uint8Array([4, 5]));
    app.chosen.open = { canceled: false, filePaths: [path] };
    expect([...((await desktop.openFile()) ?? [])]).toEqual([4, 5]);
  });

  it("refuses arguments that are not in the contract", async () => {
    const { desktop } = runPreload(await startBuiltApp());
    const wrong = desktop as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>;
    await expect(wrong["getPref"]?.(7)).rejects.toThrow();
    await expect(wrong["setPref"]?.("key")).rejects.toThrow();
    await expect(wrong["saveFile"]?.("name", "text")).rejects.toThrow();
  });

  it("is refused to an embedded frame and to a page that is not ours", async () => {
    const app = await startBuiltApp();
    const embedded = runPreload(app, { url: page, parent: { url: page, parent: null } });
    await expect(embedded.desktop.getPref("language")).rejects.toThrow("own page");
    const foreign = runPreload(app, { url: "https://example.org/", parent: null });
    await expect(foreign.desktop.openFile()).rejects.toThrow("own page");
    const closed = vi.fn();
    foreign.desktop.openHostPort();
    foreign.ports[0]?.on("close", closed);
    await vi.waitUntil(() => closed.mock.calls.length === 1, { interval: 5 });
  });
});

describe("the port to the host", () => {
  it("opens a profile's encrypted storage, and closes it with the worker", async () => {
    const app = await startBuiltApp();
    const { desktop, ports } = runPreload(app);
    const host = (index: number) => {
      desktop.openHostPort();
      const port = ports[index];
      if (port === undefined) throw new Error("no port came");
      return connectHost(portDuplex(port));
    };
    const key = (): Uint8Array => new Uint8Array(32).fill(7);

    const first = host(0);
    expect(await first.vault.readSlots()).toBeNull();
    await first.vault.writeSlots(new Uint8Array([1]));
    const opened = await first.vault.open(key());
    if (!opened.ok) throw new Error(opened.error.kind);
    await opened.value.commit([{ space: "s", key: new Uint8Array([1]), value: new Uint8Array([2]) }]);
    expect(await host(1).vault.open(key())).toMatchObject({ ok: false, error: { kind: "InUse" } });

    first.close(); // as a worker that is terminated
    const again = host(2);
    await vi.waitUntil(async () => (await again.vault.open(key())).ok, { interval: 20 });
  });

  it("closes at bytes that are not in the contract", async () => {
    const { desktop, ports } = runPreload(await startBuiltApp());
    desktop.openHostPort();
    desktop.openHostPort();
    const closed = vi.fn();
    for (const port of ports) port.on("close", closed);
    ports[0]?.postMessage(new Uint8Array([255]));
    ports[1]?.postMessage("vault.destroy");
    await vi.waitUntil(() => closed.mock.calls.length === 2, { interval: 5 });
  });
});

describe("links", () => {
  it("wait for the window to listen, from the first start, a second one and the system", async () => {
    const app = await startBuiltApp({ args: ["--flag", "veche:join#first"] });
    expect(app.seen.protocolClients).toEqual(["veche"]);
    app.emit("second-instance", {}, ["app", "veche:join#second"]);
    const heard: string[] = [];
    const stop = runPreload(app).desktop.onDeepLink((link) => heard.push(link));
    app.emit("open-url", { preventDefault: () => undefined }, "veche:join#third");
    expect(heard).toEqual(["veche:join#first", "veche:join#second", "veche:join#third"]);
    stop();
    app.emit("second-instance", {}, ["veche:join#fourth"]);
    expect(heard).toHaveLength(3);
  });

  it.each([
    ["of another scheme", "https://example.org/"],
    ["empty", "veche:"],
    ["with spaces", "veche:join now"],
    ["with control characters", "veche:join\u0000"],
    ["too long", `veche:${"x".repeat(9000)}`],
  ])("are not handed on when %s", async (_what, link) => {
    const app = await startBuiltApp();
    const heard = vi.fn();
    runPreload(app).desktop.onDeepLink(heard);
    app.emit("second-instance", {}, [link]);
    expect(heard).not.toHaveBeenCalled();
  });

  it("to bundles wait until an unlocked window listens, and it is given what is in them, never a path", async () => {
    const folder = mkdtempSync(join(tmpdir(), "veche-bundles-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    for (const [name, byte] of [["one.veche", 1], ["two.VECHE", 2], ["three.veche", 3], ["four.veche", 4], ["notes.txt", 5]] as const) writeFileSync(join(folder, name), Uint8Array.of(byte));
    const app = await startBuiltApp({ args: ["--profile.veche", join(folder, "one.veche"), join(folder, "notes.txt")] });
    app.emit("second-instance", {}, ["app", "two.VECHE", "none.veche"], folder);
    const heard: unknown[] = [];
    const { desktop } = runPreload(app);
    const stop = desktop.onBundle((bundle) => heard.push(bundle));
    await expect.poll(() => heard.length).toBe(3);
    expect(heard).toEqual([{ name: "one.veche", bytes: Uint8Array.of(1) }, { name: "two.VECHE", bytes: Uint8Array.of(2) }, { name: "none.veche", bytes: null }]);
    app.emit("open-file", { preventDefault: () => undefined }, join(folder, "three.veche"));
    await expect.poll(() => heard.length).toBe(4);
    stop(); // locked
    app.emit("open-file", { preventDefault: () => undefined }, join(folder, "four.veche"));
    const later: unknown[] = [];
    desktop.onBundle((bundle) => later.push(bundle));
    await expect.poll(() => later).toEqual([{ name: "four.veche", bytes: Uint8Array.of(4) }]);
    expect(heard).toHaveLength(4);
  });

  it("of a second instance go to the first, which shows its window", async () => {
    const second = await startBuiltApp({ isOnlyInstance: false });
    expect(second.seen.windows).toHaveLength(0);
    const first = await startBuiltApp();
    const focused = vi.fn();
    first.seen.windows[0]?.on("focused", focused);
    first.emit("second-instance", {}, []);
    expect(focused).toHaveBeenCalledOnce();
  });
});

describe("one shell at a time", () => {
  it("has a profile: a second one says so and ends", async () => {
    const first = await startBuiltApp();
    const second = await startBuiltApp({ appData: first.appData });
    expect(second.seen.errors).toEqual(["Veche is already running with this profile."]);
    expect(second.seen.exits).toEqual([1]);
    expect(second.seen.windows).toEqual([]);
  });
});

describe("locking", () => {
  it.each(["lock-screen", "suspend"])("comes with %s", async (event) => {
    const app = await startBuiltApp();
    const locked = vi.fn();
    runPreload(app).desktop.onLock(locked);
    app.emitPower(event);
    expect(locked).toHaveBeenCalledOnce();
  });

  it("comes from the menu and the tray", async () => {
    const app = await startBuiltApp();
    const locked = vi.fn();
    runPreload(app).desktop.onLock(locked);
    const entries = app.seen.menus.flatMap((menu) => menu.flatMap((entry) => [entry, ...(entry.submenu ?? [])]));
    for (const entry of entries.filter(({ label }) => label === "Lock now")) entry.click?.();
    expect(locked).toHaveBeenCalledTimes(2);
  });

  it("takes the host from a window that does not answer", async () => {
    const app = await startBuiltApp();
    const { desktop, ports } = runPreload(app);
    desktop.openHostPort();
    const closed = vi.fn();
    ports[0]?.on("close", closed);
    vi.useFakeTimers({ toFake: ["setTimeout"] });
    app.emitPower("lock-screen");
    vi.runAllTimers();
    vi.useRealTimers();
    await vi.waitUntil(() => closed.mock.calls.length === 1, { interval: 5 });
  });
});
