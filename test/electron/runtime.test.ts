/**
 * The app in Electron itself. Runs wherever the runtime is installed and there is a display to show a window on;
 * elsewhere it is reported as skipped, with the reason in its name.
 */
import { fileURLToPath } from "node:url";
import { _electron } from "playwright-core";
import type { ElectronApplication, Page } from "playwright-core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { installedElectron } from "../../scripts/setup/electron.mjs";
import { temporaryDirectory } from "../host/temporary-directory.ts";

const runtime = installedElectron();
const hasDisplay = process.platform !== "linux" || Boolean(process.env["DISPLAY"] ?? process.env["WAYLAND_DISPLAY"]);
const missing = runtime === null ? "its runtime is not installed" : hasDisplay ? null : "there is no display";

describe.skipIf(missing !== null)(missing === null ? "in Electron" : `in Electron (not run: ${missing})`, () => {
  let app: ElectronApplication;
  let page: Page;

  beforeEach(async () => {
    app = await _electron.launch({
      executablePath: runtime ?? "",
      args: [
        fileURLToPath(new URL("../../", import.meta.url)),
        `--user-data-dir=${temporaryDirectory()}`,
        ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
      ],
    });
    page = await app.firstWindow();
  });
  afterEach(() => app.close());

  it("opens the built window without a complaint of the content policy", async () => {
    const complaints: string[] = [];
    page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
    await page.reload();
    await page.getByRole("main").waitFor();
    expect(page.url()).toBe("veche-window://app/index.html");
    expect(complaints).toEqual([]);
  });

  it("gives the page the functions of the contract, and nothing of Node or Electron", async () => {
    const found = await page.evaluate(() => ({
      desktop: Object.keys(window.vecheDesktop ?? {}).sort(),
      node: ["require", "process", "Buffer", "module"].filter((name) => name in window),
    }));
    expect(found.desktop).toEqual(["getPref", "onBundle", "onDeepLink", "onLock", "openFile", "openHostPort", "saveFile", "setPref"]);
    expect(found.node).toEqual([]);
  });

  it("keeps the page where it is and reaches nothing outside", async () => {
    const reached = await page.evaluate(async () => ({
      opened: window.open("https://example.org/") !== null,
      fetched: await fetch("https://example.org/").then(
        () => true,
        () => false,
      ),
    }));
    expect(reached).toEqual({ opened: false, fetched: false });
    await page.evaluate(() => location.assign("https://example.org/"));
    expect(page.url()).toMatch(/^veche-window:/);
    expect(app.windows()).toHaveLength(1);
  });

  it("opens a port to the host that closes at bytes it does not know", async () => {
    const closed = await page.evaluate(
      () =>
        new Promise<boolean>((resolve) => {
          window.addEventListener("message", ({ data, ports: [port] }) => {
            if (data !== "veche:host-port" || port === undefined) return;
            port.addEventListener("close", () => resolve(true));
            port.start();
            port.postMessage(new Uint8Array([255]));
          });
          window.vecheDesktop?.openHostPort();
        }),
    );
    expect(closed).toBe(true);
  });
});
