/**
 * POLL-9. Checking the record of a decision with 10,000 ballots: 300 members who change their minds, as often as it takes.
 * In the app, whose worker runs the same code as Node here, and in the page that checks records alone, in Chromium.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { cryptoReady } from "../shared/crypto/sodium.ts";
import { kinds } from "../shared/log/kind.ts";
import { signedBy } from "../shared/log/entry.ts";
import { encodePollRecord, motionTextHash } from "../shared/poll/records.ts";
import { exportRecord } from "../shared/record/export.ts";
import { verifyRecord } from "../shared/record/verify.ts";
import type { EntryId } from "../shared/base/ids.ts";
import { built, Ground } from "./ground.ts";
import { median, type Report } from "./report.ts";
import { processorTime, Roster, type Writer } from "./roster.ts";

const members = 300;
const ballots = 10_000;
const wave = 30;
const options = ["Pay", "Strike", "Wait"].map((title) => ({ title, text: "", necessity: "", practicality: "" }));
const runs = Number(process.env["BENCH_RUNS"] ?? 3);

export async function bigRecord(): Promise<readonly Report[]> {
  await cryptoReady;
  await using ground = new Ground();
  const { file, exporting, signatures } = await decided();
  const app: number[] = [];
  for (let run = 0; run < runs; run++) {
    app.push(await processorTime(() => {
      if (!verifyRecord(file, null).valid) throw new Error("the record does not check out");
    })); // prettier-ignore
  }
  const path = join(ground.directory(), "decision.veche-record");
  writeFileSync(path, file);
  const page: number[] = [];
  for (let run = 0; run < runs; run++) page.push(await inThePage(ground, path));
  return [
    {
      name: "big-record",
      about: `a ranked decision of ${members} members with ${ballots} ballots, all but the last of each replaced; median of ${runs}`,
      rows: [
        { what: "bytes of the record", value: file.length, unit: "bytes" },
        { what: "writing it", value: exporting, unit: "ms" },
        { what: "checking it as the app does (Node, processor time)", value: median(app), unit: "ms" },
        { what: "of it checking signatures", value: signatures, unit: "ms" },
        { what: "checking it in the page, until the verdict is shown (Chromium)", value: median(page), unit: "ms" },
        { what: "page beside app", value: median(page) / median(app), unit: "×" },
      ],
    },
  ];
}

async function decided(): Promise<{ readonly file: Uint8Array; readonly exporting: number; readonly signatures: number }> {
  const roster = await Roster.of(members);
  const { founder, group, others } = roster;
  const words = { title: "Which?", situation: "", options };
  const motion = await founder.openMotion({ ...words, method: "schulze", textHash: motionTextHash(words) });
  const last = new Map<Writer, EntryId>();
  for (let cast = 0; cast < ballots; ) {
    const from = cast % others.length;
    const by = others.slice(from, Math.min(from + wave, from + ballots - cast));
    const ranks = [[cast % 3], [(cast + 1) % 3]];
    const { known } = roster;
    for (const one of by) {
      const before = last.get(one);
      const entry = roster.write(one, kinds.ballot, encodePollRecord({ type: "ballot", motion, replaces: before === undefined ? [] : [before], choice: { method: "schulze", ranks } }), known);
      last.set(one, entry.id);
      await roster.hears(entry);
    }
    cast += by.length;
  }
  await founder.seal(motion);
  await roster.wave(others, kinds.seal, () => encodePollRecord({ type: "seal", motion }));
  await founder.close(motion);
  await founder.attest(motion);
  const [mine] = founder.motion(motion).view.attestationsIn(1);
  await roster.wave(others, kinds.attest, () => encodePollRecord(mine!.act.record));
  let file = new Uint8Array();
  const exporting = await processorTime(() => void (file = exportRecord({ log: group.log, assembly: group.fold.assembly, keys: group.fold.keys }, founder.motion(motion)) as typeof file));
  const { governance } = group.fold.assembly;
  const signatures = await processorTime(() => group.log.acts.forEach((entry) => signedBy(entry, governance.publicKeyOf(entry.decoded.device)!)));
  return { file, exporting, signatures };
}

/** From the choice of the file until the page says what it found. */
async function inThePage(ground: Ground, path: string): Promise<number> {
  const browser = await ground.browser();
  const page = await ground.page(browser, pathToFileURL(join(built("renderer"), "check-a-record.html")).href);
  await page.locator("h1").waitFor();
  await page.evaluate(() => {
    const chosen = document.querySelector("#file")!;
    chosen.addEventListener("change", () => performance.mark("chosen"));
    new MutationObserver(() => {
      if (document.querySelector("table") !== null) requestAnimationFrame(() => performance.mark("shown"));
    }).observe(document.querySelector("section")!, { childList: true, subtree: true });
  });
  await page.locator("#file").setInputFiles(path);
  await page.waitForFunction(() => performance.getEntriesByName("shown").length > 0, undefined, { timeout: 180_000 });
  if ((await page.getByRole("heading", { name: "This record checks out." }).count()) === 0) throw new Error("the page does not find the record right");
  const took = await page.evaluate(() => performance.getEntriesByName("shown")[0]!.startTime - performance.getEntriesByName("chosen")[0]!.startTime);
  await browser.close();
  return took;
}
