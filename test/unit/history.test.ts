/** KEY-4. Groups in which whoever joins reads what is written from then on: real machines, entries passed by hand. */
import { describe, expect, it } from "vitest";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import { postCodec, threadCodec } from "../../shared/discussion/records.ts";
import { isActKind, kinds, type Kind } from "../../shared/log/kind.ts";
import { rollAbout, usualMotion } from "../../shared/client/opening.ts";
import { onPaper } from "../../shared/governance/paper.ts";
import { newSeeds } from "../../shared/governance/identity.ts";
import type { History } from "../../shared/poll/bylaws.ts";
import type { EntryId, Kid, MotionId } from "../../shared/base/ids.ts";
import { inviteCodec } from "../../shared/governance/records.ts";
import { makeCapsule, makeRotation, rotationCodec, type Rotation } from "../../shared/keys/epoch.ts";
import { forActsAlone, splitKey } from "../../shared/keys/levels.ts";
import { makeEntry, type Draft } from "../../shared/log/entry.ts";
import type { Random } from "../../shared/ports/random.ts";
import { settle } from "../record/histories.ts";
import { closedStreet, everyoneHears, foldOf, Machine, seededRandom, still, street } from "../sim/machine.ts";
import { Seeded } from "../sim/seeded.ts";

await cryptoReady;

const write = (m: Machine, title: string) => m.group.author(kinds.thread, () => threadCodec.encode({ title, text: "" }));
const answer = (m: Machine, thread: EntryId, text: string) => m.group.author(kinds.post, () => postCodec.encode({ thread, text, replyTo: null, quote: null }));
const reads = (m: Machine): readonly string[] => [...m.group.fold.discussion.posts.values()].flatMap((p) => m.group.fold.discussion.threads.get(p.thread)?.title ?? p.texts[0]!.text).sort();
const acts = (m: Machine): string => JSON.stringify(m.group.fold.assembly.state());
const random = (seed: number) => seededRandom(new Seeded(seed));

async function carry(motion: MotionId, machines: readonly Machine[]): Promise<void> {
  for (const m of machines) await m.vote(motion, { method: "yes-no-abstain", vote: "yes" });
  await everyoneHears(machines);
  await settle(machines, motion);
}

async function change(machines: readonly Machine[], history: History): Promise<void> {
  const [first] = machines as [Machine];
  const { bylaws, since } = first.group.fold.assembly.bylaws();
  const change = { bylaws: { ...bylaws, history }, replaces: since?.id ?? null };
  const motion = await first.openMotion({ ...usualMotion(first.group, { title: "", situation: "", options: [], kind: "bylaws", names: [], deadline: still.now() + 1000 }), change });
  await everyoneHears(machines);
  await carry(motion, machines);
  expect(first.group.fold.assembly.bylaws().bylaws.history).toBe(history);
}

describe("[KEY-4] history from now on", () => {
  it("a newcomer reads every act, no post of before, and every post since", async () => {
    const chance = random(51);
    const [ada, bela] = (await closedStreet(chance, "Ada", "Bela")) as [Machine, Machine];
    const before = await write(ada, "before");
    await bela.hear(ada);
    await write(bela, "before, too");
    await everyoneHears([ada, bela]);
    const cyn = await Machine.join("Cyn", bela, chance);
    await everyoneHears([ada, bela, cyn]);
    await write(ada, "after");
    await answer(bela, before.id, "answer after");
    await write(cyn, "mine");
    await everyoneHears([ada, bela, cyn]);
    expect(reads(cyn)).toEqual(["after", "answer after", "mine"]);
    expect(reads(ada)).toEqual(["after", "before", "before", "before, too", "mine"]);
    expect(reads(bela)).toEqual(reads(ada));
    expect(acts(cyn)).toBe(acts(ada));
    expect(cyn.group.fold.awaitsActs).toBe(false);
    expect(cyn.group.missingKeys()).toEqual([]); // of what is not hers nothing is asked for
    expect([...cyn.group.fold.voids.values()]).toEqual([]);
    for (const m of [ada, bela, cyn]) expect([...(await m.reopened()).fold.voids.values()]).toEqual([]);
    const again = await cyn.reopened();
    expect([...again.fold.postKeys.keys()].sort()).toEqual([...cyn.group.fold.postKeys.keys()].sort());
    expect(again.fold.stateHash()).toBe(cyn.group.fold.stateHash());
  });

  it("two who are let in side by side share a key once both are known, and neither is given one made for the other", async () => {
    const chance = random(52);
    const [ada, bela] = (await closedStreet(chance, "Ada", "Bela")) as [Machine, Machine];
    const cyn = await Machine.join("Cyn", ada, chance);
    const dan = await Machine.join("Dan", bela, chance);
    const [forCyn, forDan] = [await write(ada, "Cyn is here"), await write(bela, "Dan is here")];
    expect(forCyn.decoded.kid).not.toBe(forDan.decoded.kid);
    const all = [ada, bela, cyn, dan];
    await everyoneHears(all);
    await write(dan, "both are here");
    await everyoneHears(all);
    expect(reads(cyn)).toEqual(["Cyn is here", "both are here"]);
    expect(reads(dan)).toEqual(["Dan is here", "both are here"]);
    expect(reads(ada)).toEqual(["Cyn is here", "Dan is here", "both are here"]);
    for (const m of all) expect([acts(m), m.group.missingKeys()]).toEqual([acts(ada), []]);
  });

  it("[KEY-2] whoever admits makes the key; the newcomer does where they hear of none, and two keys do no harm", async () => {
    const chance = random(59);
    const [ada, bela] = (await closedStreet(chance, "Ada", "Bela")) as [Machine, Machine];
    await write(ada, "before");
    await bela.hear(ada);
    const cyn = await Machine.join("Cyn", ada, chance);
    expect(await ada.group.renewKey()).toBeNull();
    await bela.hear(ada);
    expect(await bela.group.renewKey()).toBeNull();
    // Dan is told of his admission and of nothing since.
    const dan = await Machine.join("Dan", bela, chance, ({ decoded: { kind, device, seq } }) => kind === kinds.rotate && device === bela.group.own.device && seq > 0);
    expect(await dan.group.renewKey()).not.toBeNull();
    expect((await write(dan, "Dan is here")).decoded.device).toBe(dan.group.own.device);
    const all = [ada, bela, cyn, dan];
    await everyoneHears(all);
    for (const m of all) expect(await m.group.renewKey()).toBeNull();
    expect(new Set(await Promise.all(all.map(async (m) => (await write(m, m.name)).decoded.kid))).size).toBe(1);
    await everyoneHears(all);
    expect(reads(dan)).toEqual(["Ada", "Bela", "Cyn", "Dan", "Dan is here"]);
    expect(reads(cyn)).toEqual(reads(dan));
  });

  it("what is written by who has not heard of the newcomer is not for them, and nothing stalls by it", async () => {
    const chance = random(53);
    const [ada, bela] = (await closedStreet(chance, "Ada", "Bela")) as [Machine, Machine];
    const rotated = await ada.group.rotate(); // beside the admission
    const cyn = await Machine.join("Cyn", bela, chance);
    await write(ada, "not heard of Cyn");
    await everyoneHears([ada, bela, cyn]);
    expect(cyn.group.fold.keys.has(rotated.decoded.kid)).toBe(true); // acts could be under it
    expect(reads(cyn)).toEqual([]);
    expect((await write(ada, "heard of Cyn")).decoded.kid).not.toBe(rotated.decoded.kid);
    await everyoneHears([ada, bela, cyn]);
    expect(reads(cyn)).toEqual(["heard of Cyn"]);
  });

  it("[KEY-5] a further machine, linked or come back on paper, reads all that its member may, and no more", async () => {
    const chance = random(54);
    const [ada, bela] = (await closedStreet(chance, "Ada", "Bela")) as [Machine, Machine];
    await write(bela, "early");
    const paper = chance.bytes(16);
    const seed = await bela.invite();
    const cyn = await Machine.joinWith("Cyn", bela, seed, chance, onPaper(newSeeds(chance), paper, Uint8Array.from(Buffer.from(bela.group.group, "hex"))));
    await everyoneHears([ada, bela, cyn]);
    for (const title of ["one", "two"]) {
      await write(ada, title);
      await ada.group.rotate();
    }
    await everyoneHears([ada, bela, cyn]);
    const second = await Machine.link("Bela's laptop", bela, chance);
    const hers = await Machine.link("Cyn's laptop", cyn, chance);
    await everyoneHears([ada, bela, cyn, second, hers]);
    expect(reads(second)).toEqual(reads(bela));
    expect(reads(hers)).toEqual(["one", "two"]);
    const back = await Machine.comeBack("Cyn, come back", ada, await ada.invite(), paper, chance);
    if (typeof back === "string") throw new Error(back);
    await everyoneHears([ada, bela, cyn, second, hers, back]);
    expect(reads(back)).toEqual(["one", "two"]);
    for (const m of [second, hers, back]) expect([acts(m), m.group.missingKeys()]).toEqual([acts(ada), []]);
  });

  it("[LAW-2] by a change of the bylaws: what is written since is for those who are there, and opened again by another", async () => {
    const chance = random(55);
    const [ada, bela] = (await street(chance, "Ada", "Bela")) as [Machine, Machine];
    await write(ada, "under all");
    await everyoneHears([ada, bela]);
    await change([ada, bela], "fromNowOn");
    await write(ada, "closed");
    await everyoneHears([ada, bela]);
    const cyn = await Machine.join("Cyn", bela, chance);
    await everyoneHears([ada, bela, cyn]);
    await write(bela, "since");
    await everyoneHears([ada, bela, cyn]);
    expect(reads(cyn)).toEqual(["since", "under all"]);
    await change([ada, bela], "all");
    await cyn.hear(ada, bela);
    await write(bela, "opened");
    await everyoneHears([ada, bela, cyn]);
    expect(reads(cyn)).toEqual(["closed", "opened", "since", "under all"]);
    const dan = await Machine.join("Dan", cyn, chance);
    await everyoneHears([ada, bela, cyn, dan]);
    expect(reads(dan)).toEqual(reads(ada));
    expect(dan.group.fold.stateHash()).toBe(ada.group.fold.stateHash());
  });

  it("[MEM-4, KEY-6] after somebody was removed a newcomer reads every act, and another admission asks nobody to acknowledge its key", async () => {
    const chance = random(56);
    const all = (await closedStreet(chance, "Ada", "Bela", "Cyn", "Dan")) as [Machine, Machine, Machine, Machine];
    const [ada, bela, cyn, dan] = all;
    const motion = await ada.openMotion({ ...usualMotion(ada.group, { title: "", situation: "", options: [], kind: "expulsion", names: [dan.group.me], deadline: still.now() + 1000 }), roll: rollAbout(ada.group, { kind: "expulsion", names: [dan.group.me] }) });
    await everyoneHears(all);
    const rest = [ada, bela, cyn];
    await carry(motion, rest);
    await write(ada, "Dan is gone"); // makes the key first
    await everyoneHears(rest);
    for (const m of rest) {
      await m.group.acknowledgeKey();
      await everyoneHears(rest);
    }
    const eve = await Machine.join("Eve", bela, chance);
    await everyoneHears([...rest, eve]);
    const used = (await write(ada, "Eve is here")).decoded.kid;
    await everyoneHears([...rest, eve]);
    expect(await ada.group.acknowledgeKey()).toBeNull();
    const invited = await ada.group.author(kinds.invite, () => inviteCodec.encode({ seed: chance.bytes(16), expires: 2 ** 47 }));
    expect(invited.decoded.kid).not.toBe(used);
    expect(invited.decoded.kid).not.toBe(ada.group.fold.assembly.foundingKey);
    await everyoneHears([...rest, eve]);
    expect(acts(eve)).toBe(acts(ada));
    expect(reads(eve)).toEqual(["Eve is here"]);
    await dan.hear(ada);
    expect(reads(dan)).toEqual([]);
  });

  it("[MEM-6] who was reinstated reads what they could read before and what is written since, not what was written meanwhile", async () => {
    const chance = random(57);
    const all = (await closedStreet(chance, "Ada", "Bela", "Cyn", "Dan")) as [Machine, Machine, Machine, Machine];
    const [ada, bela, cyn, dan] = all;
    const rest = [ada, bela, cyn];
    await write(ada, "with Dan");
    await everyoneHears(all);
    const about = (kind: "expulsion" | "reinstatement") => {
      const said = { title: "", situation: "", options: [], kind, names: [dan.group.me], deadline: still.now() + 1000 };
      return ada.openMotion({ ...usualMotion(ada.group, said), roll: rollAbout(ada.group, { kind, names: [dan.group.me] }) });
    };
    const expulsion = await about("expulsion");
    await everyoneHears(all);
    await carry(expulsion, rest);
    await write(ada, "without Dan");
    await everyoneHears(rest);
    const reinstatement = await about("reinstatement");
    await everyoneHears(rest);
    await carry(reinstatement, rest);
    await everyoneHears(all);
    await write(ada, "with Dan again");
    await everyoneHears(all);
    expect(reads(dan)).toEqual(["with Dan", "with Dan again"]);
    expect([acts(dan), dan.group.missingKeys()]).toEqual([acts(ada), []]);
  });

  it("[MEM-1] any order of arrival gives a newcomer the same state", async () => {
    const chance = random(58);
    const [ada, bela] = (await closedStreet(chance, "Ada", "Bela")) as [Machine, Machine];
    const thread = await write(ada, "before");
    const cyn = await Machine.join("Cyn", ada, chance);
    await bela.hear(ada);
    await answer(bela, thread.id, "since");
    await everyoneHears([ada, bela, cyn]);
    const order = new Seeded(7);
    for (let i = 0; i < 6; i++) expect(foldOf(cyn, order.shuffled(cyn.entries)).stateHash()).toBe(cyn.group.fold.stateHash());
  });
});

describe("[KEY-4] what a member may try", () => {
  const drafted = (m: Machine, kind: Kind, kid: Kid): Draft => {
    const tip = m.group.log.devices.tipsOf(m.group.own.device)[0]!;
    const gov = isActKind(kind) ? [...m.group.log.actHeads].sort() : null;
    const lamport = 1 + Math.max(...[tip.id, ...(gov ?? [])].map((id) => m.group.log.get(id)!.decoded.lamport));
    return { group: m.group.group, device: tip.device, seq: tip.seq + 1, prev: tip.id, deps: (gov ?? []).filter((id) => id !== tip.id), gov, lamport, kind, kid, time: 0 };
  };
  const send = async (m: Machine, kind: Kind, record: Uint8Array, kid: Kid, key: Uint8Array | null, chance: Random) => {
    const entry = makeEntry(drafted(m, kind, kid), record, key, m.group.keys.device, chance);
    await m.group.receive([entry], m.group.own.device);
    return entry;
  };

  it("an act under what opens posts is void for everybody; a post under what opens acts is everybody's to read", async () => {
    const chance = random(61);
    const [ada, bela] = (await closedStreet(chance, "Ada", "Bela")) as [Machine, Machine];
    const kid = (await write(ada, "before")).decoded.kid;
    const secret = inviteCodec.encode({ seed: chance.bytes(16), expires: 2 ** 47 });
    const founding = ada.group.fold.assembly.foundingKey!;
    const act = await send(ada, kinds.invite, secret, founding, ada.group.fold.postKeys.get(founding)!, chance);
    await send(ada, kinds.thread, threadCodec.encode({ title: "shown", text: "" }), kid, ada.group.fold.keys.get(kid)!, chance);
    const cyn = await Machine.join("Cyn", ada, chance);
    await everyoneHears([ada, bela, cyn]);
    for (const m of [ada, bela, cyn]) expect(m.group.fold.voids.get(act.id)).toBe("Unreadable");
    expect(reads(cyn)).toEqual(["shown"]);
    for (const m of [bela, cyn]) expect([acts(m), m.group.fold.awaitsActs]).toEqual([acts(ada), false]);
  });

  it("a key that is not split, or whose boxes open acts alone, is not written under and locks nobody out", async () => {
    const chance = random(62);
    const all = (await closedStreet(chance, "Ada", "Bela", "Cyn")) as [Machine, Machine, Machine];
    const [ada, bela, cyn] = all;
    const used = (await write(bela, "before")).decoded.kid;
    await everyoneHears(all);
    const recipients = [...ada.group.fold.assembly.recipients().values()].map(({ device, identity }) => ({ device, box: identity.box }));
    const rotates = (rotation: Rotation) => send(ada, kinds.rotate, rotationCodec.encode(rotation), rotation.kid, null, chance);
    await rotates(makeRotation(ada.group.group, chance.bytes(32), new Map(), recipients, chance));
    const half = splitKey(chance.bytes(32), ada.group.group);
    await rotates({ ...makeRotation(ada.group.group, half.posts!, new Map(), recipients, chance, true), boxes: recipients.map((to) => makeCapsule(ada.group.group, forActsAlone(half), to, chance)) });
    await everyoneHears(all);
    for (const m of [bela, cyn]) expect((await write(m, m.name)).decoded.kid).toBe(used);
    await everyoneHears(all);
    expect(reads(cyn)).toEqual(["Bela", "Cyn", "before"]);
    expect(cyn.group.missingKeys()).toEqual([half.kid]); // whoever has it may give it
  });

  it("a key declared again where it shows the newcomer is not handed to them for it", async () => {
    const chance = random(63);
    const [ada, bela] = (await closedStreet(chance, "Ada", "Bela")) as [Machine, Machine];
    const { kid } = (await write(ada, "before")).decoded;
    const cyn = await Machine.join("Cyn", ada, chance);
    const again = [...bela.group.fold.assembly.recipients().values()].map(({ device, identity }) => ({ device, box: identity.box }));
    await bela.hear(ada);
    const three = [...bela.group.fold.assembly.recipients().values()].map(({ device, identity }) => ({ device, box: identity.box }));
    expect([again.length, three.length]).toEqual([2, 3]);
    const since = (await write(bela, "since")).decoded.kid;
    const garbage = three.map(() => chance.bytes(112));
    await send(bela, kinds.rotate, rotationCodec.encode({ ...makeRotation(bela.group.group, bela.group.fold.postKeys.get(kid)!, new Map(), [], chance, true), boxes: garbage }), kid, null, chance);
    await everyoneHears([ada, bela, cyn]);
    expect(reads(cyn)).toEqual(["since"]);
    expect(cyn.group.fold.postKeys.has(kid)).toBe(false);
    expect((await write(ada, "on")).decoded.kid).toBe(since);
  });
});
