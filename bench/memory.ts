/** Memory of a window and of a command-line peer with 10,000 posts, beside a page of stock y-webrtc with the same posts. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Browser } from "playwright-core";
import { passphrase, postCount, posts, writeArchive, type Archive } from "./archive.ts";
import { built, Ground } from "./ground.ts";
import type { Report } from "./report.ts";
import { mib } from "../shared/base/units.ts";

export async function memory(): Promise<readonly Report[]> {
  await using ground = new Ground();
  const archive = await writeArchive(ground.directory());
  const app = await engineWindow(archive);
  const stock = await stockPage();
  const peer = await commandLine(ground, archive);
  return [
    {
      name: "memory",
      about: `resident memory with ${postCount} posts; a window is its renderer process with engine and thread, interface and database apart`,
      rows: [
        { what: "our window, no interface", value: app, unit: "MiB" },
        { what: "stock y-webrtc page", value: stock, unit: "MiB" },
        { what: "ratio", value: app / stock, unit: "×" },
        { what: "veche serve, database included", value: peer, unit: "MiB" },
      ],
    },
  ];
}

async function engineWindow(archive: Archive): Promise<number> {
  await using place = new Ground();
  const browser = await place.browser();
  const page = await place.engine(browser, archive.profile);
  await page.evaluate(([{ group, thread }]) => globalThis.enginePage!.follow(group, thread), [archive] as const);
  await page.evaluate(([secret, { group, thread }, count]) => globalThis.enginePage!.unlock(secret, group, thread, count), [passphrase, archive, postCount] as const);
  return largestRenderer(browser);
}

async function stockPage(): Promise<number> {
  await using place = new Ground();
  const seat = await place.seat(place.directory(), built("bench"));
  const browser = await place.browser();
  const page = await place.stock(browser, seat.origin);
  await page.evaluate((posts) => globalThis.stockPage!.fill(posts), posts);
  return largestRenderer(browser);
}

async function largestRenderer(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  const renderers = processInfo.filter(({ type }) => type === "renderer");
  return Math.max(...renderers.map(({ id }) => residentOf(id)));
}

async function commandLine(ground: Ground, { profile }: Archive): Promise<number> {
  const secret = join(ground.directory(), "passphrase");
  writeFileSync(secret, passphrase);
  const program = fileURLToPath(new URL("./veche.js", import.meta.url));
  const peer = spawn(process.execPath, [program, "serve", "--json", "--profile", profile, "--passphrase-file", secret], { stdio: ["ignore", "pipe", "inherit"] });
  await once(createInterface(peer.stdout), "line");
  const value = residentOf(peer.pid!);
  const ended = once(peer, "exit");
  peer.kill("SIGTERM");
  await ended;
  return value;
}

/** Linux: VmRSS, in MiB. */
const residentOf = (pid: number): number => (Number(/VmRSS:\s+(\d+) kB/u.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) * 1024) / mib(1);
