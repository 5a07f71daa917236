/** Opening a document of 260,000 edits in a window: the first time, with everything to be judged, and after a restart. */
import type { Browser } from "playwright-core";
import { encodeUpdate } from "../shared/document/update.ts";
import { hasty, passphrase } from "./archive.ts";
import { built, Ground } from "./ground.ts";
import { edits, typed } from "./long-typing.ts";
import { Peer } from "./peer.ts";
import { median, type Report } from "./report.ts";
import { sizeOf } from "./unlock.ts";

const runs = Number(process.env["BENCH_RUNS"] ?? 5);

export async function opening(): Promise<readonly Report[]> {
  await using ground = new Ground();
  const { profile, path, entries, plainBytes } = await received(ground);
  const disk = sizeOf(profile);
  const browser = await ground.browser();
  const first = await opened(browser, profile, path);
  const again: Opened[] = [];
  for (let run = 0; run < runs; run++) again.push(await opened(browser, profile, path));
  const time = median(again.map(({ shown }) => shown));
  const share = disk / plainBytes;
  return [
    {
      name: "opening",
      about: `a document of ${edits} edits in ${entries} entries, from its link to its text on the screen; after a restart, median of ${runs}`,
      rows: [
        { what: "first time", value: first.shown, unit: "ms" },
        { what: "steps of progress shown meanwhile", value: first.steps, unit: "" },
        { what: "longest wait between two", value: first.longest, unit: "ms" },
        { what: "after a restart", value: time, unit: "ms", aim: "at most 1 s", held: time <= 1000 },
        { what: "after a restart, until it can be written on", value: median(again.map(({ writable }) => writable)), unit: "ms" },
        { what: "after a restart, longest", value: Math.max(...again.map(({ shown }) => shown)), unit: "ms" },
        { what: "unlocking before it", value: median(again.map(({ unlocked }) => unlocked)), unit: "ms" },
        { what: "the profile on disk, an edit", value: disk / edits, unit: "bytes" },
        { what: "an edit in Yjs alone", value: plainBytes / edits, unit: "bytes" },
        { what: "of Yjs alone", value: share, unit: "×", aim: "at most 3 times", held: share <= 3 },
      ],
    },
  ];
}

/** A member who has the document from another and has never opened it. */
async function received(ground: Ground): Promise<{ readonly profile: string; readonly path: string; readonly entries: number; readonly plainBytes: number }> {
  const profile = ground.directory();
  const ada = await Peer.open(ground.directory(), "Ada", hasty);
  const bela = await Peer.open(profile, "Bela");
  const group = await ada.foundsWith(bela);
  const { document } = await ada.does({ type: "document.create", group, title: "Letter", folder: "" });
  const { client, generation } = (await ada.sees({ query: "document", group, document }, (shown) => shown !== null))!;
  const { batches, plainBytes } = typed(client);
  for (const batch of batches) {
    await ada.does({ type: "document.write", group, document, generation, update: encodeUpdate(batch) });
    await ada.does({ type: "document.flush", group, document });
  }
  const newest = (await ada.sees({ query: "documents", group }, (rows) => rows.length > 0))[0]!.last.time;
  await bela.sees({ query: "documents", group }, (rows) => rows[0]?.last.time === newest);
  await bela.close();
  await ada.close();
  return { profile, path: `/g/${group}/documents/${document}`, entries: batches.length, plainBytes };
}

interface Opened {
  readonly unlocked: number;
  readonly shown: number;
  readonly writable: number;
  readonly steps: number;
  readonly longest: number;
}

async function opened(browser: Browser, profile: string, path: string): Promise<Opened> {
  await using place = new Ground();
  const seat = await place.seat(profile, built("renderer"));
  const page = await place.page(browser, seat.address());
  await page.getByLabel("Passphrase").fill(passphrase);
  const start = performance.now();
  await page.getByRole("button", { name: "Open", exact: true }).click();
  await page.getByRole("link", { name: "Documents" }).first().click();
  await page.getByRole("link", { name: "Letter" }).waitFor();
  const unlocked = performance.now() - start;
  const seen = await page.evaluate(watchOpening, path);
  await page.waitForTimeout(500); // what was read is kept
  return { unlocked, ...seen };
}

/** In the page: from following the link until the text is drawn. */
async function watchOpening(path: string): Promise<Omit<Opened, "unlocked">> {
  const start = performance.now();
  let [last, longest, steps, words] = [start, 0, 0, ""];
  const shown = new Promise<number>((resolve) => {
    const look = (): void => {
      const status = document.querySelector("main [role=status]")?.textContent ?? "";
      const text = document.querySelector(".ProseMirror p:last-child")?.textContent ?? "";
      if (text !== "") requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start)));
      else if (status !== words && /\d/u.test(status)) [longest, last, steps, words] = [Math.max(longest, performance.now() - last), performance.now(), steps + 1, status];
    };
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  location.hash = path;
  const time = await shown;
  longest = Math.max(longest, performance.now() - last);
  while (document.querySelector(".ProseMirror[contenteditable=true]") === null) await new Promise((resolve) => requestAnimationFrame(resolve));
  return { shown: time, writable: performance.now() - start, steps, longest };
}
