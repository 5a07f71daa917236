/** [MEM-4, MEM-8, ID-4, MEM-1] What does not count in documents, the library, tasks, meetings and files, and of whom. */
import { beforeAll, describe, expect, it } from "vitest";
import { makeEntry } from "../../shared/log/entry.ts";
import { GroupContext } from "../../shared/client/group-context.ts";
import { GroupStore } from "../../shared/client/group-store.ts";
import { asideRows } from "../../shared/client/views/aside-views.ts";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import { documentSnapshotCodec, documentUpdateCodec } from "../../shared/document/records.ts";
import { encodeUpdate, noUpdate } from "../../shared/document/update.ts";
import { deviceRevokeCodec, leaveCodec } from "../../shared/governance/records.ts";
import { kinds } from "../../shared/log/kind.ts";
import { memoryStorage } from "../../host/storage/memory.ts";
import { decide, doings, draft, furnish, inOtherOrders, say, start, wordsOf, write, type Things } from "../sim/expelling.ts";
import { everyoneHears, foldOf, Machine, seededRandom, still, street } from "../sim/machine.ts";
import { Seeded } from "../sim/seeded.ts";

beforeAll(() => cryptoReady);

/** Ada, Cyn and Eve will know of Bela's removal; Dan, whose machine is elsewhere, will not. */
async function house(seed: number) {
  const random = seededRandom(new Seeded(seed));
  const [ada, bela, cyn, dan, eve] = (await street(random, "Ada", "Bela", "Cyn", "Dan", "Eve")) as [Machine, Machine, Machine, Machine, Machine];
  const all = [ada, bela, cyn, dan, eve];
  const on = await furnish(ada);
  await everyoneHears(all);
  await write(bela, on.document, "Bela was here. ");
  await everyoneHears(all);
  return { ada, bela, cyn, dan, eve, all, know: [ada, cyn, eve], on, random };
}

function sameInAnyOrder(of: Machine, on: Things, seed: number, rounds = 2): void {
  const { fold } = of.group;
  const hash = fold.stateHash();
  for (const other of inOtherOrders(of, new Seeded(seed), rounds)) {
    expect([other.stateHash(), wordsOf(other, on.document), [...other.places.aside.keys()].sort()]).toEqual([hash, wordsOf(fold, on.document), [...fold.places.aside.keys()].sort()]);
  }
}

describe("outside the cut, in every place", () => {
  it("what the expelled write when all others know changes no state, however much it is", async () => {
    const { ada, bela, cyn, know, on } = await house(201);
    await decide("expulsion", bela, know);
    const before = ada.group.fold.stateHash();
    for (let n = 0; n < 3; n++) for (const doing of doings) await doing(bela, on, n);
    await ada.hear(bela);
    expect(ada.group.fold.stateHash()).toBe(before);
    expect(ada.group.fold.places.aside.size).toBe(3 * doings.length);
    const context = new GroupContext(ada.group, new GroupStore(memoryStorage(), ada.group.group), still, new Map(), new Map(), new Map());
    const of = (place: string) => ({ place, member: expect.objectContaining({ name: "Bela" }) as unknown, why: "removed" });
    expect(asideRows(context)).toEqual(expect.arrayContaining([{ ...of("documents"), count: 15 }, { ...of("library"), count: 6 }, { ...of("deeds"), count: 6 }, { ...of("meetings"), count: 3 }, { ...of("files"), count: 3 }]));
    await write(ada, on.document, "Ada goes on. ");
    await cyn.hear(ada);
    expect([wordsOf(cyn.group.fold, on.document), cyn.group.fold.stateHash()]).toEqual(["Bela was here. Ada goes on. ", ada.group.fold.stateHash()]);
    sameInAnyOrder(ada, on, 1);
  });

  it("what was heard before the removal became known is taken out of every place, and a text is given anew", async () => {
    const { ada, bela, cyn, dan, eve, on } = await house(202);
    await decide("expulsion", bela, [dan, cyn, eve]);
    for (const [n, doing] of doings.entries()) await doing(bela, on, n);
    const quiet = ada.group.fold.stateHash();
    await ada.hear(bela);
    const { text } = ada.group.fold.documents.all.get(on.document)!;
    expect(wordsOf(ada.group.fold, on.document)).toBe("W2 Bela was here. w1 ");
    const { generation } = text;
    expect(ada.group.fold.places.aside.size).toBe(0);
    await ada.hear(cyn);
    expect(ada.group.fold.documents.all.get(on.document)!.text).toBe(text);
    expect([wordsOf(ada.group.fold, on.document), text.generation]).toEqual(["Bela was here. ", generation + 1]);
    expect(ada.group.fold.places.aside.size).toBe(doings.length);
    expect(quiet).not.toBe(ada.group.fold.stateHash());
    sameInAnyOrder(ada, on, 2);
  });

  it("what a member built on in good faith counts, with all it rests on, and what they wrote there stays valid", async () => {
    const { ada, bela, dan, know, on } = await house(203);
    await decide("expulsion", bela, know);
    await write(bela, on.document, "Outside, once. ");
    await write(bela, on.document, "Twice. ");
    await dan.hear(bela);
    await write(dan, on.document, "Dan read it. ");
    await write(bela, on.document, "Nobody will. ");
    await ada.hear(bela);
    expect(wordsOf(ada.group.fold, on.document)).toBe("Bela was here. ");
    await write(ada, on.document, "Ada did not. ");
    await ada.hear(dan);
    expect(wordsOf(ada.group.fold, on.document)).toContain("Outside, once. Twice. Dan read it. ");
    expect(wordsOf(ada.group.fold, on.document)).toContain("Ada did not. ");
    expect(wordsOf(ada.group.fold, on.document)).not.toContain("Nobody");
    expect([...ada.group.fold.voids].filter(([id]) => ada.group.log.get(id)!.decoded.kind === kinds.documentUpdate)).toEqual([]);
    sameInAnyOrder(ada, on, 3);
    await dan.hear(ada);
    expect(dan.group.fold.stateHash()).toBe(ada.group.fold.stateHash());
  });

  it("an update counts that another names, where no header leads to it", async () => {
    const { ada, bela, dan, know, on, random } = await house(204);
    await decide("expulsion", bela, know);
    // More ends of logs than Dan's next entry can name, all newer than what he builds on: a guest forks.
    const guest = await Machine.join("Guest", dan, random);
    await write(bela, on.document, "Too old to be named. ");
    await dan.hear(bela);
    let { id: prev } = await start(guest, "I am here");
    for (let n = 0; n < 30; n++) ({ id: prev } = await say(guest, prev, "And now"));
    const { kid, lamport, seq, time } = guest.group.log.get(prev)!.decoded;
    const { group, own } = guest.group;
    const ends = Array.from({ length: 80 }, () => makeEntry({ group, device: own.device, seq: seq + 1, prev, deps: [], gov: null, lamport: lamport + 1, kind: kinds.post, kid, time }, new Uint8Array(1), guest.group.fold.keys.get(kid)!, own.signing, random));
    await dan.hear(guest);
    await dan.group.receive(ends, own.device);
    const head = bela.group.log.devices.tipsOf(bela.group.own.device)[0]!.id;
    const placed = await write(dan, on.document, "Dan read it. ");
    expect(placed.decoded.deps).not.toContain(head);
    await ada.hear(dan);
    expect(wordsOf(ada.group.fold, on.document)).toBe("Bela was here. Too old to be named. Dan read it. ");
    sameInAnyOrder(ada, on, 4);
  });

  it("[MEM-1] an update that does not count itself brings nothing back by naming it, whether it was read before that was known or after", async () => {
    const { ada, bela, dan, eve, know, on, random } = await house(208);
    const phone = await Machine.link("Eve's phone", eve, random);
    const { group, own, log, keys } = phone.group;
    await phone.hear(ada);
    await say(phone, on.thread, "Eve was here");
    const theirs = await write(bela, on.document, "By Bela. ");
    const [tip] = [...log.devices.tipsOf(own.device)];
    const { kid } = theirs.decoded;
    const header = { group, device: own.device, seq: tip!.seq + 1, prev: tip!.id, deps: [], gov: null, lamport: log.get(tip!.id)!.decoded.lamport + 1, kind: kinds.documentUpdate, kid, time: 0 };
    const hers = makeEntry(header, documentUpdateCodec.encode({ document: on.document, after: [theirs.id], update: encodeUpdate(noUpdate) }), phone.group.fold.keys.get(kid)!, keys.device, random);
    await eve.hear(phone);
    await eve.group.author(kinds.deviceRevoke, () => deviceRevokeCodec.encode({ device: own.device }));
    await dan.hear(eve);
    await decide("expulsion", bela, know);
    await dan.group.receive([hers], own.device); // what he writes names it, and knows that the phone is out, and not that Bela is
    await say(dan, on.thread, "Dan was here");
    await ada.hear(dan);
    await ada.group.receive([theirs], own.device);
    await ada.hear(dan);
    const rest = ada.entries.filter((entry) => entry.id !== theirs.id && entry.id !== hers.id);
    const at = rest.findIndex(({ decoded }) => decoded.kind === kinds.deviceRevoke);
    for (const entries of [[...rest.slice(0, at), hers, theirs, ...rest.slice(at)], [...rest, theirs, hers]]) {
      const fold = foldOf(ada, []);
      for (const entry of entries) {
        fold.offer([entry]);
        fold.takeChanges();
      }
      expect([wordsOf(fold, on.document), fold.stateHash()]).toEqual(["Bela was here. ", ada.group.fold.stateHash()]);
    }
  });

  it("who vouched and is expelled in turn does not take back what others built on meanwhile", async () => {
    const { ada, bela, cyn, dan, eve, on, random } = await house(205);
    const fay = await Machine.join("Fay", ada, random);
    await everyoneHears([ada, bela, cyn, dan, eve, fay]);
    await decide("expulsion", bela, [ada, cyn, eve, dan]);
    await write(bela, on.document, "By Bela. ");
    await fay.hear(bela); // she has not heard
    await write(fay, on.document, "By Fay. ");
    await everyoneHears([ada, cyn, dan, eve, fay]);
    await write(ada, on.document, "By Ada. ");
    const whole = "Bela was here. By Bela. By Fay. By Ada. ";
    expect(wordsOf(ada.group.fold, on.document)).toBe(whole);
    await decide("expulsion", fay, [ada, cyn, dan, eve]);
    expect(ada.group.fold.assembly.standing().of(fay.group.me)).toBe("removed");
    await write(fay, on.document, "Fay goes on. ");
    await ada.hear(fay);
    expect(wordsOf(ada.group.fold, on.document)).toBe(whole);
    sameInAnyOrder(ada, on, 5);
  });

  it("an honest snapshot of a text from before stays right", async () => {
    const { ada, bela, dan, know, on } = await house(206);
    await decide("expulsion", bela, know);
    const late = await write(bela, on.document, "In Dan's snapshot. ");
    await dan.hear(bela);
    await dan.group.author(kinds.documentSnapshot, () => documentSnapshotCodec.encode({ document: on.document, after: [late.id], hash: new Uint8Array(32), size: 1, root: new Uint8Array(32) }));
    await ada.hear(dan, bela);
    expect(wordsOf(ada.group.fold, on.document)).toContain("In Dan's snapshot. ");
    sameInAnyOrder(ada, on, 6);
  });

  it("what was kept of a text on this machine is not shown where some of it counts no longer", async () => {
    const { bela, cyn, know, on } = await house(207);
    await decide("expulsion", bela, know);
    await write(bela, on.document, "Kept. ");
    const { text } = bela.group.fold.documents.all.get(on.document)!;
    text.settle();
    const kept = text.keep()!;
    await cyn.hear(bela);
    const [fold] = inOtherOrders(cyn, new Seeded(7), 1);
    const other = fold!.documents.all.get(on.document)!.text;
    other.restore(kept);
    expect(other.isRestored).toBe(false);
    expect(wordsOf(fold!, on.document)).toBe("Bela was here. ");
  });
});

describe("others whose writing counts no more", () => {
  it("[ID-4] a revoked machine: what it wrote before stays, what it writes on does not count, but where somebody read it who had not heard", async () => {
    const { ada, bela, cyn, dan, on, random, all } = await house(211);
    const phone = await Machine.link("Bela's phone", bela, random);
    await everyoneHears([...all, phone]);
    await write(phone, on.document, "From the phone. ");
    await bela.hear(phone);
    await bela.group.author(kinds.deviceRevoke, () => deviceRevokeCodec.encode({ device: phone.group.own.device }));
    await write(phone, on.document, "By the thief, read by Dan. ");
    await dan.hear(phone);
    await write(dan, on.document, "Dan read it. ");
    await write(phone, on.document, "By the thief. ");
    const last = await say(phone, on.thread, "I am Bela");
    await ada.hear(bela, phone);
    expect(ada.group.fold.places.aside.has(last.id)).toBe(true);
    expect(wordsOf(ada.group.fold, on.document)).toBe("Bela was here. From the phone. ");
    await ada.hear(dan);
    expect(wordsOf(ada.group.fold, on.document)).toBe("Bela was here. From the phone. By the thief, read by Dan. Dan read it. ");
    await cyn.hear(ada);
    sameInAnyOrder(cyn, on, 11);
  });

  it("[ID-4] a machine that revokes itself keeps what it wrote; a thief who does so first keeps nothing", async () => {
    const { ada, bela, on, random } = await house(212);
    const phone = await Machine.link("Bela's phone", bela, random);
    const revoke = { device: phone.group.own.device };
    await write(phone, on.document, "Before I go. ");
    const itself = await phone.group.author(kinds.deviceRevoke, () => deviceRevokeCodec.encode(revoke));
    await ada.hear(bela, phone);
    expect(wordsOf(ada.group.fold, on.document)).toBe("Bela was here. Before I go. ");
    sameInAnyOrder(ada, on, 12);
    await bela.group.author(kinds.deviceRevoke, () => deviceRevokeCodec.encode(revoke));
    expect(bela.group.log.get(itself.id)).toBeUndefined();
    await ada.hear(bela);
    expect(wordsOf(ada.group.fold, on.document)).toBe("Bela was here. ");
    sameInAnyOrder(ada, on, 13);
  });

  it("[MEM-8] who left: all they wrote before stays, nothing they write afterwards counts", async () => {
    const { ada, bela, on } = await house(213);
    await write(bela, on.document, "My last words. ");
    const left = await draft(bela, "Left behind");
    await bela.group.author(kinds.leave, () => leaveCodec.encode({ nothing: [] }));
    await write(bela, on.document, "No, these. ");
    const after = await draft(bela, "Not left behind");
    await ada.hear(bela);
    expect(wordsOf(ada.group.fold, on.document)).toBe("Bela was here. My last words. ");
    expect([left, after].map(({ id }) => ada.group.fold.documents.all.has(id))).toEqual([true, false]);
    expect(ada.group.fold.assembly.standing().of(bela.group.me)).toBe("left");
    sameInAnyOrder(ada, on, 14);
  });
});

describe("any history", () => {
  it.each([301, 302, 303, 304])("[MEM-1] gives the same state in any order, and whatever a machine of the group shows stays where others learn of it: seed %i", async (seed) => {
    const seeded = new Seeded(seed);
    const { ada, bela, cyn, dan, eve, on, random, all } = await house(seed);
    const phone = await Machine.link("Eve's phone", eve, random);
    const machines = [...all, phone];
    await everyoneHears(machines);
    const some = (among: readonly Machine[]): Machine => among[seeded.below(among.length)]!;
    const live = async (steps: number): Promise<void> => {
      for (let step = 0; step < steps; step++) {
        const who = some(machines);
        if (seeded.below(3) === 0) await who.hear(some(machines));
        else await doings[seeded.below(doings.length)]!(who, on, step);
      }
    };
    await live(15);
    await decide("expulsion", bela, [ada, cyn, eve]);
    await live(25);
    if (seed % 2 === 0) await eve.group.author(kinds.deviceRevoke, () => deviceRevokeCodec.encode({ device: phone.group.own.device }));
    else await phone.group.author(kinds.leave, () => leaveCodec.encode({ nothing: [] }));
    await live(25);
    await ada.hear(...machines);
    sameInAnyOrder(ada, on, seed, 4);
    // No honest word is void, or waits for what does not count.
    const { fold } = ada.group;
    const { text } = fold.documents.all.get(on.document)!;
    for (const { id, decoded } of ada.entries) {
      if (decoded.kind === kinds.documentUpdate && [ada, cyn, dan].some((m) => m.group.own.device === decoded.device)) expect(text.graph.get(id)).toBeDefined();
    }
  });
});
