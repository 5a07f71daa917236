import { beforeAll, describe, expect, it } from "vitest";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import { assembly } from "../sim/assembly.ts";
import { kib } from "../../shared/base/units.ts";
import { limits as entryLimits } from "../../shared/log/header.ts";
import { limits } from "../../shared/sync/limits.ts";
import { weightOf } from "../../shared/sync/weight.ts";

beforeAll(() => cryptoReady);

describe("a long history", () => {
  it("[SYNC-3] 10,000 posts reach a fresh machine once, with little on the wire besides", async () => {
    const { clock, nodes, link } = assembly(2);
    const [ada, bela] = nodes as [(typeof nodes)[0], (typeof nodes)[0]];
    for (let i = 0; i < 10_000; i++) ada.post(`${i} `.padEnd(200, "x"));
    const raw = [...ada.log.devices.chainTo(ada.log.devices.tipsOf(ada.own.device)[0]!.id, new Set())].reduce((sum, entry) => sum + weightOf(entry), 0);
    const made = link(ada, bela, { delay: 5 });
    const start = process.cpuUsage();
    const done = await clock.until(() => bela.log.size === ada.log.size, 60_000);
    const cpu = process.cpuUsage(start);
    expect(done).toBe(true);
    expect(bela.received).toHaveLength(10_000);
    const carried = made.carried[0] + made.carried[1];
    console.log(JSON.stringify({ posts: 10_000, raw, carried, overhead: +(carried / raw - 1).toFixed(4), cpuMs: Math.round((cpu.user + cpu.system) / 1000), frames: made.frames }));
    expect(carried).toBeLessThan(raw * 1.03);
    expect(made.mostUnderWay[0]).toBeLessThan(limits.window + kib(256));
    expect(entryLimits.payload + entryLimits.header + 64).toBeLessThan(limits.window); // the largest entry can be sent
  });
});
