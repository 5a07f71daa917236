/** What one member who cheats may try against everybody else: to stop machines, to part them, to make honest ones seem to cheat. */
import { beforeAll, describe, expect, it } from "vitest";
import type { MemberId } from "../../shared/base/ids.ts";
import { kib, minutes, seconds } from "../../shared/base/units.ts";
import { NamingDriver, unnamed } from "../../shared/client/naming-driver.ts";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import { threadCodec } from "../../shared/discussion/records.ts";
import { fileCodec } from "../../shared/files/records.ts";
import { makeJoinRequest } from "../../shared/governance/invite.ts";
import { makeIdentity, isSoundIdentity, newSeeds, ownKeysFrom } from "../../shared/governance/identity.ts";
import { mergeCodec } from "../../shared/governance/records.ts";
import { makeRotation, rotationCodec } from "../../shared/keys/epoch.ts";
import { actsKey, kidOf } from "../../shared/keys/levels.ts";
import { makeEntry, type Entry } from "../../shared/log/entry.ts";
import type { Header } from "../../shared/log/header.ts";
import { kinds, type Kind } from "../../shared/log/kind.ts";
import { certificateIn } from "../../shared/poll/certificate.ts";
import { nextStep, nothingNoticed, usualTimers } from "../../shared/poll/next-step.ts";
import { encodePollRecord } from "../../shared/poll/records.ts";
import { everyoneHears, Machine, seededRandom, still, street } from "../sim/machine.ts";
import { SimClock } from "../sim/network.ts";
import { Seeded } from "../sim/seeded.ts";

beforeAll(() => cryptoReady);
const chance = () => seededRandom(new Seeded(11));
const thread = threadCodec.encode({ title: "On", text: "words" });
const nothing = mergeCodec.encode({ nothing: [] });

/** An entry after `prev`, or after the newest, with a header, and under a key, of the cheat's choosing. */
function craft(m: Machine, kind: Kind, record: Uint8Array, over: Partial<Header> = {}, under?: Uint8Array | null): Entry {
  const { log } = m.group;
  const [tip] = log.devices.tipsOf(m.group.own.device);
  const { kid, key } = m.group.epochKeys()[0]!;
  const gov = kind < 40 ? [...log.actHeads].sort() : null;
  const lamport = 1 + Math.max(...[tip!.id, ...(gov ?? [])].map((id) => log.get(id)!.decoded.lamport));
  const draft = { group: m.group.group, device: m.group.own.device, seq: tip!.seq + 1, prev: tip!.id, deps: [], gov, lamport, kind, kid, time: still.now(), ...over };
  return makeEntry(draft, record, under === undefined ? key.reveal() : under, m.group.keys.device, chance());
}

/** A post right after an entry of the same device. */
const after = (before: Entry, m: Machine): Entry =>
  craft(m, kinds.thread, thread, { seq: before.decoded.seq + 1, prev: before.id, lamport: before.decoded.lamport + 1 });

describe("a cheating member", () => {
  it("[LOG-5, LOG-9] cannot arrange their posts so that another's machine loses its own entries at its next start", async () => {
    const [ada, bela] = (await street(chance(), "Ada", "Bela")) as [Machine, Machine];
    const from = ada.group.own.device;
    // More posts than may wait, all after an act whose own predecessor comes last and is rejected.
    const wrong = craft(ada, kinds.thread, thread, { lamport: 77_777 });
    const posts: Entry[] = [craft(ada, kinds.merge, nothing, { seq: wrong.decoded.seq + 1, prev: wrong.id })];
    while (posts.length < 4200) posts.push(after(posts.at(-1)!, ada));
    await bela.group.receive(posts.slice(0, 4090), from);
    await bela.group.receive([wrong, ...posts.slice(4090)], from);
    await bela.group.author(kinds.thread, () => thread);
    const { log } = bela.group;
    const again = (await bela.reopened()).log;
    expect(again.devices.tipsOf(bela.group.own.device)).toEqual(log.devices.tipsOf(bela.group.own.device));
    expect([again.size, again.waiting]).toEqual([log.size, 0]);
  });

  it("[LOG-4] cannot use up the lamport numbers, after which nobody could write", async () => {
    const [ada, bela] = (await street(chance(), "Ada", "Bela")) as [Machine, Machine];
    const jump = craft(ada, kinds.merge, nothing, { lamport: 2 ** 48 - 1 });
    await bela.group.receive([jump], ada.group.own.device);
    expect(bela.group.log.rejected.get(jump.id)?.reason).toBe("WrongLamport");
    await bela.group.author(kinds.thread, () => thread);
    expect(bela.entries.at(-1)!.decoded.lamport).toBeLessThan(1000);
  });

  it("[LOG-5] cannot have an honest member build on a post that others can never be served", async () => {
    const [ada, bela, cyn] = (await street(chance(), "Ada", "Bela", "Cyn")) as [Machine, Machine, Machine];
    const withheld = craft(ada, kinds.thread, thread);
    const act = craft(ada, kinds.merge, nothing, { seq: withheld.decoded.seq + 1, prev: withheld.id, lamport: withheld.decoded.lamport + 1 });
    const post = craft(ada, kinds.thread, thread, { seq: act.decoded.seq + 1, prev: act.id, lamport: act.decoded.lamport + 1 });
    await bela.group.receive([act, post], ada.group.own.device);
    expect(bela.group.log.has(act.id)).toBe(true);
    expect(bela.group.log.isWaiting(post.id)).toBe(true);
    const answer = await bela.group.author(kinds.thread, () => thread);
    const served = [...bela.group.log.acts, ...bela.group.log.devices.chainTo(answer.id, new Set())];
    await cyn.group.receive(served, bela.group.own.device);
    expect(cyn.group.log.get(answer.id)?.id).toBe(answer.id);
    await bela.group.receive([withheld], ada.group.own.device);
    expect(bela.group.log.get(post.id)?.id).toBe(post.id);
  });

  it("[LOG-1] cannot graft an act onto another member's log so that two machines place what follows differently", async () => {
    const [ada, bela] = (await street(chance(), "Ada", "Bela")) as [Machine, Machine];
    const other = await bela.group.author(kinds.thread, () => thread);
    await ada.hear(bela);
    const act = craft(ada, kinds.merge, nothing, { seq: 90, prev: other.id, lamport: other.decoded.lamport + 1 });
    const post = craft(ada, kinds.thread, thread, { seq: 91, prev: act.id, lamport: act.decoded.lamport + 1 });
    await bela.group.receive([act, post], ada.group.own.device);
    expect(bela.group.log.rejected.get(post.id)?.reason).toBe("WrongPrev");
  });

  it("[POLL-4] cannot make honest machines fork by more heads than an act may name", async () => {
    const [ada, bela, cyn] = (await street(chance(), "Ada", "Bela", "Cyn")) as [Machine, Machine, Machine];
    await bela.group.author(kinds.merge, () => nothing);
    const many = Array.from({ length: 70 }, (_, i) => craft(ada, kinds.merge, nothing, { time: i }));
    await bela.group.receive(many, ada.group.own.device);
    expect(bela.group.log.actHeads.size).toBeGreaterThan(64);
    await bela.group.author(kinds.merge, () => nothing);
    expect(bela.group.log.actHeads.size).toBe(1);
    await cyn.hear(bela);
    for (const m of [bela, cyn]) expect([...m.group.fold.assembly.forks.devices]).toEqual([ada.group.own.device]);
  });

  it("[LOG-7] brings about one proof, however many histories they write at once", async () => {
    const [ada, bela] = (await street(chance(), "Ada", "Bela")) as [Machine, Machine];
    const before = bela.group.log.acts.length;
    await bela.group.receive(Array.from({ length: 20 }, (_, i) => craft(ada, kinds.thread, thread, { time: i })), ada.group.own.device);
    await bela.group.idle();
    expect(bela.group.log.acts.length - before).toBe(1);
  });

  it("[LOG-6, LOG-7] cannot make honest machines write proofs that prove nothing, and is proven by the first pair that does", async () => {
    const [ada, bela] = (await street(chance(), "Ada", "Bela")) as [Machine, Machine];
    const receive = (...entries: Entry[]) => bela.group.receive(entries, ada.group.own.device);
    const before = bela.group.log.acts.length;
    for (let i = 0; i < 10; i++) {
      const twin = craft(ada, kinds.thread, thread, { time: i });
      await receive({ ...twin, signature: new Uint8Array(64) }, after(twin, ada)); // stands by the signature of what follows
    }
    await bela.group.idle();
    expect(bela.group.log.acts.length - before).toBe(1); // of what followed, which is signed
    expect(bela.group.fold.assembly.governance.forks.map((f) => f.device)).toEqual([ada.group.own.device]);
  });

  it("[KEY-1] cannot have all that was ever written read anew by bringing one key after another", async () => {
    const random = chance();
    const [ada, bela] = (await street(random, "Ada", "Bela")) as [Machine, Machine];
    const { group } = ada.group;
    const { discussion } = bela.group.fold;
    const keys = Array.from({ length: 8 }, () => random.bytes(32));
    const kids = new Map(keys.map((key) => [kidOf(key, group), key] as const));
    let last = craft(ada, kinds.thread, thread);
    const written = [last];
    for (const [i, [kid, key]] of [...kids].entries()) {
      const [kind, record] = i % 2 === 0 ? [kinds.thread, thread] : [kinds.merge, nothing];
      const over = { kid, seq: last.decoded.seq + 1, prev: last.id, lamport: last.decoded.lamport + 1 };
      written.push((last = craft(ada, kind, record, over, key)));
    }
    await bela.group.receive(written, ada.group.own.device);
    expect(bela.group.missingKeys()).toHaveLength(4); // of the posts: acts count under no such key, held or not
    const fresh = random.bytes(32);
    const recipients = [ada, bela].map((m) => ({ device: m.group.own.device, box: m.group.keys.box.publicKey }));
    const rotation = rotationCodec.encode(makeRotation(group, fresh, new Map([...kids].map(([kid, key]) => [kid, actsKey(key, group)] as const)), recipients, random));
    const over = { kid: kidOf(fresh, group), seq: last.decoded.seq + 1, prev: last.id, lamport: last.decoded.lamport + 1 };
    await bela.group.receive([craft(ada, kinds.rotate, rotation, over, null)], ada.group.own.device);
    expect(bela.group.missingKeys()).toHaveLength(0);
    expect(bela.group.fold.discussion).toBe(discussion);
    expect(discussion.threads.size).toBe(5);
  });

  it("[FILE-1] cannot give another's file a size or a key under which what honest members send looks wrong", async () => {
    const [ada, bela] = (await street(chance(), "Ada", "Bela")) as [Machine, Machine];
    const file = { name: "plan.pdf", mediaType: "application/pdf", size: kib(300), key: new Uint8Array(32).fill(1), root: new Uint8Array(32).fill(2) };
    for (const over of [{}, { size: 0 }, { key: new Uint8Array(32) }]) await ada.group.author(kinds.file, () => fileCodec.encode({ ...file, ...over }));
    await bela.hear(ada);
    const contents = [...bela.group.fold.files.all.values()].map(({ content }) => content);
    expect(new Set(contents).size).toBe(3);
  });

  it("[KEY-6] cannot undo what was certified by a ballot under a key they show only later", async () => {
    const all = (await street(chance(), "Ada", "Bela", "Cyn", "Dan")) as [Machine, Machine, Machine, Machine];
    const [ada, ...honest] = all;
    const [bela] = honest;
    const { group } = ada.group;
    const motion = await bela.openMotion();
    await everyoneHears(all);
    const secret = new Uint8Array(32).fill(9);
    const ballot = encodePollRecord({ type: "ballot", motion, replaces: [], choice: { method: "yes-no-abstain", vote: "no" } });
    const hidden = craft(ada, kinds.ballot, ballot, { kid: kidOf(secret, group) }, secret);
    for (const m of honest) await m.group.receive([hidden], ada.group.own.device);
    for (const m of honest) await m.vote(motion, { method: "yes-no-abstain", vote: "yes" });
    await everyoneHears(honest);
    for (const m of honest) await m.seal(motion);
    await everyoneHears(honest);
    await bela.close(motion);
    await everyoneHears(honest);
    for (const m of honest) await m.attest(motion);
    await everyoneHears(honest);
    const before = bela.group.fold.stateHash();
    expect(certificateIn(bela.motion(motion).view, null).is).toBe("certified");
    bela.group.fold.learn(secret);
    expect(bela.group.fold.voids.get(hidden.id)).toBe("OtherKey");
    expect(certificateIn(bela.motion(motion).view, null).is).toBe("certified");
    expect(bela.group.fold.stateHash()).toBe(before);
  });

  it("[POLL-3, POLL-4] cannot make closes too long to be written by sealing a thousand times at once", async () => {
    const all = (await street(chance(), "Ada", "Bela", "Cyn", "Dan")) as [Machine, Machine, Machine, Machine];
    const [ada, ...honest] = all;
    const [bela] = honest;
    const motion = await ada.openMotion();
    await everyoneHears(all);
    const seal = encodePollRecord({ type: "seal", motion });
    await bela.group.receive(Array.from({ length: 40 }, (_, i) => craft(ada, kinds.seal, seal, { time: i })), ada.group.own.device);
    for (const m of honest) await m.seal(motion);
    await bela.hear(...honest.slice(1));
    const { counts, view } = bela.motion(motion);
    expect(view.seals).toHaveLength(43);
    const step = nextStep(counts, bela.group.me, { ...nothingNoticed, seals: 0 }, view.motion.record.deadline + minutes(10), usualTimers);
    expect(step.do === "close" && step.seals.length).toBe(5);
  });
});

describe("a newcomer", () => {
  it("[MEM-7] is one of any number who are named in motions that can be written", async () => {
    const random = chance();
    const [ada] = (await street(random, "Ada")) as [Machine];
    const name = { title: "", situation: "", options: [] };
    const thousand = Array.from({ length: 1000 }, (_, i) => i.toString(16).padStart(64, "0") as MemberId);
    const roll = thousand.slice(0, 300);
    const motion = { ...ada.motion([...ada.group.fold.assembly.motions.keys()][0]!).view.motion.record, ...name, names: thousand, roll };
    expect(encodePollRecord(motion).length).toBeLessThan(kib(64));

    const clock = new SimClock();
    for (const who of ["Eve", "Fay", "Gil"]) await Machine.join(who, ada, random);
    const driver = new NamingDriver(ada.group, clock, 2);
    driver.wake();
    await clock.until(() => unnamed(ada.group).length === 0, seconds(60));
    driver.stop();
    const named = [...ada.group.fold.assembly.motions.values()].map(({ view }) => view.motion.record.names.length);
    expect(named).toEqual([0, 2, 1]);
  });

  it("[LOG-7, MEM-3] is not let in by a machine that may not write, which says no and goes on", async () => {
    const [ada] = (await street(chance(), "Ada")) as [Machine];
    const seed = await ada.invite();
    const [{ invite } = expect.fail()] = ada.group.openInvites();
    const challenge = new Uint8Array(32);
    const request = makeJoinRequest({ group: ada.group.group, seed, admitter: ada.group.own.device, challenge, name: "Eve", keys: ownKeysFrom(newSeeds(chance())) });
    ada.group.held = true;
    expect(ada.group.openInvites()).toEqual([]);
    expect(await ada.group.admit(invite, request, challenge)).toEqual({ admitted: false, reason: "unknown" });
  });

  it("[KEY-1] whose box is a point of small order is not let in: nobody could rotate any more", () => {
    const keys = ownKeysFrom(newSeeds(chance()));
    const context = new Uint8Array(32);
    expect(isSoundIdentity(makeIdentity("Eve", keys, context), context)).toBe(true);
    for (const point of [new Uint8Array(32), new Uint8Array(32).fill(1, 0, 1)]) {
      const unsound = makeIdentity("Eve", { ...keys, box: { ...keys.box, publicKey: point } }, context);
      expect(isSoundIdentity(unsound, context)).toBe(false);
    }
  });
});
