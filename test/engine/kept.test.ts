import { beforeAll, describe, expect, it } from "vitest";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import { threadCodec } from "../../shared/discussion/records.ts";
import { deviceIdOf, newSeeds, ownKeysFrom } from "../../shared/governance/identity.ts";
import { makeEntry } from "../../shared/log/entry.ts";
import { kinds } from "../../shared/log/kind.ts";
import { everyoneHears, Machine, seededRandom, street } from "../sim/machine.ts";
import { Seeded } from "../sim/seeded.ts";

beforeAll(() => cryptoReady);

describe("what is in the log", () => {
  it("[LOG-9] is there again after a start, also what had waited for an admission made here", async () => {
    const random = seededRandom(new Seeded(5));
    const [ada, bela] = (await street(random, "Ada", "Bela")) as [Machine, Machine];
    await everyoneHears([ada, bela]);
    const seeds = newSeeds(random);
    const { device } = ownKeysFrom(seeds);
    const [kid, key] = [...ada.group.fold.keys][0]!;
    const draft = { group: ada.group.group, device: deviceIdOf(device.publicKey), seq: 0, prev: null, deps: [], gov: null, lamport: 1, kind: kinds.thread, kid, time: 0 };
    const post = makeEntry(draft, threadCodec.encode({ title: "I am here", text: "already" }), key, device, random);
    await ada.group.receive([post], bela.group.own.device);
    expect(ada.group.log.has(post.id)).toBe(false);
    await Machine.joinWith("Cyn", ada, await ada.invite(), random, seeds);
    expect(ada.group.log.has(post.id)).toBe(true);
    const answer = await ada.group.author(kinds.thread, () => threadCodec.encode({ title: "Welcome", text: "to us" })); // follows it
    const again = await ada.reopened();
    expect(again.log.has(post.id)).toBe(true);
    expect(again.log.has(answer.id)).toBe(true);
    expect(again.log.size).toBe(ada.group.log.size);
    expect(ada.group.kept.stored).toBe(ada.group.kept.taken);
  });
});
