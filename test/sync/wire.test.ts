import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { equal } from "../../shared/base/bytes.ts";
import { encodeCbor } from "../../shared/base/cbor.ts";
import { idOf, type ContentId, type DeviceId, type EntryId, type Kid } from "../../shared/base/ids.ts";
import { kib } from "../../shared/base/units.ts";
import { cryptoReady, encrypt, sizes } from "../../shared/crypto/sodium.ts";
import { maxFrame } from "../../shared/ports/link.ts";
import type { Held } from "../../shared/sync/file-side.ts";
import { FrameReader, FrameWriter } from "../../shared/sync/framing.ts";
import { limits } from "../../shared/sync/limits.ts";
import { decodeHello, decodeMessage, encodeHello, encodeMessage, type Message } from "../../shared/sync/wire.ts";

beforeAll(() => cryptoReady);

const bytes = (n: number, length = 32): Uint8Array => new Uint8Array(length).fill(n);
const entry = (n: number): EntryId => idOf<EntryId>(bytes(n));
const device = (n: number): DeviceId => idOf<DeviceId>(bytes(n));
const kid = idOf<Kid>(bytes(9));
const addresses = { signalling: ["ws://10.0.0.2:4444"], stun: ["stun:example.org:3478"], relays: ["https://relay.example"] };

const one: readonly Message[] = [
  { type: "auth", publicKey: bytes(1), signature: bytes(2, 64), instance: bytes(3, 16), addresses },
  { type: "have", serial: 3, acts: [entry(1)], tips: [{ device: device(2), seq: 7, id: entry(3) }] },
  { type: "want", want: 1, acts: [entry(1), entry(2)], logs: [], whole: false },
  { type: "want", want: 2, acts: null, logs: [{ tip: entry(4), known: [entry(1)] }], whole: true },
  { type: "entries", want: 0, entries: [{ header: bytes(1, 300), signature: bytes(2, 64), payload: bytes(3, 500) }], last: true },
  { type: "credit", bytes: 1000 },
  { type: "fork", device: device(1), entries: [entry(1), entry(2)] },
  { type: "help", kids: [kid] },
  { type: "capsule", kid, capsule: bytes(1, 112) },
  { type: "request", request: bytes(1, 400) },
  { type: "admitted", capsule: bytes(1, 112) },
  { type: "refused", reason: "revoked" },
  { type: "return", genesis: null },
  { type: "return", genesis: bytes(1, 600) },
  { type: "level", serial: 4 },
  { type: "addresses", addresses },
  { type: "held", held: [{ content: idOf<ContentId>(bytes(5)), chunks: [[0, 3], [9, 10]] }, { content: idOf<ContentId>(bytes(6)), chunks: [] }] },
  { type: "ask", content: idOf<ContentId>(bytes(5)), chunks: [3, 4, 8000] },
  { type: "chunk", content: idOf<ContentId>(bytes(5)), chunk: 3, bytes: bytes(1, 500) },
  { type: "ping", answer: true },
  { type: "bye", again: false },
];

describe("messages", () => {
  it.each(one.map((message) => [message.type, message] as const))("[SYNC-1] %s is read as it was written", (_, message) => {
    expect(decodeMessage(encodeMessage(message))).toEqual(message);
  });

  it("[ENC-5] any other bytes are no message", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (garbage) => [decodeMessage(garbage), decodeHello(garbage)].every((read) => read === null || typeof read === "object")));
    for (const message of one) {
      const whole = encodeMessage(message);
      for (let cut = 0; cut < whole.length; cut += 7) expect(decodeMessage(whole.slice(0, cut))).toBeNull();
      expect(decodeMessage(encodeCbor([99, ...message.type]))).toBeNull();
    }
  });

  it("[ENC-5] refuses fields of the wrong kind, in every place", () => {
    const types = [...Array(24).keys()];
    const wrong = fc.oneof(fc.integer(), fc.string(), fc.boolean(), fc.constant(null), fc.uint8Array({ maxLength: 40 }), fc.array(fc.integer(), { maxLength: 3 }));
    fc.assert(
      fc.property(fc.constantFrom(...types), fc.array(wrong, { maxLength: 5 }), (type, fields) => {
        const read = decodeMessage(encodeCbor([type, ...fields]));
        if (read !== null) expect(encodeMessage(read)).toEqual(encodeCbor([type, ...fields]));
      }),
      { numRuns: 3000 },
    );
  });

  it("[ENC-5] refuses more than the limits allow", () => {
    const tooMany: readonly Message[] = [
      { type: "have", serial: 1, acts: Array<EntryId>(limits.idsInMessage + 1).fill(entry(1)), tips: [] },
      { type: "want", want: 1, acts: null, logs: Array<{ tip: EntryId; known: [] }>(limits.logsInWant + 1).fill({ tip: entry(1), known: [] }), whole: false },
      { type: "entries", want: 1, entries: [{ header: bytes(1, kib(4) + 1), signature: bytes(2, 64), payload: bytes(1) }], last: true },
      { type: "help", kids: Array<Kid>(limits.kidsInHelp + 1).fill(kid) },
      { type: "request", request: bytes(1, limits.request + 1) },
      { type: "held", held: Array<Held>(limits.contentsInMessage + 1).fill({ content: idOf<ContentId>(bytes(5)), chunks: [] }) },
      { type: "held", held: [{ content: idOf<ContentId>(bytes(5)), chunks: Array.from({ length: limits.rangesInMessage + 1 }, (_, i) => [2 * i, 2 * i + 1] as const) }] },
      { type: "held", held: [{ content: idOf<ContentId>(bytes(5)), chunks: [[4, 4]] }] },
      { type: "ask", content: idOf<ContentId>(bytes(5)), chunks: Array<number>(limits.chunksAsked + 1).fill(1) },
      { type: "chunk", content: idOf<ContentId>(bytes(5)), chunk: 3, bytes: bytes(1, limits.chunk + 1) },
      { type: "addresses", addresses: { signalling: ["x".repeat(limits.addressBytes + 1)], stun: [] } },
    ];
    for (const message of tooMany) expect(decodeMessage(encodeMessage(message))).toBeNull();
  });

  it("[SYNC-2] HELLO of another version is told apart from garbage", () => {
    const hello = encodeHello({ mode: "member", publicKey: bytes(1), nonce: bytes(2), hints: [bytes(3)] });
    expect(decodeHello(hello)).toMatchObject({ mode: "member" });
    expect(decodeHello(encodeCbor([0, 2, "whatever comes then"]))).toBe("OtherVersion");
    expect(decodeHello(encodeHello({ mode: "member", publicKey: bytes(1), nonce: bytes(2), hints: Array<Uint8Array>(5).fill(bytes(3)) }))).toBeNull();
  });
});

describe("frames", () => {
  const key = bytes(5);
  const large = Uint8Array.from({ length: kib(300) }, (_, i) => i % 251);

  it("[SYNC-3] a message of any size crosses in frames of at most 16 KiB", () => {
    for (const length of [0, 1, maxFrame - 17, maxFrame - 16, maxFrame, kib(300), limits.message]) {
      const writer = new FrameWriter(key);
      const reader = new FrameReader(key);
      const message = large.length >= length ? large.slice(0, length) : new Uint8Array(length);
      const frames = writer.frames(message);
      expect(Math.max(...frames.map((frame) => frame.length))).toBeLessThanOrEqual(maxFrame);
      const read = frames.map((frame) => reader.take(frame));
      expect(read.slice(0, -1).every((piece) => piece === "more")).toBe(true);
      expect(equal(read.at(-1) as Uint8Array, message)).toBe(true);
    }
  });

  it("[SYNC-3] a frame that is altered, left out, repeated, swapped or of another direction does not open", () => {
    const frames = new FrameWriter(key).frames(large);
    const [first, second] = [frames[0]!, frames[1]!];
    const fresh = (): FrameReader => new FrameReader(key);
    for (const at of [0, 100, first.length - 1]) expect(fresh().take(first.map((b, i) => (i === at ? b ^ 1 : b)))).toBe("bad");
    expect(fresh().take(second)).toBe("bad");
    const repeated = fresh();
    repeated.take(first);
    expect(repeated.take(first)).toBe("bad");
    expect(new FrameReader(bytes(6)).take(first)).toBe("bad");
    expect(fresh().take(first.slice(0, -1))).toBe("bad");
    expect(fresh().take(new Uint8Array(0))).toBe("bad");
    expect(fresh().take(new Uint8Array(maxFrame + 1))).toBe("bad");
  });

  it("[ENC-5] pieces without an end are given up at the size of the largest message", () => {
    const reader = new FrameReader(key);
    const nonce = new Uint8Array(sizes.nonce);
    const piece = new Uint8Array(kib(15)); // begins with 0: more follows
    let taken: unknown = "more";
    let frames = 0;
    for (; taken === "more" && frames < 255; frames++) {
      taken = reader.take(encrypt(key, nonce, piece, new Uint8Array(0)));
      nonce[sizes.nonce - 1]! += 1;
    }
    expect(frames).toBe(Math.ceil((limits.message + 1) / (piece.length - 1)));
    expect(taken).toBe("bad");
  });
});
