import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { fromHex, toHex } from "../../shared/base/bytes.ts";
import { decodeCbor, encodeCbor, type CborMap, type CborValue } from "../../shared/base/cbor.ts";
import type { ContentId, EntryId, MotionId, ThreadId } from "../../shared/base/ids.ts";
import { limits } from "../../shared/base/limits.ts";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import { kinds } from "../../shared/log/kind.ts";
import { bylawsOf } from "../../shared/poll/bylaws.ts";
import type { OfficeTerms } from "../../shared/poll/mandate-field.ts";
import { decodePollRecord, encodePollRecord, motionTextHash, type Hash, type PollRecord } from "../../shared/poll/records.ts";
import { idNamed, memberNamed, motionOf } from "./scene.ts";

await cryptoReady;

const motion = idNamed<MotionId>("motion");
const entry = (name: string): EntryId => idNamed<EntryId>(name);
const option = { title: "Pay the old rent", text: "From 1 January.", necessity: "Silence counts as consent.", practicality: "Eleven letters." };

const terms: OfficeTerms = { title: "City Council", scope: "Speaks for us.", instructions: "Not on rents.", constituents: [], seats: 1, acts: ["speak", "sign"], floor: { numerator: 1, denominator: 2, strict: false }, lapses: false };

const records: Record<string, PollRecord> = {
  motion: {
    type: "motion",
    ...motionOf(["ada", "bela", "chen"], {
      title: "Miete — что делать?",
      options: [option, { ...option, title: "Demand the costs" }],
      method: "schulze",
      quorum: { numerator: 1, denominator: 2, strict: false },
      base: "present",
      deadline: 1_795_000_000_000,
      reportBy: 1_799_000_000_000,
      thread: idNamed<ThreadId>("thread"),
    }),
  },
  motionWithFiles: { type: "motion", ...motionOf(["ada"]), files: [{ file: entry("file"), content: idNamed<ContentId>("content"), name: "Kosten – расходы.pdf", size: 48_000 }] },
  motionWithSeats: { type: "motion", ...motionOf(["ada"], { method: "stv-scottish", options: [option, { ...option, title: "Demand the costs" }] }), seats: 2 },
  motionWithDots: { type: "motion", ...motionOf(["ada"], { method: "dots", options: [option, { ...option, title: "Demand the costs" }] }), dots: 5, advice: true },
  signUp: { type: "motion", ...motionOf(["ada"], { method: "sign-up", options: [{ ...option, places: 3 }] }) },
  byLots: { type: "motion", ...motionOf(["ada"], { method: "lots", options: [option, { ...option, title: "Demand the costs" }] }), seats: 1, lots: true },
  drawnAgain: { type: "motion", ...motionOf(["ada"], { method: "lots", options: [option, { ...option, title: "Demand the costs" }] }), seats: 1, lots: true, redraws: { motion, without: [memberNamed("bela")] } },
  naming: { type: "motion", ...motionOf(["ada"], { kind: "founding", names: [memberNamed("bela"), memberNamed("chen")].sort() }) },
  expulsion: { type: "motion", ...motionOf(["ada", "chen"], { kind: "expulsion", names: [memberNamed("bela")] }) },
  bylaws: { type: "motion", ...motionOf(["ada"], { kind: "bylaws" }), change: { bylaws: bylawsOf.coop, replaces: idNamed<MotionId>("before") } },
  repeal: { type: "motion", ...motionOf(["ada", "chen"], { kind: "repeal" }), repeals: motion },
  mandate: { type: "motion", ...motionOf(["ada", "chen"], { kind: "mandate" }), mandate: { terms, nominees: [memberNamed("bela")] } },
  mandateRenewed: { type: "motion", ...motionOf(["ada", "chen"], { kind: "mandate" }), mandate: { terms: { ...terms, renewal: 365 }, nominees: [memberNamed("bela")] } },
  election: { type: "motion", ...motionOf(["ada"], { kind: "mandate", method: "schulze", options: [{ ...option, title: "bela" }] }), mandate: { office: motion, terms: { ...terms, constituents: [memberNamed("ada")] }, nominees: [memberNamed("bela")] } },
  recall: { type: "motion", ...motionOf(["ada", "chen"], { kind: "recall", names: [memberNamed("bela")] }), mandate: { office: motion, ends: idNamed<MotionId>("mandate") } },
  ballotYes: { type: "ballot", motion, replaces: [], choice: { method: "yes-no-abstain", vote: "yes" } },
  ballotApproval: { type: "ballot", motion, replaces: [entry("a"), entry("b")], choice: { method: "approval", approved: [0, 2] } },
  ballotRanked: { type: "ballot", motion, replaces: [], choice: { method: "schulze", ranks: [[2], [-1, 0]] } },
  ballotScored: { type: "ballot", motion, replaces: [], choice: { method: "score", scores: [5, 0, 3] } },
  ballotRunOff: { type: "ballot", motion, replaces: [], choice: { method: "irv", ranks: [[2], [-1], [0]] } },
  ballotScottish: { type: "ballot", motion, replaces: [], choice: { method: "stv-scottish", ranks: [[1], [0]] } },
  ballotMeek: { type: "ballot", motion, replaces: [], choice: { method: "stv-meek", ranks: [[1]] } },
  ballotConsensus: { type: "ballot", motion, replaces: [], choice: { method: "consensus", position: "standAside" } },
  ballotDots: { type: "ballot", motion, replaces: [], choice: { method: "dots", dots: [2, 0, 1] } },
  ballotTimes: { type: "ballot", motion, replaces: [], choice: { method: "time-poll", answers: ["yes", "no", "ifNeedBe"] } },
  ballotSignUp: { type: "ballot", motion, replaces: [], choice: { method: "sign-up", taken: [0, 2] } },
  ballotLots: { type: "ballot", motion, replaces: [], choice: { method: "lots", vote: "yes" }, commitment: fromHex("c".repeat(64))! },
  numberShown: { type: "seed", motion, value: fromHex("5".repeat(64))! },
  ballotEmpty: { type: "ballot", motion, replaces: [entry("a")], choice: null },
  seal: { type: "seal", motion },
  close: { type: "close", motion, seals: [entry("a"), entry("b"), entry("c")] },
  attest: { type: "attest", motion, close: entry("close"), round: 1, result: "ab".repeat(32) as Hash, adopted: true, option: 1, lists: [] },
  attestRound2: { type: "attest", motion, close: entry("close"), round: 2, result: "cd".repeat(32) as Hash, adopted: false, option: null, lists: [entry("x"), entry("y")] },
  withdrawal: { type: "withdrawal", motion },
  handCount: { type: "handCount", motion, votes: [12, 3, 1] },
  secondCount: { type: "secondCount", motion, votes: [12, 3, 1], count: entry("count") },
  withTellers: { type: "motion", ...motionOf(["ada", "bela", "chen"]), tellers: [memberNamed("ada"), memberNamed("bela")].sort() },
  sheet: { type: "sheet", motion, lines: [{ member: memberNamed("ada"), choice: { method: "schulze" as const, ranks: [[1], [-1, 0]] } }, { member: memberNamed("bela"), choice: null }].sort((a, b) => (a.member < b.member ? -1 : 1)) },
  dispute: { type: "dispute", motion, text: "My ballot of Tuesday is missing.", evidence: [entry("a")] },
};

/** Of a motion: left out where there are none. */
const files = 17;
const seats = 18;
const dots = 21;
const repeals = 22;
const advice = 24;
const change = 19;
const lots = 28;
const redraws = 29;
const mandate = 20;
const tellers = 30;
/** Of a ballot: where the motion names no lot. */
const commitment = 4;

const kindOf = (record: PollRecord): number => kinds[record.type];
const vectorFile = new URL("../vectors/poll-records.json", import.meta.url);
const readVectors = (): Record<string, { kind: number; payload: string }> =>
  JSON.parse(readFileSync(vectorFile, "utf8")) as Record<string, { kind: number; payload: string }>;

describe("[ENC-1] poll records", () => {
  if (process.env.VECHE_WRITE_VECTORS === "1") {
    const vectors = Object.entries(records).map(([name, record]) => [name, { kind: kindOf(record), payload: toHex(encodePollRecord(record)) }]);
    writeFileSync(vectorFile, `${JSON.stringify(Object.fromEntries(vectors), null, 2)}\n`);
  }

  it.each(Object.keys(records))("%s has exactly the bytes of its vector, and they decode to it", (name) => {
    const { kind, payload } = readVectors()[name]!;
    expect(kind).toBe(kindOf(records[name]!));
    expect(toHex(encodePollRecord(records[name]!))).toBe(payload);
    expect(decodePollRecord(kind, fromHex(payload)!)).toEqual(records[name]);
  });

  it("has a vector for every record and no other", () => {
    expect(Object.keys(readVectors())).toEqual(Object.keys(records));
  });

  it.each(Object.keys(records))("%s with any field missing, added, of another shape or with any byte more is refused", (name) => {
    const record = records[name]!;
    const bytes = encodePollRecord(record);
    const map = decodeCbor(bytes) as CborMap;
    const refused = (value: CborMap): void => expect(decodePollRecord(kindOf(record), encodeCbor(value))).toBeNull();
    for (const key of map.keys()) {
      if (![files, seats, change, dots, repeals, advice, mandate, lots, redraws, tellers].includes(key as number) && !(record.type === "ballot" && key === commitment)) refused(new Map([...map].filter(([k]) => k !== key)));
      refused(new Map([...map, [key, new Map()]]));
      refused(new Map([...map, [key, "\u0000".repeat(limits.situation + 1)]]));
    }
    refused(new Map([...map, [99, 1]]));
    expect(decodePollRecord(kindOf(record), new Uint8Array([...bytes, 0]))).toBeNull();
    expect(decodePollRecord(kindOf(record), bytes.subarray(0, -1))).toBeNull();
    expect(decodePollRecord(kinds.post, bytes)).toBeNull();
  });

  const changed = (name: string, key: number, value: CborValue): PollRecord | null => {
    const record = records[name]!;
    return decodePollRecord(kindOf(record), encodeCbor(new Map([...(decodeCbor(encodePollRecord(record)) as CborMap), [key, value]])));
  };
  const fraction = (n: number, d: number, strict: boolean): CborValue => new Map<number, CborValue>([[1, n], [2, d], [3, strict]]); // prettier-ignore

  it("refuses fractions that mean nothing, unsorted or repeated ids, and what is out of bounds", () => {
    expect(changed("motion", 8, fraction(1, 2, true))).not.toBeNull();
    for (const bad of [fraction(1, 0, false), fraction(3, 2, false), fraction(1, 1, true), fraction(1, 10_000_000, false)]) expect(changed("motion", 8, bad)).toBeNull();
    const [low, high] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)];
    expect(changed("close", 2, [low, high])).not.toBeNull();
    for (const bad of [[high, low], [low, low], [low.subarray(1)], ["x"]]) expect(changed("close", 2, bad)).toBeNull(); // prettier-ignore
    expect(changed("attest", 3, 0)).toBeNull();
    expect(changed("attest", 6, limits.options)).toBeNull();
    expect(changed("motion", 1, "x".repeat(limits.title + 1))).toBeNull();
    expect(changed("motion", 1, "я".repeat(limits.title / 2 + 1))).toBeNull();
    expect(changed("motion", 11, -1)).toBeNull();
    expect(changed("motion", files, [])).toBeNull();
    const law = (key: number, value: CborValue): CborValue => new Map<number, CborValue>([[1, new Map([...((decodeCbor(encodePollRecord(records["bylaws"]!)) as CborMap).get(change) as CborMap).get(1) as CborMap, [key, value]])], [2, null]]);
    expect(changed("bylaws", change, law(12, 2))).not.toBeNull();
    for (const [key, bad] of [[12, 0], [12, 21], [9, null], [17, fraction(1, 5, false)], [4, fraction(1, 1, true)], [1, 4], [19, 1]] as const) expect(changed("bylaws", change, law(key, bad))).toBeNull(); // what is usual is left out
    for (const bad of [0, limits.options + 1, null]) expect(changed("motion", seats, bad)).toBeNull();
    for (const bad of [0, 101, null]) expect(changed("motion", dots, bad)).toBeNull();
    const line = (byte: number): CborValue => new Map<number, CborValue>([[1, new Uint8Array(32).fill(byte)], [2, null]]);
    expect(changed("sheet", 2, [line(1), line(2)])).not.toBeNull();
    for (const bad of [[line(2), line(1)], [line(1), line(1)], null]) expect(changed("sheet", 2, bad)).toBeNull();
    for (const bad of [false, 1, null]) expect(changed("motion", advice, bad)).toBeNull();
  });

  it("refuses choices that are not in their one written form", () => {
    expect(changed("ballotYes", 3, [1, [0, 2]])).not.toBeNull();
    for (const bad of [[0, 3], [0], [11, []], [8, 1], [8, [-1]], [8, [101]], [9, [3]], [10, [1, 0]], [10, [0, 0]], [7, 3], [7, []], [3, 0], [3, [6]], [3, [-1]], [4, [[0], [0]]], [1, [2, 0]], [1, [1, 1]], [1, [-1]], [1, [limits.options]], [2, [[]]], [2, [[0], [0]]], [2, [[2, 1]]], [2, [[-2]]], [2, [0]], [0, 0, 0]]) {
      expect(changed("ballotYes", 3, bad)).toBeNull();
    } // prettier-ignore
  });

  it("writes a choice given in any order in its one form", () => {
    const loose: PollRecord = { type: "ballot", motion, replaces: [], choice: { method: "schulze", ranks: [[2], [0, -1]] } };
    expect(encodePollRecord(loose)).toEqual(encodePollRecord(records["ballotRanked"]!));
  });
});

describe("[POLL-1] the text hash", () => {
  it("changes with every word of the motion", () => {
    const base = motionOf(["ada"], { options: [option] });
    const hashes = [
      base,
      { ...base, title: "Other" },
      { ...base, situation: "Other" },
      { ...base, options: [] },
      ...(["title", "text", "necessity", "practicality"] as const).map((field) => ({ ...base, options: [{ ...option, [field]: "Other" }] })),
    ].map(motionTextHash);
    expect(new Set(hashes).size).toBe(hashes.length);
  });
});
