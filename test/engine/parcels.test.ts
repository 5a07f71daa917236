/** SYNC-5. Members who are never online together: what one wrote into a parcel, another takes out of it. */
import { beforeAll, describe, expect, it } from "vitest";
import { IncomingParcel, type ParcelReport } from "../../shared/client/carrying/incoming.ts";
import { KnownHoldings } from "../../shared/client/carrying/known-holdings.ts";
import { forDevices, forHolders, newFor, readingDevices, writeParcel } from "../../shared/client/carrying/outgoing.ts";
import type { Group } from "../../shared/client/group.ts";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import { postCodec, threadCodec } from "../../shared/discussion/records.ts";
import { kinds } from "../../shared/log/kind.ts";
import { toHex } from "../../shared/base/bytes.ts";
import { ParcelReader } from "../../shared/parcel/open.ts";
import { wholeParcel } from "../../shared/parcel/seal.ts";
import { unseen, nothingHeld } from "../../shared/parcel/unseen.ts";
import { memoryStorage } from "../../host/storage/memory.ts";
import { closedStreet, Machine, seededRandom, still, street } from "../sim/machine.ts";
import { Seeded } from "../sim/seeded.ts";

beforeAll(() => cryptoReady);
const chance = (seed = 21) => seededRandom(new Seeded(seed));

/** A machine with what it knows of the others. */
class Carrier {
  readonly group: Group;
  readonly holdings: KnownHoldings;
  constructor(
    readonly machine: Machine,
    readonly random = chance(),
  ) {
    this.group = machine.group;
    this.holdings = new KnownHoldings(this.group, memoryStorage());
  }

  say(text: string) {
    return this.group.author(kinds.thread, () => threadCodec.encode({ title: text, text }));
  }

  async bundle(...to: readonly Carrier[]): Promise<Uint8Array> {
    const devices = readingDevices(this.group, to.length === 0 ? null : new Set(to.map((one) => one.group.me)));
    const entries = newFor(this.group, this.holdings, devices);
    return wholeParcel(await writeParcel(this.group, forDevices(devices), { entries }, { clock: still, random: this.random }));
  }

  async open(bytes: Uint8Array, piece = 10_000): Promise<ParcelReport> {
    const incoming = new IncomingParcel([this.group]);
    for (let at = 0; at < bytes.length; at += piece) await incoming.push(bytes.subarray(at, at + piece));
    const report = await incoming.finish();
    if (report.statement !== null) this.holdings.learn(report.statement.device, report.statement, report.statement.time);
    return report;
  }

  get titles(): readonly string[] {
    return [...this.group.fold.discussion.threads.values()].map((thread) => thread.title ?? "?").sort();
  }
}

const carriers = async (...names: readonly string[]): Promise<Carrier[]> => (await street(chance(), ...names)).map((machine, i) => new Carrier(machine, chance(50 + i)));

describe("[SYNC-5] a bundle", () => {
  it("brings what its writer holds, says who wrote it, and changes nothing when it is opened again", async () => {
    const [ada, bela] = (await carriers("Ada", "Bela")) as [Carrier, Carrier];
    await ada.say("The rent");
    const bundle = await ada.bundle(bela);
    const first = await bela.open(bundle);
    expect(first).toMatchObject({ end: "whole", left: 0 });
    expect(first.statement?.device).toBe(ada.group.own.device);
    expect(first.fresh).toHaveLength(1);
    expect(bela.titles).toEqual(["The rent"]);
    const before = [bela.group.fold.stateHash(), bela.group.log.size];
    const again = await bela.open(bundle);
    expect([again.end, again.fresh.length, again.ids]).toEqual(["whole", 0, first.ids]);
    expect([bela.group.fold.stateHash(), bela.group.log.size]).toEqual(before);
    expect((await bela.machine.reopened()).fold.stateHash()).toBe(before[0]);
  });

  it("holds only what is new once its reader has said what it holds, and everything until then", async () => {
    const [ada, bela] = (await carriers("Ada", "Bela")) as [Carrier, Carrier];
    await ada.say("one");
    expect((await bela.open(await ada.bundle(bela))).ids.length).toBe(ada.group.log.size);
    expect((await bela.open(await ada.bundle(bela))).ids.length, "a stick may be lost").toBe(ada.group.log.size);
    await bela.say("two");
    const back = await ada.open(await bela.bundle(ada));
    expect([back.ids.length, back.fresh.length]).toEqual([1, 1]);
    await ada.say("three");
    expect((await bela.open(await ada.bundle(bela))).ids.length).toBe(1);
    expect(bela.titles).toEqual(["one", "three", "two"]);
  });

  it("for several holds what any of them lacks; for whoever opens it, what anybody lacks", async () => {
    const [ada, bela, cyn] = (await carriers("Ada", "Bela", "Cyn")) as [Carrier, Carrier, Carrier];
    await ada.open(await bela.bundle(ada));
    await ada.open(await cyn.bundle(ada));
    await ada.say("one");
    await bela.open(await ada.bundle(bela));
    await ada.open(await bela.bundle(ada));
    await ada.say("two");
    const readBy = async (...to: Carrier[]) => (await to[0]!.open(await ada.bundle(...to))).ids.length;
    expect([await readBy(bela), await readBy(cyn), await readBy(bela, cyn)]).toEqual([1, 2, 2]);
    expect((await cyn.open(await ada.bundle())).end).toBe("whole");
    expect((await cyn.open(await ada.bundle(bela))).end, "it is Bela's alone").toBe("notMine");
  });

  it("opens for a member who missed three rotations, and brings the keys", async () => {
    const [ada, bela] = (await carriers("Ada", "Bela")) as [Carrier, Carrier];
    for (const text of ["one", "two", "three"]) {
      await ada.group.rotate();
      await ada.say(text);
    }
    expect(bela.group.fold.keys.size).toBeLessThan(ada.group.fold.keys.size);
    expect((await bela.open(await ada.bundle(bela))).end).toBe("whole");
    expect([bela.titles, bela.group.missingKeys()]).toEqual([["one", "three", "two"], []]);
    await bela.say("four");
    await ada.open(await bela.bundle(ada));
    expect(ada.group.fold.stateHash()).toBe(bela.group.fold.stateHash());
  });

  it("[KEY-5] brings a key whose rotation had no box for its reader, who had joined meanwhile", async () => {
    const random = chance(4);
    const ada = new Carrier(await Machine.found("Ada", random));
    const bela = new Carrier(await Machine.join("Bela", ada.machine, random));
    await ada.group.rotate();
    const cyn = new Carrier(await Machine.join("Cyn", bela.machine, random));
    await ada.say("under a key without a box for Cyn");
    await ada.open(await bela.bundle(ada));
    await cyn.open(await ada.bundle(cyn));
    expect(cyn.titles).toEqual(["under a key without a box for Cyn"]);
    expect(cyn.group.missingKeys()).toEqual([]);
  });

  it("[KEY-4, KEY-5] brings whole keys where all of its readers may have them, and to a newcomer of those before what opens acts", async () => {
    const random = chance(6);
    const [ada, bela] = (await closedStreet(random, "Ada", "Bela")).map((machine) => new Carrier(machine, random)) as [Carrier, Carrier];
    await ada.say("before");
    const cyn = new Carrier(await Machine.join("Cyn", ada.machine, random), random);
    await ada.say("since");
    await ada.group.rotate();
    await ada.say("under another");
    const laptop = new Carrier(await Machine.link("Bela's laptop", bela.machine, random), random);
    await ada.open(await bela.bundle(ada));
    expect((await cyn.open(await ada.bundle(cyn))).end).toBe("whole");
    expect([cyn.titles, cyn.group.missingKeys()]).toEqual([["since", "under another"], []]);
    expect((await laptop.open(await ada.bundle(bela))).end).toBe("whole");
    expect([laptop.titles, laptop.group.missingKeys()]).toEqual([["before", "since", "under another"], []]);
    // One bundle for both is for both: what Cyn may not have is not in it, whatever her program does.
    const keysIn = async (...to: Carrier[]): Promise<string[]> => {
      const reader = new ParcelReader(() => [{ group: cyn.group.group, box: to[0]!.group.keys.box, keys: [] }]);
      return [...reader.push(await ada.bundle(...to))].flatMap((item) => (item.is === "keys" ? item.keys.map(toHex) : []));
    };
    const kid = [...ada.group.log.placed()].find(({ decoded }) => decoded.kind === kinds.thread)!.decoded.kid;
    const [acts, posts] = [toHex(ada.group.fold.keys.get(kid)!), toHex(ada.group.fold.postKeys.get(kid)!)];
    const [forCyn, forBoth, forBela] = [await keysIn(cyn), await keysIn(cyn, bela), await keysIn(bela)];
    expect([forCyn, forBoth, forBela].map((keys) => [keys.includes(acts), keys.includes(posts)])).toEqual([[true, false], [true, false], [false, true]]); // prettier-ignore
  });

  it("under the group key is read by who holds the newest, and brings no keys", async () => {
    const [ada, bela] = (await carriers("Ada", "Bela")) as [Carrier, Carrier];
    await ada.say("one");
    const parcel = async () => (await wholeParcel(await writeParcel(ada.group, forHolders(ada.group), { entries: unseen(ada.group.log, [nothingHeld]) }, { clock: still, random: chance(9) })));
    expect((await bela.open(await parcel())).end).toBe("whole");
    await ada.group.rotate();
    expect((await bela.open(await parcel())).end).toBe("notMine");
  });

  it("that builds on one which never came makes its entries wait, and the other is taken afterwards", async () => {
    const [ada, bela] = (await carriers("Ada", "Bela")) as [Carrier, Carrier];
    await ada.open(await bela.bundle(ada));
    const thread = await ada.say("one");
    const lost = await ada.bundle(bela);
    ada.holdings.learn(bela.group.own.device, { acts: [...ada.group.log.actHeads], tips: [thread.id] }, 1); // as if it had come
    await ada.group.author(kinds.post, () => postCodec.encode({ thread: thread.id as never, text: "an answer", replyTo: null, quote: null }));
    expect(await bela.open(await ada.bundle(bela))).toMatchObject({ end: "whole", fresh: [], left: 1 });
    expect((await bela.open(lost)).end).toBe("whole");
    expect(bela.group.fold.stateHash()).toBe(ada.group.fold.stateHash());
  });

  it("cut off anywhere loses nothing: what was whole is taken, and the whole one is taken afterwards", async () => {
    const [ada, bela] = (await carriers("Ada", "Bela")) as [Carrier, Carrier];
    for (let i = 0; i < 60; i++) await ada.say(`${i} ${"word ".repeat(60)}`);
    const bundle = await ada.bundle(bela);
    let here = bela.titles.length;
    for (let length = 0; length < bundle.length; length += 2500) {
      const report = await bela.open(bundle.slice(0, length));
      if (length > 600) expect(["cutShort", "whole"]).toContain(report.end);
      expect(bela.titles.length).toBeGreaterThanOrEqual(here);
      here = bela.titles.length;
    }
    await bela.open(bundle);
    expect(bela.group.fold.stateHash()).toBe(ada.group.fold.stateHash());
  });

  it("of another group, or put together by somebody who is no member, is for nobody here", async () => {
    const [ada] = (await carriers("Ada", "Bela")) as [Carrier];
    const [eve, fay] = (await carriersOf(77)) as [Carrier, Carrier];
    await ada.say("one");
    expect((await eve.open(await ada.bundle())).end).toBe("notMine");
    // Eve knows Ada's box, and writes under it what she likes.
    const box = readingDevices(eve.group, null);
    expect(box).toHaveLength(1);
    const forged = (await wholeParcel(await writeParcel(eve.group, { boxes: [ada.group.keys.box.publicKey], keys: [] }, { entries: [...eve.group.log.placed()] }, { clock: still, random: chance(3) })));
    const before = ada.group.fold.stateHash();
    expect(await ada.open(forged)).toMatchObject({ end: "damaged", fresh: [], statement: null });
    expect(ada.group.fold.stateHash()).toBe(before);
    expect(fay.titles).toEqual([]);
  });
});

const carriersOf = async (seed: number): Promise<Carrier[]> => (await street(chance(seed), "Eve", "Fay")).map((machine) => new Carrier(machine, chance(seed)));
