/** What a machine keeps from who takes it: locked nothing is readable, the passphrase brings all back, panic leaves nothing. */
import { existsSync } from "node:fs";
import { expect, it } from "vitest";
import { minutes } from "../../shared/base/units.ts";
import { AppWindow, openBrowser } from "./app-window.ts";
import { found, lock, unlock, welcome } from "./steps/first-steps.ts";
import { noErrors } from "./steps/look.ts";
import { post, sees, startThread } from "./steps/talk.ts";

const secret = "The heron stands in the mill race";

it("[REST-1, ID-5] locks, with the words on the screen too, opens with the passphrase alone, and destroys the profile on request", { timeout: minutes(3) }, async () => {
  const window = await AppWindow.open(await openBrowser());
  const { page, profileDir } = window;
  await welcome(window, "Ada");
  await page.getByLabel("Or paste the link").fill("veche:join#half-a-lin");
  await page.getByRole("button", { name: "Ask to join" }).click();
  await page.getByText("This link is not whole. Ask for it again and copy all of it.").waitFor();
  await found(window, "Harbour Street");
  const thread = await startThread(window, "Birds", "Who has seen it?");
  await post(window, secret);

  const before = await heapOf(window);
  await window.go("/words");
  await page.getByRole("button", { name: "Show the words" }).click();
  const words = await page.getByRole("list", { name: "The twelve words" }).getByRole("listitem").allTextContents();
  const shown = await heapOf(window);

  const [engine] = page.workers();
  const ended = new Promise((resolve) => engine!.once("close", resolve));
  await lock(window);
  await ended;
  expect(page.workers()).not.toContain(engine);
  const locked = await heapOf(window);
  expect(locked).not.toContain(secret);
  const copies = [before, shown, locked].map((heap) => stringsIn(heap, words));
  expect(copies[2]).toEqual(copies[0]); // the list of all words, and none of mine
  for (const [i, count] of copies[1]!.entries()) expect(count).toBeGreaterThan(copies[0]![i]!);
  await window.go(thread);
  await page.getByRole("heading", { name: "Locked" }).waitFor();
  await unlock(window, "another passphrase entirely");
  await page.getByText("This is not the passphrase. Nothing was changed; try again.").waitFor();
  await unlock(window);
  await sees(window, secret);

  expect(existsSync(profileDir)).toBe(true);
  await window.go("/settings");
  await page.getByRole("button", { name: "Erase everything here…" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Erase everything" }).click();
  await page.getByLabel("Your name").waitFor();
  expect(existsSync(profileDir)).toBe(false);
  await page.reload();
  await page.getByLabel("Your name").waitFor();
  noErrors([window]);
});

/** How often each of these words stands in the memory of the page. */
function stringsIn(heap: string, words: readonly string[]): readonly number[] {
  const { snapshot, nodes, strings } = JSON.parse(heap) as { snapshot: { meta: { node_fields: string[]; node_types: [string[], ...unknown[]] } }; nodes: number[]; strings: string[] };
  const { node_fields: fields, node_types: types } = snapshot.meta;
  const [type, name] = [fields.indexOf("type"), fields.indexOf("name")];
  const kind = types[0].indexOf("string");
  const counts = new Map<string, number>();
  for (let at = 0; at < nodes.length; at += fields.length) {
    if (nodes[at + type] !== kind) continue;
    const text = strings[nodes[at + name]!]!;
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return words.map((word) => counts.get(word) ?? 0);
}

/** Every string in the memory of the page. */
async function heapOf({ page, context }: AppWindow): Promise<string> {
  const session = await context.newCDPSession(page);
  const parts: string[] = [];
  session.on("HeapProfiler.addHeapSnapshotChunk", ({ chunk }) => parts.push(chunk));
  await session.send("HeapProfiler.takeHeapSnapshot", {});
  await session.detach();
  return parts.join("");
}
