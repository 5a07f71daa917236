import { describe, expect, it } from "vitest";
import { concat, equal } from "../../shared/base/bytes.ts";
import { idBytes, type DeviceId, type GroupId, type Kid } from "../../shared/base/ids.ts";
import { kib } from "../../shared/base/units.ts";
import { labels } from "../../shared/crypto/labels.ts";
import { boxKeys, cryptoReady, hash, labelledHash, sealTo } from "../../shared/crypto/sodium.ts";
import { carriedKeys, keyToWriteUnder, kidOf, makeCapsule, makeRotation, openCapsule, openRotation, rotationCodec, type StandingRotation } from "../../shared/keys/epoch.ts";
import { openSlots, usualCost, writeSlots } from "../../shared/keys/slot.ts";
import { Past, type Place } from "../../shared/log/past.ts";
import { seededRandom } from "../sim/machine.ts";
import { Seeded } from "../sim/seeded.ts";

await cryptoReady;

const random = seededRandom(new Seeded(31));
const group = "ab".repeat(32) as GroupId;
const device = (name: string) => {
  const seed = hash(new TextEncoder().encode(name));
  return { device: name.charCodeAt(0).toString(16).repeat(32) as DeviceId, keys: boxKeys(seed), box: boxKeys(seed).publicKey };
};
const [ada, bela, cyn] = [device("ada"), device("bela"), device("cyn")];
const flipped = (bytes: Uint8Array, at: number): Uint8Array => bytes.map((b, i) => (i === at ? b ^ 1 : b));

describe("[REST-1] key slots", () => {
  const cheap = { operations: 1, memoryBytes: kib(64) };
  const key = random.bytes(32);
  const slots = writeSlots(key, "öffne dich", random, cheap);

  it("give the key to the passphrase, however its accents are typed, and to no other", () => {
    expect(openSlots(slots, "öffne dich")).toEqual(key);
    expect(openSlots(slots, "o\u0308ffne dich")).toEqual(key);
    expect(openSlots(slots, "Öffne dich")).toBe("WrongPassphrase");
    expect(openSlots(slots, "")).toBe("WrongPassphrase");
  });

  it("are damaged, not locked, when they are no slot file", () => {
    for (const bytes of [new Uint8Array(0), slots.slice(0, -1), concat(slots, new Uint8Array(1)), random.bytes(150)]) expect(openSlots(bytes, "öffne dich")).toBe("Damaged");
  });

  it("with any bit changed give no key, and never another", () => {
    for (let at = 0; at < slots.length; at++) expect(["Damaged", "WrongPassphrase"], `byte ${at}`).toContain(openSlots(flipped(slots, at), "öffne dich"));
  });

  it("name their cost, which is 128 MiB and three passes unless a test says otherwise", () => {
    expect(usualCost).toEqual({ operations: 3, memoryBytes: 128 * 1024 * 1024 });
  });
});

describe("[KEY-5] a capsule", () => {
  const key = random.bytes(32);
  const kid = kidOf(key, group);
  const open = (capsule: Uint8Array, to = bela, asked: Kid | "any" = kid, of = group) => openCapsule(capsule, of, asked, to.device, to.keys);

  it("opens for its device", () => {
    expect(open(makeCapsule(group, key, bela, random))).toEqual(key);
    expect(open(makeCapsule(group, key, bela, random), bela, "any")).toEqual(key);
  });

  it("is not mine when it is another's or damaged on the way: nobody can tell which", () => {
    const capsule = makeCapsule(group, key, ada, random);
    expect(open(capsule)).toBe("NotMine");
    for (const bytes of [flipped(makeCapsule(group, key, bela, random), 50), capsule.slice(0, 40), new Uint8Array(0)]) expect(open(bytes)).toBe("NotMine");
  });

  it("is bad when it was made for me and holds anything but the key asked for, bound to me", () => {
    expect(open(sealTo(bela.box, random.bytes(64), random.bytes(32)))).toBe("Bad");
    expect(open(sealTo(bela.box, random.bytes(63), random.bytes(32)))).toBe("Bad");
    expect(open(makeCapsule(group, random.bytes(32), bela, random))).toBe("Bad"); // another key than asked for
    expect(open(makeCapsule("cd".repeat(32) as GroupId, key, bela, random))).toBe("Bad"); // of another group
    const forAda = concat(key, labelledHash(labels.capsule, idBytes(group), idBytes(kid), idBytes(ada.device)));
    expect(open(sealTo(bela.box, forAda, random.bytes(32)))).toBe("Bad"); // bound to another device
  });
});

describe("[KEY-1] a rotation", () => {
  const [old, older, key] = [random.bytes(32), random.bytes(32), random.bytes(32)];
  const [oldKid, olderKid, unheld] = [kidOf(old, group), kidOf(older, group), "ee".repeat(32) as Kid];
  const parents = new Map<Kid, Uint8Array | null>([[oldKid, old], [olderKid, older], [unheld, null]]); // prettier-ignore
  const rotation = makeRotation(group, key, parents, [ada, bela], random);

  it("gives each recipient the key and, with it, the parents' keys that its maker held", () => {
    for (const one of [ada, bela]) {
      const got = openRotation(rotation, group, one.device, one.keys);
      expect(got).toEqual(key);
      expect(carriedKeys(rotation, got as Uint8Array, group)).toEqual(new Map([[oldKid, old], [olderKid, older]])); // prettier-ignore
    }
    expect(rotation.parents).toEqual([oldKid, olderKid, unheld].sort());
    expect(openRotation(rotation, group, cyn.device, cyn.keys)).toBe("NoBox");
  });

  it("survives its encoding, and hides whose box is whose by their order", () => {
    expect(rotationCodec.decode(rotationCodec.encode(rotation))).toEqual(rotation);
    const firsts = Array.from({ length: 40 }, () => openCapsule(makeRotation(group, key, new Map(), [ada, bela], random).boxes[0]!, group, "any", ada.device, ada.keys) !== "NotMine");
    expect(new Set(firsts).size).toBe(2);
  });

  it("whose box for me holds another key is told from one without a box for me", () => {
    const lying = { ...rotation, boxes: [makeCapsule(group, random.bytes(32), bela, random)] };
    expect(openRotation(lying, group, bela.device, bela.keys)).toBe("Bad");
  });

  it("carries nothing when what it carries is altered, under another key, or no parent's key", () => {
    expect(carriedKeys({ ...rotation, carried: flipped(rotation.carried, 3) }, key, group)).toBeNull();
    expect(carriedKeys(rotation, old, group)).toBeNull();
    const mislabelled = makeRotation(group, key, new Map([[unheld, old]]), [], random);
    expect(carriedKeys(mislabelled, key, group)).toBeNull();
    expect(carriedKeys({ ...rotation, parents: [] }, key, group)).toBeNull();
  });

  it("has an id no other key has", () => {
    expect(kidOf(key, group)).not.toBe(kidOf(old, group));
    expect(kidOf(key, group)).not.toBe(kidOf(key, "cd".repeat(32) as GroupId));
    expect(equal(idBytes(kidOf(key, group)), key)).toBe(false);
  });
});

describe("[KEY-3] the key to write under", () => {
  const kid = (letter: string): Kid => letter.repeat(64) as Kid;
  const rotation = (letter: string, chain: number, ...after: (Place & { past: Past })[]): StandingRotation => ({ chain, position: 0, past: Past.of(after), time: 0, kid: kid(letter) });
  const all = (): boolean => true;
  const every = (): boolean => true;

  it("of concurrent rotations is the one with the lowest kid, in any order of arrival", () => {
    const first = rotation("f", 0);
    const [a, b] = [rotation("b", 1, first), rotation("a", 2, first)];
    expect(keyToWriteUnder([first, a, b], every, all)).toBe(kid("a"));
    expect(keyToWriteUnder([b, first, a], every, all)).toBe(kid("a"));
  });

  it("is that of the causally newest, whatever its kid", () => {
    const first = rotation("1", 0);
    const next = rotation("9", 1, first);
    expect(keyToWriteUnder([first, next], every, all)).toBe(kid("9"));
  });

  it("is one I hold: a newer one without a box for me is passed over", () => {
    const first = rotation("5", 0);
    const [mine, notMine] = [rotation("9", 1, first), rotation("1", 2, first)];
    expect(keyToWriteUnder([first, mine, notMine], every, (k) => k !== kid("1"))).toBe(kid("9"));
    expect(keyToWriteUnder([first, notMine], every, (k) => k !== kid("1"))).toBe(kid("5"));
    expect(keyToWriteUnder([notMine], every, () => false)).toBeNull();
    expect(keyToWriteUnder([], every, all)).toBeNull();
  });

  it("C1, C2: follows every removal known; where none does, there is none", () => {
    const removal = { chain: 7, position: 0, past: Past.empty };
    const follows = (r: StandingRotation): boolean => r.past.has(removal);
    const before = rotation("1", 0);
    expect(keyToWriteUnder([before], follows, all)).toBeNull();
    expect(keyToWriteUnder([before, rotation("9", 1, before, removal)], follows, all)).toBe(kid("9"));
  });
});
