/** What benches run on: directories, Chromium, pages of the host, and everything taken down again at the end. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium, type Browser, type Page } from "playwright-core";
import { startLoopback } from "../host/loopback/server.ts";
import { openHostServices, type RunningServices } from "../host/services.ts";
import { installedBrowser } from "../host/window.ts";
import type { Vault } from "../shared/ports/vault.ts";

export const built = (what: "bench" | "renderer"): string => fileURLToPath(new URL(`../${what}`, import.meta.url));

const flags = [
  "--no-sandbox",
  "--disable-dev-shm-usage",
  "--disable-background-networking",
  "--disable-background-timer-throttling",
  "--disable-renderer-backgrounding",
  "--disable-backgrounding-occluded-windows",
  "--disable-component-update",
  "--disable-features=WebRtcHideLocalIpsWithMdns",
  "--use-fake-ui-for-media-stream",
  "--allow-loopback-in-peer-connection",
];

/** Takes down, newest first, what was put up. */
export class Ground implements AsyncDisposable {
  readonly #standing: (() => Promise<unknown> | void)[] = [];

  async [Symbol.asyncDispose](): Promise<void> {
    for (let down = this.#standing.pop(); down !== undefined; down = this.#standing.pop()) await down();
  }

  later(down: () => Promise<unknown> | void): void {
    this.#standing.push(down);
  }

  directory(): string {
    const directory = mkdtempSync(join(tmpdir(), "veche-bench-"));
    this.later(() => rmSync(directory, { recursive: true, force: true, maxRetries: 3 }));
    return directory;
  }

  async browser(): Promise<Browser> {
    const executablePath = await installedBrowser(process.env, process.platform);
    if (executablePath === null) throw new Error("no browser is installed");
    const browser = await chromium.launch({ executablePath, args: flags });
    this.later(() => browser.close());
    return browser;
  }

  /** The services of a profile directory. */
  async seat(profile: string, directory: string, { around = (vault) => vault, signalPort = 0 }: SeatOptions = {}): Promise<Seat> {
    const services = await openHostServices(profile, { signalPort, lan: false });
    const loopback = await startLoopback({ port: 0, directory, services: { ...services, vault: around(services.vault) } });
    if (!loopback.ok) throw new Error(loopback.error.kind);
    this.later(async () => {
      await loopback.value.close();
      await services.close();
    });
    return { services, address: (path = "") => loopback.value.newAddress().replace("#", `${path}#`), origin: loopback.value.origin };
  }

  /** `first` is run in the page before anything else. */
  async page(browser: Browser, address: string, first?: () => void): Promise<Page> {
    const context = await browser.newContext({ bypassCSP: true, locale: "en-GB", viewport: { width: 1280, height: 800 } });
    this.later(() => context.close());
    const page = await context.newPage();
    page.on("pageerror", (error) => console.error(error));
    page.on("console", (message) => {
      if (message.type() === "error") console.error(message.text());
    });
    if (first !== undefined) await page.addInitScript(first);
    await page.goto(address);
    return page;
  }

  /** A window's engine without its user interface. */
  async engine(browser: Browser, profile: string, around?: (vault: Vault) => Vault): Promise<Page> {
    const seat = await this.seat(profile, built("bench"), around && { around });
    const page = await this.page(browser, seat.address());
    await page.waitForFunction(() => globalThis.enginePage !== undefined);
    return page;
  }

  /** Stock y-webrtc. */
  async stock(browser: Browser, origin: string): Promise<Page> {
    const page = await this.page(browser, `${origin}/stock.html`);
    await page.waitForFunction(() => globalThis.stockPage !== undefined);
    return page;
  }
}

interface SeatOptions {
  /** Stands between the services and the window. */
  readonly around?: (vault: Vault) => Vault;
  /** Any free one when 0. */
  readonly signalPort?: number;
}

export interface Seat {
  readonly services: RunningServices;
  readonly origin: string;
  /** Opens one window. */
  address(path?: string): string;
}
