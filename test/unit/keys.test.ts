import { describe, expect, it } from "vitest";
import { concat, equal } from "../../shared/base/bytes.ts";
import { idBytes, type DeviceId, type GroupId, type Kid } from "../../shared/base/ids.ts";
import { kib } from "../../shared/base/units.ts";
import { labels } from "../../shared/crypto/labels.ts";
import { boxKeys, cryptoReady, hash, labelledHash, sealTo } from "../../shared/crypto/sodium.ts";
import { carriedKeys, keyToWriteUnder, makeCapsule, makeRotation, openCapsule, openRotation, rotationCodec, type StandingRotation } from "../../shared/keys/epoch.ts";
import { actsKey, forActsAlone, keyUnder, kidOf, splitKey, type HeldKey } from "../../shared/keys/levels.ts";
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
    expect(open(makeCapsule(group, actsKey(key, group), bela, random))).toEqual(actsKey(key, group));
    expect(open(makeCapsule(group, actsKey(key, group), bela, random), bela, "any")).toEqual(actsKey(key, group));
  });

  it("is not mine when it is another's or damaged on the way: nobody can tell which", () => {
    const capsule = makeCapsule(group, actsKey(key, group), ada, random);
    expect(open(capsule)).toBe("NotMine");
    for (const bytes of [flipped(makeCapsule(group, actsKey(key, group), bela, random), 50), capsule.slice(0, 40), new Uint8Array(0)]) expect(open(bytes)).toBe("NotMine");
  });

  it("is bad when it was made for me and holds anything but the key asked for, bound to me", () => {
    expect(open(sealTo(bela.box, random.bytes(64), random.bytes(32)))).toBe("Bad");
    expect(open(sealTo(bela.box, random.bytes(63), random.bytes(32)))).toBe("Bad");
    expect(open(makeCapsule(group, actsKey(random.bytes(32), group), bela, random))).toBe("Bad"); // another key than asked for
    expect(open(makeCapsule("cd".repeat(32) as GroupId, actsKey(key, "cd".repeat(32) as GroupId), bela, random))).toBe("Bad"); // of another group
    const forAda = concat(key, labelledHash(labels.capsule, idBytes(group), idBytes(kid), idBytes(ada.device)));
    expect(open(sealTo(bela.box, forAda, random.bytes(32)))).toBe("Bad"); // bound to another device
  });
});

describe("[KEY-1] a rotation", () => {
  const [old, older, key] = [random.bytes(32), random.bytes(32), random.bytes(32)];
  const [oldKid, olderKid, unheld] = [kidOf(old, group), kidOf(older, group), "ee".repeat(32) as Kid];
  const parents = new Map<Kid, HeldKey | null>([[oldKid, actsKey(old, group)], [olderKid, actsKey(older, group)], [unheld, null]]); // prettier-ignore
  const rotation = makeRotation(group, key, parents, [ada, bela], random);

  it("gives each recipient the key and, with it, the parents' keys that its maker held", () => {
    for (const one of [ada, bela]) {
      const got = openRotation(rotation, group, one.device, one.keys);
      expect(got).toEqual(actsKey(key, group));
      expect(carriedKeys(rotation, key, group)).toEqual([actsKey(old, group), actsKey(older, group)]);
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
    const lying = { ...rotation, boxes: [makeCapsule(group, actsKey(random.bytes(32), group), bela, random)] };
    expect(openRotation(lying, group, bela.device, bela.keys)).toBe("Bad");
  });

  it("carries nothing when what it carries is altered, under another key, or no parent's key", () => {
    expect(carriedKeys({ ...rotation, carried: flipped(rotation.carried, 3) }, key, group)).toBeNull();
    expect(carriedKeys(rotation, old, group)).toBeNull();
    const mislabelled = makeRotation(group, key, new Map([[unheld, { ...actsKey(old, group), kid: unheld }]]), [], random);
    expect(carriedKeys(mislabelled, key, group)).toBeNull();
    expect(carriedKeys({ ...rotation, parents: [] }, key, group)).toBeNull();
  });

  it("has an id no other key has", () => {
    expect(kidOf(key, group)).not.toBe(kidOf(old, group));
    expect(kidOf(key, group)).not.toBe(kidOf(key, "cd".repeat(32) as GroupId));
    expect(equal(idBytes(kidOf(key, group)), key)).toBe(false);
  });
});

describe("[KEY-4] a split key", () => {
  const secret = random.bytes(32);
  const key = splitKey(secret, group);
  const parent = splitKey(random.bytes(32), group);
  const old = actsKey(random.bytes(32), group);
  const parents = new Map([parent, old].map((one) => [one.kid, one] as const));

  it("gives its recipients both levels, and whoever holds the lower the acts of what came before", () => {
    const rotation = makeRotation(group, secret, parents, [ada, bela], random, true);
    expect(rotationCodec.decode(rotationCodec.encode(rotation))).toEqual(rotation);
    expect(rotation.kid).toBe(kidOf(key.acts, group));
    expect(openRotation(rotation, group, bela.device, bela.keys)).toEqual(key);
    expect(carriedKeys(rotation, key.acts, group)).toEqual([forActsAlone(parent), old]);
    expect(carriedKeys(rotation, secret, group)).toBeNull();
  });

  it("is told by its kid from what opens its acts alone, in capsules too", () => {
    expect(keyUnder(key.kid, secret, group)).toEqual(key);
    expect(keyUnder(key.kid, key.acts, group)).toEqual(forActsAlone(key));
    expect(keyUnder(key.kid, random.bytes(32), group)).toBeNull();
    for (const one of [key, forActsAlone(key)]) expect(openCapsule(makeCapsule(group, one, bela, random), group, "any", bela.device, bela.keys)).toEqual(one);
    expect(openCapsule(makeCapsule(group, key, bela, random), group, parent.kid, bela.device, bela.keys)).toBe("Bad");
  });

  it("is carried whole by a key that is not split: by its own motion a group opens its history again", () => {
    const opening = random.bytes(32);
    expect(carriedKeys(makeRotation(group, opening, parents, [], random), opening, group)).toEqual([parent, old]);
  });

  it("leaves out of a record that it is not", () => {
    const plain = rotationCodec.encode(makeRotation(group, secret, new Map(), [ada], random));
    const split = rotationCodec.encode(makeRotation(group, secret, new Map(), [ada], random, true));
    expect([plain[0], split[0]]).toEqual([0xa5, 0xa6]);
    expect(rotationCodec.decode(concat(Uint8Array.of(0xa6), plain.slice(1), Uint8Array.of(6, 0xf4)))).toBeNull();
  });
});

describe("[KEY-3] the key to write under", () => {
  const kid = (letter: string): Kid => letter.repeat(64) as Kid;
  const rotation = (letter: string, chain: number, ...after: (Place & { past: Past })[]): StandingRotation => ({ chain, position: 0, past: Past.of(after), time: 0, kid: kid(letter), split: false, again: false });
  const all = (): boolean => true;
  const every = (): boolean => true;

  it("of concurrent rotations is the one with the lowest kid, in any order of arrival", () => {
    const first = rotation("f", 0);
    const [a, b] = [rotation("b", 1, first), rotation("a", 2, first)];
    expect(keyToWriteUnder([first, a, b], every, all)?.kid).toBe(kid("a"));
    expect(keyToWriteUnder([b, first, a], every, all)?.kid).toBe(kid("a"));
  });

  it("is that of the causally newest, whatever its kid", () => {
    const first = rotation("1", 0);
    const next = rotation("9", 1, first);
    expect(keyToWriteUnder([first, next], every, all)?.kid).toBe(kid("9"));
  });

  it("is one I hold: a newer one without a box for me is passed over", () => {
    const first = rotation("5", 0);
    const [mine, notMine] = [rotation("9", 1, first), rotation("1", 2, first)];
    expect(keyToWriteUnder([first, mine, notMine], every, (r) => r.kid !== kid("1"))?.kid).toBe(kid("9"));
    expect(keyToWriteUnder([first, notMine], every, (r) => r.kid !== kid("1"))?.kid).toBe(kid("5"));
    expect(keyToWriteUnder([notMine], every, () => false)).toBeNull();
    expect(keyToWriteUnder([], every, all)).toBeNull();
  });

  it("C1, C2: follows every removal known; where none does, there is none", () => {
    const removal = { chain: 7, position: 0, past: Past.empty };
    const follows = (r: StandingRotation): boolean => r.past.has(removal);
    const before = rotation("1", 0);
    expect(keyToWriteUnder([before], follows, all)).toBeNull();
    expect(keyToWriteUnder([before, rotation("9", 1, before, removal)], follows, all)?.kid).toBe(kid("9"));
  });
});
