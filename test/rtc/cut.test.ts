/**
 * Two Chromium on two machines whose cable is pulled. A sample of 20 s by default; with VECHE_PROOF=1 five of 20 s and
 * five of 60 s, with their times.
 */
import { setTimeout as pass } from "node:timers/promises";
import { describe, expect, it, onTestFinished } from "vitest";
import { minutes, seconds } from "../../shared/base/units.ts";
import { browserPath } from "../browser.ts";
import { openBrowser } from "./chromium.ts";
import { meet } from "./meet.ts";
import { layCable, whyNoNetns } from "./netns.ts";
import { Relay } from "./relay.ts";

const proof = process.env["VECHE_PROOF"] === "1";
const cuts = proof ? [20, 60, 20, 60, 20, 60, 20, 60, 20, 60] : [20];
const reason = whyNoNetns();
if (reason !== null) console.log(`not run: cutting a cable between two network namespaces (${reason})`);

describe.skipIf(reason !== null)("a cable pulled", () => {
  it(`for ${cuts.join(", ")} s: frames flow again within 10 s`, { timeout: minutes(12) }, async () => {
    const cable = await layCable();
    onTestFinished(() => cable.close());
    const relay = new Relay();
    onTestFinished(() => relay.close());
    const browsers = await Promise.all([cable.a, cable.b].map(async (m) => openBrowser(await m.starterOf(browserPath))));
    onTestFinished(async () => void (await Promise.all(browsers.map((browser) => browser.close()))));
    const members = await Promise.all(browsers.map(async (browser) => (await browser.open()).enter(relay)));
    await meet(members);

    for (const length of cuts) {
      relay.cut = true;
      await cable.cut();
      await pass(seconds(length));
      expect(members.map((member) => member.linked.size)).toEqual([0, 0]);
      await cable.restore();
      relay.cut = false;
      const took = await meet(members);
      if (proof) console.log(`cut for ${length} s: flowing again after ${Math.round(took)} ms`);
      expect(took).toBeLessThan(seconds(10));
    }
  });
});
