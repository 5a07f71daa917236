/**
 * Pairs and five-way meshes in real Chromium, with 50 ms of signalling delay and everybody starting at once. A sample by
 * default; with VECHE_PROOF=1 all 40 pairs and 10 meshes, with their times.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { minutes } from "../../shared/base/units.ts";
import { nodeDialler } from "../../rtc/node-rtc.ts";
import { openBrowser, type TestBrowser, type TestPage } from "./chromium.ts";
import { meet } from "./meet.ts";
import { localMember, type Member } from "./member.ts";
import { Relay } from "./relay.ts";

const proof = process.env["VECHE_PROOF"] === "1";
const rounds = proof ? { pairs: 40, meshes: 10, mixed: 10 } : { pairs: 5, meshes: 1, mixed: 2 };

let browser: TestBrowser;
const pages: TestPage[] = [];

beforeAll(async () => {
  browser = await openBrowser();
  for (let i = 0; i < 5; i++) pages.push(await browser.open());
});
afterAll(() => browser.close());

/** Milliseconds each round took. */
async function repeat(count: number, enter: (relay: Relay) => Promise<readonly Member[]>): Promise<readonly number[]> {
  const times: number[] = [];
  for (let i = 0; i < count; i++) {
    const relay = new Relay();
    const members = await enter(relay);
    times.push(await meet(members));
    relay.close();
    await Promise.all(members.map((member) => member.leave()));
  }
  return times.sort((a, b) => a - b);
}

function report(what: string, times: readonly number[]): void {
  if (!proof) return;
  const at = (share: number): string => `${Math.round(times[Math.floor(share * (times.length - 1))]!)} ms`;
  console.log(`${what}: ${times.length} of ${times.length}, median ${at(0.5)}, slowest ${at(1)}`);
}

describe("dialling in Chromium", () => {
  it(`links ${rounds.pairs} pairs`, { timeout: minutes(10) }, async () => {
    const times = await repeat(rounds.pairs, (relay) => Promise.all([pages[0]!.enter(relay), pages[1]!.enter(relay)]));
    report("pairs in Chromium", times);
  });

  it(`links ${rounds.meshes} five-way meshes`, { timeout: minutes(10) }, async () => {
    const times = await repeat(rounds.meshes, (relay) => Promise.all(pages.map((page) => page.enter(relay))));
    report("five-way meshes in Chromium", times);
  });

  it(`links ${rounds.mixed} pairs of Node and Chromium`, { timeout: minutes(10) }, async () => {
    const dialler = nodeDialler();
    const times = await repeat(rounds.mixed, async (relay) => [await pages[0]!.enter(relay), localMember(relay, dialler)]);
    await dialler.close();
    report("pairs of Node and Chromium", times);
  });

  it("leaves no error in any page", () => {
    expect(pages.flatMap((page) => page.errors)).toEqual([]);
  });
});
