/**
 * FILE-4 with machines that die: senders and receivers are killed at random and started again on what they had written.
 * Every chunk is written once on every machine, and posts go on passing meanwhile.
 */
import { createHash, randomBytes } from "node:crypto";
import { afterEach, describe, expect, it } from "vitest";
import { kib, seconds } from "../../shared/base/units.ts";
import { layoutOf } from "../../shared/files/layout.ts";
import { Machine } from "../sim/killable.ts";
import { Seeded } from "../sim/seeded.ts";
import { Street } from "../sim/street.ts";

describe("a file among machines that are killed", () => {
  let all: Machine[] = [];
  afterEach(async () => {
    await Promise.all(all.map((machine) => machine.person.engine.close()));
    all = [];
  });

  it.each([
    { count: 2, seed: 1 },
    { count: 2, seed: 2 },
    { count: 5, seed: 3 },
  ])("[FILE-4] $count machines, killed and restarted at random: equal at the end, no chunk fetched twice (seed $seed)", async ({ count, seed }) => {
    const chance = new Seeded(seed);
    const street = new Street();
    all = Array.from({ length: count }, (_, i) => new Machine(["Ada", "Bela", "Cyn", "Dora", "Emil"][i]!, street));
    for (const machine of all) await machine.start(true);
    const [ada, ...others] = all as [Machine, ...Machine[]];
    const { group } = await ada.person.does({ type: "group.found", name: "Harbour Street", template: "assembly" });
    for (const { person } of others) {
      const { link } = await ada.person.does({ type: "invite.create", group });
      await person.does({ type: "group.join", link });
      await person.sees({ query: "members", group }, (m) => m.members.some((row) => row.me));
    }
    const content = new Uint8Array(randomBytes(kib(128) * 90 + 17));
    const { upload } = await ada.person.does({ type: "file.begin", group, place: "", name: "film", mediaType: "", size: content.length });
    for (let at = 0; at < content.length; at += kib(1024)) await ada.person.does({ type: "file.append", group, upload, bytes: content.subarray(at, at + kib(1024)) });
    await ada.person.does({ type: "file.finish", group, upload });
    const { file } = await ada.person.does({ type: "file.share", group, upload });
    for (const { person } of others) {
      await person.sees({ query: "file", group, file }, (f) => f !== null);
      await person.does({ type: "file.fetch", group, file });
    }

    for (let round = 0; round < 6; round++) {
      await new Promise((resolve) => setTimeout(resolve, 20 + chance.below(60)));
      const victim = all[chance.below(round % 2 === 0 ? 1 : count)]!;
      await victim.kill();
      await victim.start(false);
    }
    // Other traffic passes meanwhile.
    await ada.person.does({ type: "thread.start", group, title: "Meanwhile", text: `Round ${seed}` });
    for (const { person } of others) await person.sees({ query: "threads", group }, (threads) => threads.length === 1, seconds(20));
    for (const { person } of others) await person.sees({ query: "file", group, file }, (f) => f?.here.is === "here", seconds(60));

    for (const { person, written } of others) {
      const hash = createHash("sha256");
      for (let at = 0; at < content.length; at += kib(1024)) hash.update((await person.does({ type: "file.read", group, file, at, length: kib(1024) })).bytes);
      expect(hash.digest("hex")).toBe(createHash("sha256").update(content).digest("hex"));
      expect([...written.values()].filter((times) => times > 1)).toEqual([]);
      expect(written.size).toBe(layoutOf(content.length).chunks);
    }
  }, 120_000);
});
