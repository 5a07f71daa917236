/**
 * A fresh peer catches up with the whole discussion over WebRTC in Chromium, then new posts go back and forth: ours and
 * stock y-webrtc's in turns on the same machine.
 */
import type { Page } from "playwright-core";
import { posts, postCount, postLength, writeArchive, passphrase, type Archive } from "./archive.ts";
import { built, Ground } from "./ground.ts";
import type { CaughtUp } from "./page/engine.ts";
import { median, quantile, type Report, type Row } from "./report.ts";
import { StoreWatch } from "./store-watch.ts";

const runs = Number(process.env["BENCH_RUNS"] ?? 5);
const newPosts = 100;

interface Ours extends CaughtUp {
  readonly stored: number;
}

export async function catchUp(): Promise<readonly Report[]> {
  await using ground = new Ground();
  const archive = await writeArchive(ground.directory());
  const browser = await ground.browser();
  const sender = await ground.engine(browser, archive.profile);
  await sender.evaluate(([secret, { group, thread }, count]) => globalThis.enginePage!.unlock(secret, group, thread, count), [passphrase, archive, postCount] as const);
  const origin = await ground.seat(ground.directory(), built("bench"));

  const ours: Ours[] = [];
  const stock: CaughtUp[] = [];
  const ourDelays: number[] = [];
  const stockDelays: number[] = [];
  for (let run = 0; run < runs; run++) {
    const last = run === runs - 1;
    {
      await using place = new Ground();
      const watch = new StoreWatch(postCount);
      const joiner = await place.engine(browser, place.directory(), (vault) => watch.around(vault));
      await joiner.evaluate((secret) => globalThis.enginePage!.does({ type: "profile.create", name: "Bela", passphrase: secret }), passphrase);
      const { link } = await sender.evaluate((group) => globalThis.enginePage!.does({ type: "invite.create", group }), archive.group);
      const caughtUp = await joiner.evaluate(([link, { group, thread }, count]) => globalThis.enginePage!.catchUp(link, group, thread, count), [link, archive, postCount] as const);
      ours.push({ ...caughtUp, stored: await watch.stored });
      note(run, "ours", ours.at(-1)!);
      if (last) ourDelays.push(...(await postsBack(joiner, sender, archive)));
    }
    {
      await using place = new Ground();
      const [from, to] = [await place.stock(browser, origin.origin), await place.stock(browser, origin.origin)];
      const signalling = `ws://127.0.0.1:${origin.services.signal.port}`;
      const room = `room-${run}`;
      await from.evaluate(([room, address, posts]) => globalThis.stockPage!.wait(room, address, posts, Math.ceil((posts.length * 210) / 190_000)), [room, signalling, posts] as const);
      stock.push(await to.evaluate(([room, address, count]) => globalThis.stockPage!.catchUp(room, address, count), [room, signalling, postCount] as const));
      note(run, "stock", stock.at(-1)!);
      if (last) stockDelays.push(...(await stockPostsBack(to, from)));
    }
  }
  return [catchUpReport(ours, stock), delayReport(ourDelays, stockDelays), wireReport(ours, stock)];
}

/** So that somebody who waits sees that something happens. */
function note(run: number, which: string, { asked, connected, shown }: CaughtUp): void {
  console.error(`run ${run + 1}, ${which}: connected after ${(connected - asked).toFixed(0)} ms, everything shown after ${(shown - asked).toFixed(0)} ms`);
}

function catchUpReport(ours: readonly Ours[], stock: readonly CaughtUp[]): Report {
  const of = <T extends CaughtUp>(all: readonly T[], from: keyof T, to: keyof T): number => median(all.map((one) => Number(one[to]) - Number(one[from])));
  const whole = of(ours, "asked", "shown") / of(stock, "asked", "shown");
  const rows: Row[] = [
    { what: "ours: join to shown", value: of(ours, "asked", "shown"), unit: "ms" },
    { what: "ours: join to stored", value: of(ours, "asked", "stored"), unit: "ms" },
    { what: "ours: connected to shown", value: of(ours, "connected", "shown"), unit: "ms" },
    { what: "stock: start to shown", value: of(stock, "asked", "shown"), unit: "ms" },
    { what: "stock: connected to shown", value: of(stock, "connected", "shown"), unit: "ms" },
    { what: "ratio, from start", value: whole, unit: "×", aim: "at most 1.5", held: whole <= 1.5 },
    { what: "ratio, from start, ours stored", value: of(ours, "asked", "stored") / of(stock, "asked", "shown"), unit: "×" },
    { what: "ratio, from connected", value: of(ours, "connected", "shown") / of(stock, "connected", "shown"), unit: "×" },
  ];
  return { name: "catch-up", about: `a fresh peer receives ${postCount} posts over WebRTC in Chromium, median of ${ours.length}`, rows };
}

function delayReport(ours: readonly number[], stock: readonly number[]): Report {
  const rows = [0.5, 0.95].flatMap((share): Row[] => {
    const [us, them] = [quantile(ours, share), quantile(stock, share)];
    const most = Math.max(2 * them, 30);
    const name = share === 0.5 ? "p50" : "p95";
    return [
      { what: `ours ${name}`, value: us, unit: "ms", aim: "at most twice stock or 30 ms", held: us <= most },
      { what: `stock ${name}`, value: them, unit: "ms" },
    ];
  });
  return { name: "new-post", about: `a new post seen at the other side, ours durable before it is sent, ${ours.length} posts`, rows };
}

function wireReport(ours: readonly CaughtUp[], stock: readonly CaughtUp[]): Report {
  const each = (all: readonly CaughtUp[]): number => median(all.map(({ bytes }) => bytes)) / postCount;
  const rows: Row[] = [
    { what: "ours", value: each(ours), unit: "bytes" },
    { what: "stock", value: each(stock), unit: "bytes" },
    { what: "ratio", value: each(ours) / each(stock), unit: "×" },
  ];
  return { name: "wire", about: "bytes received over WebRTC per post of 200 characters while catching up", rows };
}

/** One at a time, at uneven intervals; each waited for. */
async function postsBack(from: Page, to: Page, { group, thread }: Archive): Promise<number[]> {
  await to.evaluate(([group, thread]) => globalThis.enginePage!.follow(group, thread), [group, thread] as const);
  return delays(
    (text) => from.evaluate(([group, thread, text]) => globalThis.enginePage!.post(group, thread, text), [group, thread, text] as const),
    (text) => to.waitForFunction((text) => globalThis.enginePage!.seen(text), text).then((handle) => handle.jsonValue()),
  );
}

async function stockPostsBack(from: Page, to: Page): Promise<number[]> {
  await to.evaluate(() => globalThis.stockPage!.follow());
  return delays(
    (text) => from.evaluate((text) => globalThis.stockPage!.post(text), text),
    (text) => to.waitForFunction((text) => globalThis.stockPage!.seen(text), text).then((handle) => handle.jsonValue()),
  );
}

async function delays(post: (text: string) => Promise<number>, seen: (text: string) => Promise<number | null>): Promise<number[]> {
  const out: number[] = [];
  for (let i = 0; i < newPosts; i++) {
    const text = `new ${i} ${posts[i]!}`.slice(0, postLength - 1) + ".";
    const posted = await post(text);
    out.push((await seen(text))! - posted);
    await new Promise((resolve) => setTimeout(resolve, 60 + ((i * 37) % 90)));
  }
  return out;
}
