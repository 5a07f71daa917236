/**
 * Pages of a real Chromium as members of a test room. The page is built once and served without a network, by answering
 * the browser's requests in the test, so that it opens in a network namespace that has nothing else in it.
 */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium, type Browser, type Page } from "playwright-core";
import { build } from "vite";
import { browserPath } from "../browser.ts";
import { Links, type Member } from "./member.ts";
import type { EndCall, LinkEnd } from "./link-end.ts";
import type { FromLab, ToLab } from "./page/lab.ts";
import type { Relay } from "./relay.ts";

const origin = "https://rtc.test";
const mediaTypes: Record<string, string> = { ".html": "text/html", ".js": "text/javascript" };

const flags = [
  "--no-sandbox",
  "--disable-dev-shm-usage",
  "--disable-background-networking",
  "--disable-background-timer-throttling",
  "--disable-renderer-backgrounding",
  "--disable-backgrounding-occluded-windows",
  "--disable-component-update",
  "--use-fake-device-for-media-stream",
];
/** What the shells see to: local addresses are shown to the page. */
const showAddresses = [
  "--use-fake-ui-for-media-stream",
  "--allow-loopback-in-peer-connection",
  "--disable-features=WebRtcHideLocalIpsWithMdns",
];

export interface TestBrowser {
  readonly browser: Browser;
  open(): Promise<TestPage>;
  close(): Promise<void>;
}

export interface TestPage {
  readonly page: Page;
  /** Console errors and uncaught exceptions of the page so far. */
  readonly errors: readonly string[];
  enter(relay: Relay): Promise<Member>;
}

/**
 * `executablePath` may be a script that starts Chromium somewhere else. A `plain` one is as people have it: it shows a
 * page no local addresses.
 */
export async function openBrowser(executablePath = browserPath, { plain = false } = {}): Promise<TestBrowser> {
  const files = await buildPage();
  const browser = await chromium.launch({ executablePath, args: plain ? flags : [...flags, ...showAddresses] });
  return {
    browser,
    async open() {
      const context = await browser.newContext(plain ? {} : { permissions: ["microphone"] });
      const page = await context.newPage();
      const errors: string[] = [];
      page.on("pageerror", (error) => errors.push(String(error)));
      page.on("console", (message) => void (message.type() === "error" && errors.push(message.text())));
      await page.route(`${origin}/**`, async (route) => {
        const path = new URL(route.request().url()).pathname;
        const body = await readFile(join(files, path));
        await route.fulfill({ body, contentType: mediaTypes[extname(path)] ?? "application/octet-stream" });
      });
      let heard: (message: FromLab) => void = () => undefined;
      await page.exposeFunction("report", (message: FromLab) => heard(message));
      await page.goto(`${origin}/index.html`);
      await page.waitForFunction(() => "lab" in globalThis);
      return { page, errors, enter: (relay) => pageMember(page, relay, (handler) => (heard = handler)) };
    },
    async close() {
      await browser.close();
      await rm(files, { recursive: true });
    },
  };
}

async function buildPage(): Promise<string> {
  const outDir = await mkdtemp(join(tmpdir(), "rtc-page-"));
  const root = fileURLToPath(new URL("./page", import.meta.url));
  await build({ configFile: false, root, logLevel: "error", worker: { format: "es" }, build: { outDir, minify: false } });
  return outDir;
}

async function pageMember(page: Page, relay: Relay, onReport: (handler: (message: FromLab) => void) => void): Promise<Member> {
  const tell = (message: ToLab): Promise<unknown> => page.evaluate((m) => lab.tell(m), message);
  /** The relay may still speak to a page that is being closed. */
  const notify = (message: ToLab): void =>
    void tell(message).catch((error: unknown) => {
      if (!page.isClosed()) throw error;
    });
  const links = new Links();
  onReport((message) => {
    if (message.say === "signal") relay.carry(message.from, message.to, message.message);
    else if (message.at !== peerId) return;
    else if (message.say === "linked") links.opened(message.peer);
    else links.closed(message.peer);
  });
  const peerId = (await tell({ say: "join", iceServers: [] })) as string;
  relay.enter({
    peerId,
    announce: (from) => notify({ say: "announce", from }),
    signal: (from, message) => notify({ say: "signal", from, message }),
  });
  return {
    peerId,
    linked: links.linked,
    async linkTo(peer) {
      await links.to(peer);
      return remoteEnd((call) => tell({ say: "call", peer, call }));
    },
    async leave() {
      relay.leave(peerId);
      await tell({ say: "leave" });
    },
  };
}

function remoteEnd(ask: (call: EndCall) => Promise<unknown>): LinkEnd {
  const method =
    (name: string) =>
    (...args: readonly unknown[]): Promise<unknown> =>
      ask({ method: name, args } as unknown as EndCall);
  return new Proxy({} as LinkEnd, { get: (_, name) => (name === "then" ? undefined : method(String(name))) });
}
