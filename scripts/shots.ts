/**
 * `./run shots`: takes the pictures of the README from the running app. A real assembly is held, one member's window is
 * opened in a real Chromium, and its pages are kept in docs/pictures, light and dark.
 */
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium, type Page } from "playwright-core";
import { startHost } from "../host/start.ts";
import { installedBrowser } from "../host/window.ts";
import { holdAssembly, passphrase, type Assembly } from "./shots/assembly.ts";

const root = fileURLToPath(new URL("../../", import.meta.url)); // this runs as dist/node/shots.js
const pictures = join(root, "docs/pictures");

async function takePictures(page: Page, { group, thread, open, decided }: Assembly): Promise<void> {
  const pages = {
    agenda: "agenda",
    thread: `discussions/${thread}`,
    motion: `motions/${open}`,
    result: `motions/${decided}`,
  };
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    for (const [name, path] of Object.entries(pages)) {
      await page.goto(`${new URL(page.url()).origin}/#/g/${group}/${path}`);
      await page.getByRole("heading", { level: 1 }).waitFor();
      await page.evaluate(() => document.fonts.ready);
      await page.screenshot({ path: join(pictures, `${name}${colorScheme === "dark" ? "-dark" : ""}.png`) });
      process.stdout.write(`docs/pictures/${name}${colorScheme === "dark" ? "-dark" : ""}.png\n`);
    }
  }
}

async function main(): Promise<void> {
  const executablePath = await installedBrowser(process.env, process.platform);
  if (executablePath === null) throw new Error("no browser is installed");
  const directory = await mkdtemp(join(tmpdir(), "veche-shots-"));
  await mkdir(pictures, { recursive: true });
  const assembly = await holdAssembly(directory);
  const host = await startHost({ profileDir: assembly.profileDir, staticDir: join(root, "dist/renderer") });
  const browser = await chromium.launch({
    executablePath,
    args: ["--disable-dev-shm-usage", "--disable-background-networking", "--disable-features=WebRtcHideLocalIpsWithMdns", ...asRoot()],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: "en-GB" });
    await page.goto(host.url);
    await page.getByLabel("Passphrase").fill(passphrase);
    await page.getByRole("button", { name: "Open", exact: true }).click();
    await page.getByText(/Connected directly to 5 of 5/u).first().waitFor({ timeout: 60_000 });
    await takePictures(page, assembly);
  } finally {
    await browser.close();
    await host.close();
    await assembly.close();
    await rm(directory, { recursive: true, force: true });
  }
}

/** Chromium's sandbox refuses root. */
const asRoot = (): string[] => (process.getuid?.() === 0 ? ["--no-sandbox"] : []);

await main();
process.exit();
