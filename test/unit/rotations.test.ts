import { describe, expect, it } from "vitest";
import { cryptoReady, boxKeys } from "../../shared/crypto/sodium.ts";
import { threadCodec } from "../../shared/discussion/records.ts";
import { GroupFold } from "../../shared/client/group-fold.ts";
import { heldKey } from "../../shared/client/group-keys.ts";
import { makeRotation, rotationCodec } from "../../shared/keys/epoch.ts";
import { kidOf } from "../../shared/keys/levels.ts";
import { makeEntry } from "../../shared/log/entry.ts";
import { kinds } from "../../shared/log/kind.ts";
import { everyoneHears, Machine, seededRandom, street } from "../sim/machine.ts";
import { Seeded } from "../sim/seeded.ts";

await cryptoReady;

const write = (m: Machine, title: string) => m.group.author(kinds.thread, () => threadCodec.encode({ title, text: "" }));
const titles = (m: Machine): readonly (string | null)[] => [...m.group.fold.discussion.threads.values()].map((t) => t.title).sort();

describe("[KEY-3] group keys between machines", () => {
  it("two who rotate at once write under one key afterwards, and everyone reads everything", async () => {
    const all = await street(seededRandom(new Seeded(41)), "Ada", "Bela", "Cyn");
    const [ada, bela, cyn] = all as [Machine, Machine, Machine];
    const [one, other] = [await ada.group.rotate(), await bela.group.rotate()];
    await write(ada, "under hers");
    await write(bela, "under his");
    await everyoneHears(all);
    const lowest = [one.decoded.kid, other.decoded.kid].sort()[0];
    for (const m of all) expect((await write(m, m.name)).decoded.kid).toBe(lowest);
    await everyoneHears(all);
    for (const m of all) expect(titles(m)).toEqual(["Ada", "Bela", "Cyn", "under hers", "under his"]);
    expect(cyn.group.fold.stateHash()).toBe(ada.group.fold.stateHash());
  });

  it("[KEY-5] a newcomer without a box in a concurrent rotation writes under the key they hold, and is helped to the new one", async () => {
    const random = seededRandom(new Seeded(42));
    const [ada, bela] = (await street(random, "Ada", "Bela")) as [Machine, Machine];
    const cyn = await Machine.join("Cyn", bela, random);
    const rotated = await ada.group.rotate(); // Ada has not heard of Cyn
    const locked = await write(ada, "from Ada");
    await cyn.group.receive(ada.entries, ada.group.own.device);
    expect(cyn.group.missingKeys()).toEqual([rotated.decoded.kid]);
    expect((await write(cyn, "from Cyn")).decoded.kid).not.toBe(locked.decoded.kid);
    await everyoneHears([ada, bela, cyn]);
    expect(cyn.group.missingKeys()).toEqual([]);
    for (const m of [ada, bela, cyn]) expect(titles(m)).toEqual(["from Ada", "from Cyn"]);
    expect((await write(cyn, "again")).decoded.kid).toBe(rotated.decoded.kid);
  });

  it("C3: a rotation of garbage boxes, and one with another number of boxes, lock nobody out", async () => {
    const random = seededRandom(new Seeded(43));
    const all = await street(random, "Ada", "Bela", "Cyn");
    const [ada, bela, cyn] = all as [Machine, Machine, Machine];
    const inUse = (await write(bela, "before")).decoded.kid;
    await everyoneHears(all);
    const garbage = async (boxes: number) => {
      const key = random.bytes(32);
      const recipients = Array.from({ length: boxes }, () => ({ device: ada.group.own.device, box: boxKeys(random.bytes(32)).publicKey }));
      const record = rotationCodec.encode(makeRotation(ada.group.group, key, new Map(), recipients, random));
      const heads = [...ada.group.log.actHeads].sort();
      const tip = ada.group.log.devices.tipsOf(ada.group.own.device)[0]!;
      const lamport = 1 + Math.max(...[...heads, tip.id].map((id) => ada.group.log.get(id)!.decoded.lamport));
      const draft = { group: ada.group.group, device: tip.device, seq: tip.seq + 1, prev: tip.id, deps: [], gov: heads, lamport, kind: kinds.rotate, kid: kidOf(key, ada.group.group), time: 0 };
      const entry = makeEntry(draft, record, null, ada.group.keys.device, random);
      await ada.group.receive([entry], ada.group.own.device);
      return entry;
    };
    const [unusable, miscounted] = [await garbage(3), await garbage(2)];
    await everyoneHears(all);
    for (const m of [bela, cyn]) {
      expect(m.group.fold.voids.get(miscounted.id)).toBe("WrongBoxes");
      expect(m.group.fold.voids.has(unusable.id)).toBe(false);
      expect((await write(m, `after, ${m.name}`)).decoded.kid).toBe(inUse);
    }
    await everyoneHears(all);
    expect(titles(cyn)).toEqual(["after, Bela", "after, Cyn", "before"]);
  });

  it("[KEY-4] whoever is given the newest key reads everything since the beginning", async () => {
    const random = seededRandom(new Seeded(44));
    const ada = await Machine.found("Ada", random);
    await write(ada, "first");
    await ada.group.rotate();
    await ada.group.rotate();
    await write(ada, "third");
    expect(titles(await Machine.join("Bela", ada, random))).toEqual(["first", "third"]);
  });

  it("[KEY-1] boxes of rotations that were not for this machine are not tried again at each start", async () => {
    const random = seededRandom(new Seeded(45));
    const [ada, bela] = (await street(random, "Ada", "Bela")) as [Machine, Machine];
    await write(bela, "before");
    await ada.hear(bela);
    const { group, own, log, keys } = bela.group;
    const [tip] = [...log.devices.tipsOf(own.device)];
    const gov = [...log.actHeads].sort();
    const lamport = 1 + Math.max(...[...gov, tip!.id].map((id) => log.get(id)!.decoded.lamport));
    const key = random.bytes(32);
    const record = { ...makeRotation(group, key, new Map(), [], random), boxes: Array.from({ length: 40 }, () => random.bytes(112)) };
    const header = { group, device: own.device, seq: tip!.seq + 1, prev: tip!.id, deps: gov.filter((id) => id !== tip!.id), gov, lamport, kind: kinds.rotate, kid: kidOf(key, group), time: 0 };
    await ada.group.receive([makeEntry(header, rotationCodec.encode(record), null, keys.device, random)], own.device);
    const { device } = ada.group.own;
    let tried = 0;
    const { publicKey, secretKey } = ada.group.keys.box;
    const box = {
      publicKey,
      get secretKey() {
        tried += 1;
        return secretKey;
      },
    };
    const fold = new GroupFold(group, { device, box });
    for (const kid of ada.group.fold.keys.keys()) fold.hold(heldKey(ada.group.fold, kid)!);
    fold.offer(ada.entries, true, true);
    expect([tried, fold.stateHash()]).toEqual([0, ada.group.fold.stateHash()]);
  });
});
