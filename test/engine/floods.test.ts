/** [LOG-8] What one member can make every machine work through with motions and keys, counted by the looks it takes. */
import { beforeAll, describe, expect, it, vi } from "vitest";
import { GroupContext } from "../../shared/client/group-context.ts";
import { GroupStore } from "../../shared/client/group-store.ts";
import { kidForPosts } from "../../shared/client/group-keys.ts";
import { rollAbout } from "../../shared/client/opening.ts";
import { agendaSnapshot } from "../../shared/client/views/group-views.ts";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import { Past } from "../../shared/log/past.ts";
import { memoryStorage } from "../../host/storage/memory.ts";
import { seededRandom, still, street, type Machine } from "../sim/machine.ts";
import { Seeded } from "../sim/seeded.ts";

beforeAll(() => cryptoReady);

/** How often it is asked whether a past holds something. */
async function looks(work: () => unknown): Promise<number> {
  const has = vi.spyOn(Past.prototype, "has");
  await work();
  const { length } = has.mock.calls;
  has.mockRestore();
  return length;
}

async function group(seed: number): Promise<[Machine, Machine, Machine]> {
  return (await street(seededRandom(new Seeded(seed)), "Ada", "Bela", "Cyn")) as [Machine, Machine, Machine];
}

describe("a member who floods", () => {
  it("with motions costs as much for each as for the first, and the agenda stays a page", async () => {
    const [ada, bela, cyn] = await group(91);
    const about = { kind: "expulsion", names: [cyn.group.me] } as const;
    const motions = async (count: number): Promise<number> => {
      for (let n = 0; n < count; n++) await bela.openMotion({ ...about, roll: rollAbout(bela.group, about) });
      return looks(() => ada.hear(bela));
    };
    const first = await motions(20);
    await motions(120);
    expect(await motions(20)).toBeLessThan(2 * first);
    const context = new GroupContext(ada.group, new GroupStore(memoryStorage(), ada.group.group), still, new Map(), new Map(), new Map());
    const { needs, openVotes } = agendaSnapshot(context);
    expect([needs.length, openVotes.length]).toEqual([100, 0]);
  });

  it("with new keys has nobody compare each with each to find the newest", async () => {
    const [ada, bela] = await group(92);
    for (let n = 0; n < 60; n++) await bela.group.rotate();
    await ada.hear(bela);
    expect(ada.group.fold.assembly.rotations).toHaveLength(61);
    expect(await looks(() => kidForPosts(ada.group.fold))).toBeLessThan(61 * 3);
  });
});
