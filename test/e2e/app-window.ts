/** One person at one machine: a host process's services and the built app in a real Chromium window. */
import { fileURLToPath } from "node:url";
import { chromium, type Browser, type BrowserContext, type Page } from "playwright-core";
import { onTestFinished } from "vitest";
import type { Rendezvous } from "../../shared/ports/rendezvous.ts";
import { startLoopback } from "../../host/loopback/server.ts";
import { openHostServices, type RunningServices } from "../../host/services.ts";
import { browserPath } from "../browser.ts";
import { temporaryDirectory } from "../host/temporary-directory.ts";

/** `./run test` builds it first. VECHE_BUILT_APP names one built elsewhere. */
export const builtApp = process.env["VECHE_BUILT_APP"] ?? fileURLToPath(new URL("../../dist/renderer", import.meta.url));

export const flags = [
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

/** Closed when the test ends, after its windows. `executablePath` may be a script that starts Chromium somewhere else. */
export async function openBrowser(executablePath = browserPath): Promise<Browser> {
  const browser = await chromium.launch({ executablePath, args: flags });
  onTestFinished(() => browser.close());
  return browser;
}

/** Where pictures of windows are kept; none are taken without it. */
const pictures = process.env["VECHE_PICTURES"];
let windowsClosed = 0;

export async function keepPicture(page: Page, name: string): Promise<void> {
  if (pictures !== undefined && !page.isClosed()) await page.screenshot({ path: `${pictures}/${name}.png` });
}

/** Chromium ends what it is loading and says so when the machine's networks change, as they do where other tests have some of their own. */
const networkChanged = "net::ERR_NETWORK_CHANGED";

export interface WindowOptions {
  readonly profileDir?: string;
  readonly locale?: string;
  /** Of its own signalling server; any free one when absent. */
  readonly signalPort?: number;
  /** Stands between the app and its meeting points. */
  readonly meeting?: (real: Rendezvous) => Rendezvous;
  /** Where its built app lies, if not where all others do. */
  readonly app?: string;
  /** Prepares the page before it is loaded. */
  readonly before?: (page: Page) => Promise<void>;
}

export class AppWindow {
  /** Errors of the page and its worker, and refusals of the content policy: a story ends with none. */
  readonly errors: string[] = [];

  private constructor(
    readonly page: Page,
    readonly context: BrowserContext,
    readonly services: RunningServices | null,
    readonly profileDir: string,
    private readonly ending: () => Promise<void>,
  ) {
    page.on("pageerror", (error) => this.errors.push(String(error)));
    page.on("console", (message) => {
      if (message.type() === "error" && !message.text().endsWith(networkChanged)) this.errors.push(message.text());
    });
  }

  /** With services in this process, closed when the test ends. */
  static async open(browser: Browser, options: WindowOptions = {}): Promise<AppWindow> {
    const profileDir = options.profileDir ?? temporaryDirectory();
    const services = await openHostServices(profileDir, { signalPort: options.signalPort ?? 0, lan: false });
    const { meeting } = options;
    const given = meeting === undefined ? services : { ...services, openNetwork: () => ({ rendezvous: meeting(services.openNetwork().rendezvous), lan: null }) };
    const loopback = await startLoopback({ port: 0, directory: options.app ?? builtApp, services: given });
    if (!loopback.ok) throw new Error(loopback.error.kind);
    const context = await browser.newContext({ locale: options.locale ?? "en-GB", viewport: { width: 1280, height: 800 } });
    const window = new AppWindow(await context.newPage(), context, services, profileDir, async () => {
      await loopback.value.close();
      await services.close();
    });
    onTestFinished(() => window.close());
    await options.before?.(window.page);
    await window.page.goto(loopback.value.newAddress());
    return window;
  }

  /** On a host process that runs elsewhere, whose address opens this window. */
  static async at(context: BrowserContext, address: string, profileDir: string): Promise<AppWindow> {
    const window = new AppWindow(await context.newPage(), context, null, profileDir, () => Promise.resolve());
    onTestFinished(() => window.close());
    await window.page.goto(address);
    return window;
  }

  /** The address of the place where the window is, which is what stands after its #. */
  get path(): string {
    return new URL(this.page.url()).hash.slice(1);
  }

  async go(path: string): Promise<void> {
    await this.page.evaluate((to) => void (location.hash = to), path);
  }

  /** Once only, whoever asks first. Its last picture shows where a failed story stood. */
  close(): Promise<void> {
    return (this.#closing ??= this.#close());
  }

  async #close(): Promise<void> {
    await keepPicture(this.page, `last-${++windowsClosed}`);
    await this.context.close();
    await this.ending();
  }

  #closing: Promise<void> | null = null;
}
