/**
 * The window as it is in Electron: the built page in a real Chromium, served by the built main process, talking to it
 * through the built preload. Only Electron's own transport between them is a double.
 */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { MessageChannel } from "node:worker_threads";
import type { MessagePort } from "node:worker_threads";
import { chromium } from "playwright-core";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { browserPath } from "../browser.ts";
import { startBuiltApp } from "./built-app.ts";

const origin = "https://app.veche.test"; // Chromium does not know the app's scheme
const preload = readFileSync(fileURLToPath(new URL("../../dist/node/preload.cjs", import.meta.url)), "utf8");

/** In the page: Electron's renderer side, carried over functions that the test gives. Runs before the page's own code. */
const transport = `{
  const listeners = new Map();
  const ports = [];
  const text = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  const bytes = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
  window.notice = (name, value) => listeners.get(name)?.({}, value);
  window.fromHost = (index, sent) => ports[index].postMessage(bytes(sent));
  window.hostClosed = (index) => ports[index].close();
  const electron = {
    contextBridge: { exposeInMainWorld: (name, api) => void (window[name] = api) },
    ipcRenderer: {
      invoke: (call, ...args) => window.invokeMain(call, args),
      send: (message) => void window.sendMain(message),
      on: (name, listener) => void listeners.set(name, listener),
      off: (name) => void listeners.delete(name),
      postMessage(message, value, [port]) {
        const index = ports.push(port) - 1;
        const opened = window.openPort(index);
        port.onmessage = ({ data }) => void opened.then(() => window.toHost(index, text(data)));
        port.addEventListener("close", () => void window.portClosed(index));
      },
    },
  };
  ((require) => { ${preload} })((name) => { if (name === "electron") return electron; throw new Error(name); });
}`;

describe("the app in Electron's shell", { timeout: 240_000 }, () => {
  let browser: Awaited<ReturnType<typeof chromium.launch>>;
  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: browserPath,
      args: ["--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update"],
    });
  });
  afterAll(() => browser.close());

  async function openWindow(): Promise<{ app: Awaited<ReturnType<typeof startBuiltApp>>; page: Page; errors: string[] }> {
    const app = await startBuiltApp();
    const main = app.seen.windows[0]?.page.preloadModule(() => undefined).ipcRenderer;
    if (main === undefined) throw new Error("no window");
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: "en-GB" });
    onTestFinished(() => context.close());
    const page = await context.newPage();
    page.setDefaultTimeout(90_000); // two key derivations on a busy machine
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(error.message));
    page.on("console", (message) => message.type() === "error" && errors.push(message.text()));

    await page.route("**/*", async (route) => {
      const { pathname } = new URL(route.request().url());
      const answer = await app.fetch(`veche-window://app${pathname}`);
      if (answer === undefined) return route.abort();
      const headers = Object.fromEntries(answer.headers);
      return route.fulfill({ status: answer.status, headers, body: Buffer.from(await answer.arrayBuffer()) });
    });
    const ports = new Map<number, MessagePort>();
    await page.exposeFunction("invokeMain", (call: string, args: unknown[]) => main.invoke(call, ...args));
    await page.exposeFunction("sendMain", (message: string) => main.send(message));
    await page.exposeFunction("toHost", (index: number, sent: string) => ports.get(index)?.postMessage(new Uint8Array(Buffer.from(sent, "base64"))));
    await page.exposeFunction("portClosed", (index: number) => ports.get(index)?.close());
    await page.exposeFunction("openPort", (index: number) => {
      const { port1, port2 } = new MessageChannel();
      ports.set(index, port2);
      main.postMessage("openHostPort", null, [port1]);
      port2.on("message", (bytes: Uint8Array) => void tell("fromHost", index, Buffer.from(bytes).toString("base64")));
      port2.on("close", () => void tell("hostClosed", index));
    });
    /** Until the page is gone. */
    const tell = (name: string, ...args: unknown[]): Promise<void> =>
      page.isClosed() ? Promise.resolve() : page.evaluate(`window[${JSON.stringify(name)}](...${JSON.stringify(args)})`).then(
        () => undefined,
        () => undefined,
      );
    for (const name of ["lock", "deepLink"]) main.on(name, (_event, value) => void tell("notice", name, value));
    await page.addInitScript(transport);
    await page.goto(`${origin}/index.html`);
    return { app, page, errors };
  }

  it("makes a profile, keeps it encrypted in its folder, locks at the system's word and opens again", async () => {
    const { app, page, errors } = await openWindow();
    const passphrase = "seven quiet bells at noon";
    await page.getByLabel("Your name").fill("Marisol");
    await page.getByLabel("Passphrase for this machine").fill(passphrase);
    await page.getByLabel("The same once more").fill(passphrase);
    await page.getByRole("button", { name: "Begin" }).click();
    await page.getByLabel("Name of the group").fill("Harbour Street");
    await page.getByRole("button", { name: "Found it" }).click();
    await page.getByRole("heading", { name: "Let the next member in" }).waitFor();

    app.emitPower("lock-screen");
    await page.getByRole("heading", { name: "Locked" }).waitFor();
    const profile = join(app.appData, "veche", "profile");
    for (const name of readdirSync(profile)) {
      const bytes = readFileSync(join(profile, name));
      expect([name, bytes.includes("Harbour"), bytes.includes("Marisol")]).toEqual([name, false, false]);
    }

    await page.getByLabel("Passphrase").fill(passphrase);
    await page.getByRole("button", { name: "Open", exact: true }).click();
    await page.getByRole("link", { name: "Harbour Street" }).waitFor();
    expect(errors).toEqual([]);
  });

  it("opens an invitation that the system hands to it", async () => {
    const { app, page, errors } = await openWindow();
    app.emit("second-instance", {}, ["veche:join#not-a-real-one"]);
    await page.getByLabel("Your name").fill("Marisol");
    await page.getByLabel("Passphrase for this machine").fill("seven quiet bells at noon");
    await page.getByLabel("The same once more").fill("seven quiet bells at noon");
    await page.getByRole("button", { name: "Begin" }).click();
    const link = page.getByLabel("Or paste the link");
    await link.waitFor();
    expect(await link.inputValue()).toBe("veche:join#not-a-real-one");
    expect(errors).toEqual([]);
  });
});
