/** What a cheating member, a stranger or a damaged copy may send, and what becomes of it. */
import { beforeAll, describe, expect, it } from "vitest";
import { idBytes, type EntryId } from "../../shared/base/ids.ts";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import { threadCodec } from "../../shared/discussion/records.ts";
import { makeJoinRequest } from "../../shared/governance/invite.ts";
import { newSeeds, ownKeysFrom } from "../../shared/governance/identity.ts";
import { admitCodec, inviteCodec, revokeInviteCodec } from "../../shared/governance/records.ts";
import { makeRotation, rotationCodec } from "../../shared/keys/epoch.ts";
import { kidOf } from "../../shared/keys/levels.ts";
import { makeEntry, parseEntry, type Entry, type RawEntry } from "../../shared/log/entry.ts";
import { encodeHeader, type Header } from "../../shared/log/header.ts";
import { kinds, type Kind } from "../../shared/log/kind.ts";
import { encodePollRecord } from "../../shared/poll/records.ts";
import { everyoneHears, foldOf, Machine, seededRandom, still, street } from "../sim/machine.ts";
import { Seeded } from "../sim/seeded.ts";

beforeAll(() => cryptoReady);
const chance = () => seededRandom(new Seeded(7));
const parsed = (raw: RawEntry): Entry => {
  const entry = parseEntry(raw);
  if (typeof entry === "string") throw new Error(entry);
  return entry;
};

/** An entry as this machine might write it, with a header of the test's choosing. */
function craft(m: Machine, kind: Kind, record: Uint8Array, over: Partial<Header> = {}): Entry {
  const { log } = m.group;
  const [tip] = log.devices.tipsOf(m.group.own.device);
  const { kid, key } = m.group.epochKeys()[0]!;
  const gov = kind < 40 ? [...log.actHeads].sort() : null;
  const deps = [...log.heads].filter((id) => id !== tip!.id).sort();
  const lamport = 1 + Math.max(...[tip!.id, ...deps, ...(gov ?? [])].map((id) => log.get(id)!.decoded.lamport));
  const draft = { group: m.group.group, device: m.group.own.device, seq: tip!.seq + 1, prev: tip!.id, deps, gov, lamport, kind, kid, time: still.now(), ...over };
  return makeEntry(draft, record, key.reveal(), m.group.keys.device, chance());
}

const thread = (text = "words"): Uint8Array => threadCodec.encode({ title: "On", text });
const reasonOf = (m: Machine, id: EntryId): string | undefined => m.group.fold.voids.get(id) ?? m.group.log.rejected.get(id)?.reason;

describe("an altered or forged entry", () => {
  it("[LOG-1, LOG-2] is no entry, or not its author's, whichever byte was changed", async () => {
    const [ada, bela] = (await street(chance(), "Ada", "Bela")) as [Machine, Machine];
    const good = craft(ada, kinds.thread, thread());
    const before = bela.group.fold.stateHash();
    const outcomes = new Set<string>();
    for (const part of ["header", "signature", "payload"] as const) {
      for (let at = 0; at < good[part].length; at++) {
        const bytes = good[part].slice();
        bytes[at]! ^= 1;
        const entry = parseEntry({ header: good.header, signature: good.signature, payload: good.payload, [part]: bytes });
        outcomes.add(`${part}: ${typeof entry === "string" ? entry : await offered(bela, entry)}`);
        expect(bela.group.fold.stateHash()).toBe(before);
      }
    }
    expect([...outcomes].sort()).toEqual(["header: HeaderMalformed", "header: PayloadAltered", "header: forged", "header: unknown author", "payload: PayloadAltered", "signature: forged"]);
    expect(await offered(bela, good)).toBe("placed");
  });

  it("[LOG-6] cannot hide behind a genuine later entry", async () => {
    const [ada, bela, cyn] = (await street(chance(), "Ada", "Bela", "Cyn")) as [Machine, Machine, Machine];
    // Cyn signs an entry that names Ada as its author.
    const own = craft(ada, kinds.thread, thread("never said"));
    const forged = makeEntry({ ...own.decoded }, thread("never said"), ada.group.epochKeys()[0]!.key.reveal(), cyn.group.keys.device, chance());
    expect(await offered(bela, forged)).toBe("forged");
  });

  it("[LOG-2] under a wrong key is unreadable and says so", async () => {
    const [ada, bela] = (await street(chance(), "Ada", "Bela")) as [Machine, Machine];
    const good = craft(ada, kinds.thread, thread());
    const other = makeEntry(good.decoded, thread(), new Uint8Array(32).fill(9), ada.group.keys.device, chance());
    await bela.group.receive([other], ada.group.own.device);
    expect(reasonOf(bela, other.id)).toBe("Unreadable");
  });
});

async function offered(m: Machine, entry: Entry): Promise<string> {
  const { placed, rejected, forged } = m.group.fold.offer([entry]);
  if (forged.length > 0) return "forged";
  if (rejected.length > 0) return rejected[0]!.reason;
  return placed.length > 0 ? "placed" : "unknown author";
}

describe("a rule of the log broken by its own author", () => {
  it.each([
    ["WrongLamport", { lamport: 1 }],
    ["WrongLamport", { lamport: 2 ** 40 }],
    ["WrongPrev", { seq: 900 }],
  ] as const)("[LOG-4, LOG-8] %s is recorded with its reason", async (reason, over) => {
    const [ada, bela] = (await street(chance(), "Ada", "Bela")) as [Machine, Machine];
    const bad = craft(ada, kinds.thread, thread(), over);
    await bela.group.receive([bad], ada.group.own.device);
    expect(reasonOf(bela, bad.id)).toBe(reason);
    await bela.group.author(kinds.thread, () => thread("goes on"));
  });

  it("[LOG-9] acts that name no heads, or no acts, or go backwards", async () => {
    const [ada, bela] = (await street(chance(), "Ada", "Bela")) as [Machine, Machine];
    const merge = (gov: readonly EntryId[], over: Partial<Header> = {}): Entry => craft(ada, kinds.invite, inviteCodec.encode({ seed: new Uint8Array(16), expires: 1 }), { gov, ...over });
    const [genesis, second] = ada.group.log.acts.map((a) => a.id) as [EntryId, EntryId];
    const talk = await ada.group.author(kinds.thread, () => thread());
    await bela.hear(ada);
    const cases = [
      ["GovNotHeads", merge([genesis, second].sort())],
      ["GovNotActs", merge([talk.id])],
      ["SeqBackwards", merge([...ada.group.log.actHeads].sort(), { seq: 1, prev: genesis })],
      ["WrongLamport", merge([...ada.group.log.actHeads].sort(), { lamport: 1 })],
    ] as const;
    for (const [reason, entry] of cases) {
      await bela.group.receive([entry], ada.group.own.device);
      expect(reasonOf(bela, entry.id), reason).toBe(reason);
    }
  });

  it("[LOG-4] a claimed time, however backdated, decides nothing", async () => {
    const [ada, bela] = (await street(chance(), "Ada", "Bela")) as [Machine, Machine];
    const motion = await ada.openMotion();
    await bela.hear(ada);
    await bela.vote(motion, { method: "yes-no-abstain", vote: "yes" });
    await bela.seal(motion);
    const late = craft(bela, kinds.ballot, encodePollRecord({ type: "ballot", motion, replaces: [], choice: { method: "yes-no-abstain", vote: "no" } }), { time: 1 });
    await ada.hear(bela);
    await ada.group.receive([late], bela.group.own.device);
    const count = ada.motion(motion).counts.running();
    expect(count.counted.map((c) => c.choice)).toEqual([{ method: "yes-no-abstain", vote: "yes" }]);
    expect(count.excluded).toMatchObject([{ ballot: late.id, reason: "afterSeal" }]);
  });
});

describe("an invite", () => {
  it("[MEM-3] is good once: spent, revoked, foreign and unknown ones are refused by the admitter, each with its word", async () => {
    const random = chance();
    const [ada, bela] = (await street(random, "Ada", "Bela")) as [Machine, Machine];
    const other = await Machine.found("Zoe", random);
    const ask = async (host: Machine, seed: Uint8Array, group = host.group.group) => {
      const keys = ownKeysFrom(newSeeds(random));
      const challenge = random.bytes(32);
      const request = makeJoinRequest({ group, seed, admitter: host.group.own.device, challenge, name: "Eve", keys });
      const invite = [...host.group.fold.assembly.governance.invites.values()].find((i) => i.seed.every((b, k) => b === seed[k]));
      const answer = await host.group.admit(invite?.id ?? ("0".repeat(64) as never), request, challenge);
      return answer.admitted ? "admitted" : answer.reason;
    };
    const seed = await ada.invite();
    expect(await ask(ada, seed, other.group.group)).toBe("foreign");
    expect(await ask(ada, seed)).toBe("admitted");
    expect(await ask(ada, seed)).toBe("spent");
    expect(await ask(ada, random.bytes(16))).toBe("unknown");
    const revoked = await bela.invite();
    await bela.group.author(kinds.revokeInvite, () => revokeInviteCodec.encode({ invite: bela.group.openInvites()[0]!.invite }));
    expect(await ask(bela, revoked)).toBe("revoked");
    // A request made for one admitter is no use to another, nor with another challenge.
    const fresh = await bela.invite();
    const challenge = random.bytes(32);
    const request = makeJoinRequest({ group: bela.group.group, seed: fresh, admitter: ada.group.own.device, challenge, name: "Eve", keys: ownKeysFrom(newSeeds(random)) });
    const [open] = bela.group.openInvites();
    expect(await bela.group.admit(open!.invite, request, challenge)).toEqual({ admitted: false, reason: "foreign" });
    expect(await bela.group.admit(open!.invite, request, random.bytes(32))).toEqual({ admitted: false, reason: "foreign" });
  });

  it("[MEM-2, MEM-3] an admission that breaks the rule is void for everyone, whatever its author says", async () => {
    const random = chance();
    const [ada, bela] = (await street(random, "Ada", "Bela")) as [Machine, Machine];
    const seed = await ada.invite();
    await bela.hear(ada);
    const request = (over: Partial<Parameters<typeof makeJoinRequest>[0]> = {}): Uint8Array =>
      makeJoinRequest({ group: ada.group.group, seed, admitter: bela.group.own.device, challenge: random.bytes(32), name: "Eve", keys: ownKeysFrom(newSeeds(random)), ...over });
    const admission = async (bytes: Uint8Array): Promise<string | undefined> => {
      const entry = await bela.group.author(kinds.admit, () => admitCodec.encode({ request: bytes }));
      await ada.hear(bela);
      expect(reasonOf(ada, entry.id)).toBe(reasonOf(bela, entry.id));
      return reasonOf(ada, entry.id);
    };
    expect(await admission(request({ admitter: ada.group.own.device }))).toBe("OtherAdmitter");
    expect(await admission(request({ seed: random.bytes(16) }))).toBe("BadInviteSignature");
    const altered = request();
    altered[altered.length - 1]! ^= 1;
    expect(await admission(altered)).toBe("BadDeviceSignature");
    expect(await admission(new Uint8Array(10))).toBe("RequestMalformed");
    expect(await admission(request())).toBeUndefined();
    expect(await admission(request())).toBe("InviteSpent");
  });

  it("[MEM-3] two who join with one invite on two machines are both shown, and no motion names both", async () => {
    const random = chance();
    const [ada, bela] = (await street(random, "Ada", "Bela")) as [Machine, Machine];
    const seed = await ada.invite();
    await bela.hear(ada);
    const eve = await Machine.joinWith("Eve", ada, seed, random);
    const fay = await Machine.joinWith("Fay", bela, seed, random);
    await everyoneHears([ada, bela, eve, fay]);
    const { governance } = ada.group.fold.assembly;
    expect(governance.members.size).toBe(4);
    expect(governance.rivalsOf(governance.members.get(eve.group.me)!, null)).toEqual([fay.group.me]);
    const both = await ada.openMotion({ kind: "naming", names: [eve.group.me, fay.group.me].sort() });
    expect(reasonOf(ada, both)).toBe("NamesRivals");
    const one = await ada.openMotion({ kind: "naming", names: [eve.group.me] });
    expect(reasonOf(ada, one)).toBeUndefined();
  });
});

describe("keys and votes", () => {
  it("[KEY-1] a rotation with another number of boxes than there are devices is void", async () => {
    const [ada, bela] = (await street(chance(), "Ada", "Bela")) as [Machine, Machine];
    const key = new Uint8Array(32).fill(5);
    const rotation = makeRotation(ada.group.group, key, new Map(), [{ device: ada.group.own.device, box: ada.group.keys.box.publicKey }], chance());
    const kid = kidOf(key, ada.group.group);
    const shaped = craft(ada, kinds.rotate, rotationCodec.encode(rotation), { kid });
    const plain = makeEntry({ ...shaped.decoded, kid }, rotationCodec.encode(rotation), null, ada.group.keys.device, chance());
    await bela.group.receive([plain], ada.group.own.device);
    expect(reasonOf(bela, plain.id)).toBe("WrongBoxes");
    expect(bela.group.fold.assembly.rotations.map((r) => r.kid)).not.toContain(kid);
  });

  it("[MEM-7, POLL-2] who was not named has no ballot, and a roll of one's own making opens nothing", async () => {
    const random = chance();
    const [ada, bela] = (await street(random, "Ada", "Bela")) as [Machine, Machine];
    const eve = await Machine.join("Eve", ada, random);
    await everyoneHears([ada, bela, eve]);
    const motion = await ada.openMotion();
    await everyoneHears([ada, bela, eve]);
    const ballot = await eve.vote(motion, { method: "yes-no-abstain", vote: "yes" });
    const own = await eve.openMotion();
    const widened = await ada.openMotion({ roll: [ada, bela, eve].map((m) => m.group.me).sort() });
    await everyoneHears([ada, bela, eve]);
    const { counts } = bela.motion(motion);
    expect(counts.running().excluded).toMatchObject([{ ballot: ballot.id, reason: "notOnRoll" }]);
    expect(reasonOf(bela, own)).toBe("AuthorNotVoting");
    expect(reasonOf(bela, widened)).toBe("RollNotElectorate");
  });

  it("[LOG-7, POLL-4] a copied profile that votes on both sides of a cut is a fork everyone sees and nobody counts", async () => {
    const [ada, bela, cyn] = (await street(chance(), "Ada", "Bela", "Cyn")) as [Machine, Machine, Machine];
    const motion = await ada.openMotion();
    await everyoneHears([ada, bela, cyn]);
    const copy = await cyn.clone();
    await cyn.vote(motion, { method: "yes-no-abstain", vote: "yes" });
    await copy.vote(motion, { method: "yes-no-abstain", vote: "no" });
    await ada.hear(cyn);
    await bela.hear(copy);
    await everyoneHears([ada, bela]);
    await everyoneHears([ada, bela]);
    for (const m of [ada, bela]) {
      expect(m.group.fold.assembly.forks.devices.has(cyn.group.own.device)).toBe(true);
      expect(m.group.fold.assembly.governance.forks.length).toBeGreaterThan(0);
      expect(m.motion(motion).counts.running().counted).toEqual([]);
      expect(m.motion(motion).counts.running().excluded.map((e) => e.reason)).toEqual(["forked", "forked"]);
    }
    expect(ada.group.fold.stateHash()).toBe(bela.group.fold.stateHash());
    expect(foldOf(ada, ada.entries).stateHash()).toBe(ada.group.fold.stateHash());
  });

  it("[ENC-5] oversize fields and payloads are refused before they are written or kept", async () => {
    const [ada, bela] = (await street(chance(), "Ada", "Bela")) as [Machine, Machine];
    expect(() => craft(ada, kinds.thread, new Uint8Array(256 * 1024))).toThrow(/at most/u);
    const long = craft(ada, kinds.thread, threadCodec.encode({ title: "x".repeat(201), text: "" }));
    await bela.group.receive([long], ada.group.own.device);
    expect(reasonOf(bela, long.id)).toBe("Malformed");
    const huge = encodeHeader({ ...long.decoded, length: 256 * 1024 + 1 });
    expect(parseEntry({ header: huge, signature: long.signature, payload: new Uint8Array(256 * 1024 + 1) })).toBe("HeaderMalformed");
    expect(idBytes(long.id).length).toBe(32);
    expect(() => parsed({ ...long, header: new Uint8Array(5000) })).toThrow("HeaderMalformed");
  });
});

describe("two at one door", () => {
  it("[MEM-3] of two who ask one machine at once with one invite, one is let in and the other gets no key", async () => {
    const random = chance();
    const [ada] = (await street(random, "Ada", "Bela")) as [Machine, Machine];
    const seed = await ada.invite();
    const [open] = ada.group.openInvites();
    const ask = (name: string) => {
      const challenge = random.bytes(32);
      const keys = ownKeysFrom(newSeeds(random));
      return ada.group.admit(open!.invite, makeJoinRequest({ group: ada.group.group, seed, admitter: ada.group.own.device, challenge, name, keys }), challenge);
    };
    const answers = await Promise.all([ask("Eve"), ask("Fay")]);
    expect(answers.map((a) => (a.admitted ? "admitted" : a.reason)).sort()).toEqual(["admitted", "spent"]);
  });
});
