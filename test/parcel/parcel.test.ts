/** SYNC-5. A parcel from its writer to its readers: what opens it, what of a spoilt one is still read, what its bytes show. */
import { beforeAll, describe, expect, it } from "vitest";
import { concat, toHex } from "../../shared/base/bytes.ts";
import { idOf, type GroupId } from "../../shared/base/ids.ts";
import { kib } from "../../shared/base/units.ts";
import { boxKeys, cryptoReady, encrypt, hash, type BoxKeys } from "../../shared/crypto/sodium.ts";
import { kidOf } from "../../shared/keys/levels.ts";
import { encodeItem, type Item } from "../../shared/parcel/items.ts";
import { itemPrefix, mostItemBytes, nameLength, paddedSize, segmentLength, segmentNonce, segmentRoom, slotLength } from "../../shared/parcel/layout.ts";
import { ParcelReader } from "../../shared/parcel/open.ts";
import { sealParcel } from "../../shared/parcel/seal.ts";
import { writeHead, type Opener, type Readers } from "../../shared/parcel/slots.ts";
import { seededRandom } from "../sim/machine.ts";
import { Seeded } from "../sim/seeded.ts";

beforeAll(() => cryptoReady);
const group = idOf<GroupId>(new Uint8Array(32).fill(7));
const random = seededRandom(new Seeded(5));
const key = new Uint8Array(32).fill(9);
let ownBox: BoxKeys | null = null;
const bela = (): BoxKeys => (ownBox ??= boxKeys(new Uint8Array(32).fill(2)));
const cyn = () => boxKeys(new Uint8Array(32).fill(3));
const opener = (box = bela(), keys: readonly Uint8Array[] = []): Opener => ({ group, box, keys });
const toBela = (): Readers => ({ boxes: [bela().publicKey], keys: [] });
const entriesOf = (bytes: number): Item => ({ is: "entries", entries: [{ header: new Uint8Array(300).fill(1), signature: new Uint8Array(64), payload: new Uint8Array(bytes).fill(2) }] });
const some: readonly Item[] = [{ is: "statement", statement: { bytes: new Uint8Array(500), signature: new Uint8Array(64) } }, { is: "keys", keys: [key] }, entriesOf(100), entriesOf(30_000), entriesOf(5)];

/** Long items are told apart by their hashes. */
const told = (items: readonly Item[]): readonly string[] => items.map((item) => toHex(hash(encodeItem(item))).slice(0, 8));
const sealed = (items: readonly Item[] = some, readers = toBela()): Uint8Array => concat(...sealParcel(readers, () => items, random));
function read(bytes: Uint8Array, piece = bytes.length, by = opener()) {
  const reader = new ParcelReader(() => [by]);
  const items: Item[] = [];
  for (let at = 0; at < bytes.length; at += piece) items.push(...reader.push(bytes.subarray(at, at + piece)));
  return { items: told(items), end: reader.end(), group: reader.group };
}

describe("[SYNC-5] a parcel", () => {
  it("is read by those it is for, however its bytes come, and by nobody else", () => {
    const bytes = sealed();
    for (const piece of [bytes.length, 1, 7, 8192, 10_000]) expect(read(bytes, piece)).toEqual({ items: told(some), end: "whole", group });
    expect(read(bytes, 1000, opener(cyn(), [key]))).toEqual({ items: [], end: "notMine", group: null });
  });

  it("is read by whoever holds the group key it is under", () => {
    const bytes = sealed(some, { boxes: [], keys: [{ kid: kidOf(key, group), key }] });
    expect(read(bytes, 5000, opener(cyn(), [new Uint8Array(32), key])).end).toBe("whole");
    expect(read(bytes, 5000, opener(cyn(), [new Uint8Array(32)])).end).toBe("notMine");
  });

  it("has one of few sizes, whatever is in it and whoever it is for", () => {
    const many = Array.from({ length: 40 }, (_, i) => boxKeys(new Uint8Array(32).fill(i + 10)).publicKey);
    const sizes = [1, 100, 4000, 7000].flatMap((bytes) => [sealed([entriesOf(bytes)]).length, sealed([entriesOf(bytes)], { boxes: many, keys: [] }).length]);
    expect(new Set(sizes)).toEqual(new Set([kib(16)]));
    for (const bytes of [9_000, 20_000, 60_000, 250_000]) {
      const { length } = sealed([entriesOf(bytes)]);
      expect(Math.log2(length) % 1).toBe(0);
      expect(length).toBeLessThan(2 * (bytes + kib(16)));
    }
    expect(paddedSize(kib(16) + 1)).toBe(kib(32));
  });

  it("shows nothing that two of them have in common, and no byte that is not as chance has it", () => {
    const parcels = Array.from({ length: 64 }, () => sealed([entriesOf(3000)]));
    for (const at of [0, nameLength - 1, nameLength, nameLength + slotLength, 300, 9000]) {
      const bits = parcels.map((bytes) => bytes[at]!).reduce((sum, byte) => sum + byte.toString(2).replaceAll("0", "").length, 0);
      expect(bits, `at ${at}`).toBeGreaterThan(200); // of 512, 256 are expected with a deviation of 11
      expect(bits, `at ${at}`).toBeLessThan(312);
    }
    const windows = new Set<string>();
    for (const bytes of parcels) for (let at = 0; at + 8 <= bytes.length; at += 8) windows.add(Buffer.from(bytes.subarray(at, at + 8)).toString("latin1"));
    expect(windows.size).toBe((64 * kib(16)) / 8);
  });

  it("gives what its whole segments hold where it is cut off, and says so", () => {
    const bytes = sealed();
    const head = nameLength + 4 * slotLength;
    for (let length = 0; length < bytes.length; length += length < head + 200 ? 1 : 97) {
      const { items, end } = read(bytes.slice(0, length), 5000);
      const segments = Math.max(0, Math.floor((length - head) / segmentLength));
      expect(items, `${length}`).toEqual(told(some).slice(0, [0, 3, 3, 3, 5][Math.min(segments, 4)]!));
      if (end !== "notMine") expect(end, `${length}`).toBe(segments >= 4 ? "whole" : "cutShort");
      else expect(length).toBeLessThan(head);
    }
  });

  it("gives what stands before a bit that flipped, and says so", () => {
    const bytes = sealed();
    const head = nameLength + 4 * slotLength;
    const seen = new Set<string>();
    for (let at = 0; at < bytes.length; at += at < head ? 1 : 61) {
      const spoilt = bytes.slice();
      spoilt[at]! ^= 1 << at % 8;
      const { items, end } = read(spoilt);
      expect(told(some).slice(0, items.length)).toEqual(items);
      seen.add(end);
      if (at >= head && at < head + 4 * segmentLength) expect(end, `${at}`).toBe("damaged");
      if (at >= head + 4 * segmentLength) expect(end, `${at}`).toBe("whole"); // only chance lies there
      if (at < nameLength) expect(end, `${at}`).toBe("notMine");
    }
    expect([...seen].sort()).toEqual(["damaged", "notMine", "whole"]);
  });

  it("with segments left out, doubled or in another order is damaged where they are", () => {
    const bytes = sealed();
    const head = nameLength + 4 * slotLength;
    const segment = (n: number): Uint8Array => bytes.slice(head + n * segmentLength, head + (n + 1) * segmentLength);
    for (const order of [[0, 2, 1, 3], [0, 0, 1, 2], [1, 2, 3], [0, 1, 3]]) {
      const { items, end } = read(concat(bytes.slice(0, head), ...order.map(segment)));
      expect(end).toBe("damaged");
      expect(items.length).toBeLessThan(some.length);
    }
  });

  it("a member made by hand costs no memory and stops nothing: items too long, of no kind, or that never end", () => {
    const contentKey = hash(key);
    const { name, slots } = writeHead(toBela(), contentKey, random);
    const made = (...plain: readonly Uint8Array[]): Uint8Array => concat(name, slots, ...plain.map((one, i) => encrypt(contentKey, segmentNonce(i), one, new Uint8Array(0))));
    const stream = (length: number, first: number): Uint8Array => {
      const plain = new Uint8Array(segmentRoom).fill(first, itemPrefix);
      new DataView(plain.buffer).setUint32(0, length);
      return plain;
    };
    expect(read(made(stream(mostItemBytes + 1, 0)))).toMatchObject({ end: "damaged", items: [] });
    expect(read(made(stream(0xffff_ffff, 0)))).toMatchObject({ end: "damaged", items: [] });
    expect(read(made(stream(10, 0xff)))).toMatchObject({ end: "damaged", items: [] });
    expect(read(made(stream(mostItemBytes, 0)))).toMatchObject({ end: "cutShort", items: [] });
    expect(read(made())).toMatchObject({ end: "cutShort", items: [] });
  });
});
