/** Two laptops and a cable, no router: Chromium offers no address until it may use the microphone. */
import { describe, expect, it, onTestFinished } from "vitest";
import { browserPath } from "../browser.ts";
import { openBrowser } from "./chromium.ts";
import { meet } from "./meet.ts";
import { layCable, whyNoNetns } from "./netns.ts";
import { Relay } from "./relay.ts";

const reason = whyNoNetns();
if (reason !== null) console.log(`not run: a network without a gateway (${reason})`);

describe.skipIf(reason !== null)("a network without a gateway", () => {
  it("is noticed, and two windows link once they are permitted", async () => {
    const cable = await layCable({ gateways: false });
    onTestFinished(() => cable.close());
    const relay = new Relay();
    onTestFinished(() => relay.close());
    const browsers = await Promise.all(
      [cable.a, cable.b].map(async (m) => openBrowser(await m.starterOf(browserPath), { plain: true })),
    );
    onTestFinished(async () => void (await Promise.all(browsers.map((browser) => browser.close()))));
    const pages = await Promise.all(browsers.map((browser) => browser.open()));
    const members = await Promise.all(pages.map((page) => page.enter(relay)));
    for (const { page } of pages) await page.waitForFunction(() => lab.needsMediaPermission > 0);
    expect(members.map((member) => member.linked.size)).toEqual([0, 0]);
    for (const { page } of pages) {
      await page.context().grantPermissions(["microphone"]);
      expect(await page.evaluate(() => lab.allowMedia())).toBe(true);
    }
    await meet(members);
  });
});
