import { beforeAll, describe, expect, it } from "vitest";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import { GroupFold } from "../../shared/client/group-fold.ts";
import { kinds } from "../../shared/log/kind.ts";
import { editCodec, postCodec, reactCodec, retractCodec, threadCodec } from "../../shared/discussion/records.ts";
import { itemCodec, itemPlaceCodec, itemWordsCodec, progressCodec, removalCodec, shelfCodec, shelfWordsCodec } from "../../shared/library/records.ts";
import { everyoneHears, foldOf, Machine, seededRandom, street } from "../sim/machine.ts";
import { Seeded } from "../sim/seeded.ts";

const histories = process.env["VECHE_PROOF"] === "1" ? 60 : 4;
const orders = 12;

beforeAll(() => cryptoReady);

/** Three to five people who write, vote, close and join at random, hearing each other now and then; one of them may be cloned. */
async function history(seed: number): Promise<Machine[]> {
  const seeded = new Seeded(seed);
  const random = seededRandom(seeded);
  const machines = await street(random, ...["Ada", "Bela", "Cyn", "Dov", "Eva"].slice(0, 3 + seeded.below(3)));
  const motion = await machines[0]!.openMotion();
  await everyoneHears(machines);
  if (seeded.chance(0.5)) machines.push(await seeded.pick(machines).clone());
  for (let step = 0; step < 40; step++) await act(seeded, seeded.pick(machines), machines, motion, random);
  await everyoneHears(machines);
  return machines;
}

async function act(seeded: Seeded, m: Machine, all: Machine[], motion: Awaited<ReturnType<Machine["openMotion"]>>, random: ReturnType<typeof seededRandom>): Promise<void> {
  const { group } = m;
  const posts = [...group.fold.discussion.posts.values()];
  switch (seeded.below(12)) {
    case 0:
      return void (await group.author(kinds.thread, () => threadCodec.encode({ title: "On", text: "words" })));
    case 1:
    case 2:
      if (posts.length > 0) await group.author(kinds.post, () => postCodec.encode({ thread: seeded.pick(posts).thread, text: "More", replyTo: seeded.pick(posts).id, quote: null }));
      return;
    case 3:
      if (posts.length > 0) await group.author(kinds.react, () => reactCodec.encode({ post: seeded.pick(posts).id, reaction: seeded.chance(0.3) ? "" : "👍" }));
      return;
    case 4:
      // Anybody may try to edit or retract anybody's post: only the author's takes effect.
      if (posts.length === 0) return;
      if (seeded.chance(0.7)) await group.author(kinds.edit, () => editCodec.encode({ post: seeded.pick(posts).id, text: `Edited ${seeded.below(100)}` }));
      else await group.author(kinds.retract, () => retractCodec.encode({ post: seeded.pick(posts).id }));
      return;
    case 5:
      return void (await m.vote(motion, { method: "yes-no-abstain", vote: seeded.pick(["yes", "no", "abstain"] as const) }));
    case 6:
      if (seeded.chance(0.3)) await m.seal(motion);
      if (m.motion(motion).view.seals.length > 0 && seeded.chance(0.3)) await m.close(motion);
      return;
    case 7:
      if (seeded.chance(0.15) && all.length < 7) all.push(await Machine.join(`New ${all.length}`, m, random));
      else if (seeded.chance(0.1)) await group.rotate();
      return;
    case 8:
    case 9:
      return useLibrary(seeded, m);
    default:
      return m.hear(seeded.pick(all));
  }
}

/** Anybody may try to change, move or remove anything on a shelf, or a shelf; for an item or a shelf that is none, too. */
async function useLibrary(seeded: Seeded, { group }: Machine): Promise<void> {
  const ids = group.fold.library.all().map(({ id }) => id);
  if (ids.length === 0 || seeded.chance(0.2)) return void (await group.author(kinds.shelf, () => shelfCodec.encode({ title: "To read", about: "" })));
  const id = seeded.pick(ids);
  const place = seeded.below(4);
  const [kind, record] = seeded.pick([
    [kinds.shelfWords, shelfWordsCodec.encode({ shelf: id, title: `To read ${place}`, about: "" })],
    [kinds.shelfItem, itemCodec.encode({ shelf: id, names: null, title: "A book", note: "", place })],
    [kinds.itemWords, itemWordsCodec.encode({ item: id, title: `Book ${place}`, note: "" })],
    [kinds.itemPlace, itemPlaceCodec.encode({ item: id, place })],
    [kinds.removal, removalCodec.encode({ of: id, removed: seeded.chance(0.7) })],
    [kinds.progress, progressCodec.encode({ item: id, state: seeded.pick(["none", "reading", "read"] as const) })],
    [kinds.post, postCodec.encode({ thread: id, text: "A note", replyTo: null, quote: "passage" })],
  ] as const);
  await group.author(kind, () => record);
}

describe("the same entries mean the same", () => {
  it(`[MEM-1, LOG-5] in any order, with any repetition, over ${histories} histories`, async () => {
    for (let seed = 1; seed <= histories; seed++) {
      const machines = await history(seed);
      const [first] = machines as [Machine];
      const expected = first.group.fold.stateHash();
      for (const m of machines) expect(m.group.fold.stateHash(), `seed ${seed}, ${m.name}`).toBe(expected);
      const seeded = new Seeded(seed * 1000);
      for (let i = 0; i < orders; i++) {
        const shuffled = seeded.shuffled([...first.entries, ...seeded.shuffled([...first.entries]).slice(0, 20)]);
        const fold = foldOf(first, shuffled);
        expect(fold.log.size, `seed ${seed}`).toBe(first.group.log.size);
        expect(fold.state(), `seed ${seed}, order ${i}`).toEqual(first.group.fold.state());
        expect(fold.stateHash(), `seed ${seed}, order ${i}`).toBe(expected);
      }
      // Lost at first, delivered by a second try.
      const fold = foldOf(first, first.entries.filter(() => seeded.chance(0.6)));
      for (const entry of first.entries) fold.offer([entry]);
      expect(fold.stateHash(), `seed ${seed}, lost`).toBe(expected);
    }
  }, 600_000);

  it("[KEY-3] and a key learned late changes nothing in the end", async () => {
    const seeded = new Seeded(99);
    const random = seededRandom(seeded);
    const [ada, bela] = (await street(random, "Ada", "Bela")) as [Machine, Machine];
    await ada.group.rotate();
    await ada.group.author(kinds.thread, () => threadCodec.encode({ title: "Under a new key", text: "words" }));
    await bela.hear(ada);
    expect(bela.group.fold.stateHash()).toBe(ada.group.fold.stateHash());
    const stranger = { publicKey: new Uint8Array(32), secretKey: new Uint8Array(32) };
    const other = new GroupFold(bela.group.group, { device: bela.group.own.device, box: stranger });
    const kids = [...ada.group.fold.assembly.rotations.map((r) => r.kid)];
    other.learn(ada.group.fold.keys.get(kids[0]!)!);
    for (const entry of ada.entries) other.offer([entry]);
    expect(other.missingKeys().length).toBeGreaterThan(0);
    for (const key of ada.group.fold.keys.values()) other.learn(key);
    for (const entry of ada.entries) other.offer([entry]);
    expect(other.stateHash()).toBe(ada.group.fold.stateHash());
  });

  it("[KEY-5, MEM-1] nor do keys that come one by one, whatever was written under them, over 20 histories", async () => {
    for (let seed = 1; seed <= 20; seed++) {
      const seeded = new Seeded(seed);
      const random = seededRandom(seeded);
      const machines = await street(random, "Ada", "Bela", "Cyn");
      const motion = await machines[0]!.openMotion();
      await everyoneHears(machines);
      for (let step = 0; step < 30; step++) {
        const m = seeded.pick(machines);
        if (seeded.chance(0.2)) await m.group.rotate();
        else await act(seeded, m, machines, motion, random);
      }
      await everyoneHears(machines);
      const [{ group }] = machines as [Machine];
      const stranger = { publicKey: new Uint8Array(32), secretKey: new Uint8Array(32) };
      const late = new GroupFold(group.group, { device: group.own.device, box: stranger });
      const first = group.fold.assembly.rotations[0]!.kid;
      late.learn(group.fold.keys.get(first)!);
      for (const entry of group.log.placed()) late.offer([entry], true);
      for (const [, key] of seeded.shuffled([...group.fold.keys])) late.learn(key);
      expect(late.state(), `seed ${seed}`).toEqual(group.fold.state());
    }
  }, 60_000);
});
