/** One person at one machine: a host process's services, the built app in a real Chromium window, and what they do there. */
import { fileURLToPath } from "node:url";
import { chromium, type Browser, type BrowserContext, type Page } from "playwright-core";
import { startHost, type RunningHost } from "../../host/start.ts";
import { browserPath } from "../browser.ts";
import { temporaryDirectory } from "../host/temporary-directory.ts";

const builtApp = fileURLToPath(new URL("../../dist/renderer", import.meta.url));

export const passphrase = "correct horse battery staple";

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

export const openBrowser = (): Promise<Browser> => chromium.launch({ executablePath: browserPath, args: flags });

export class AppWindow {
  /** Errors of the page and its worker, and refusals of the content policy: a story ends with none. */
  readonly errors: string[] = [];

  private constructor(
    readonly host: RunningHost,
    readonly context: BrowserContext,
    readonly page: Page,
  ) {
    page.on("pageerror", (error) => this.errors.push(String(error)));
    page.on("console", (message) => {
      if (message.type() === "error") this.errors.push(message.text());
    });
  }

  static async open(browser: Browser, options: { readonly locale?: string; readonly profileDir?: string } = {}): Promise<AppWindow> {
    const host = await startHost({ profileDir: options.profileDir ?? temporaryDirectory(), staticDir: builtApp, port: 0, signalPort: 0 });
    const context = await browser.newContext({ locale: options.locale ?? "en-GB", viewport: { width: 1280, height: 800 } });
    const window = new AppWindow(host, context, await context.newPage());
    await window.page.goto(host.url);
    return window;
  }

  /** First start: language as it is, name and passphrase. */
  async welcome(name: string): Promise<void> {
    const { page } = this;
    await page.getByLabel("Your name").fill(name);
    await page.getByLabel("Passphrase", { exact: true }).fill(passphrase);
    await page.getByLabel(/again/iu).fill(passphrase);
    await page.getByRole("button", { name: /continue|next|create/iu }).click();
  }

  async close(): Promise<void> {
    await this.context.close();
    await this.host.close();
  }
}
