import { beforeAll, describe, expect, it } from "vitest";
import type { EntryId, GroupId, MotionId } from "../../shared/base/ids.ts";
import type { RecordProblem } from "../../shared/contract/record-report.ts";
import { revokeInviteCodec } from "../../shared/governance/records.ts";
import { decodeHeader } from "../../shared/log/header.ts";
import { kinds } from "../../shared/log/kind.ts";
import { encodeRecord, type RecordEntry } from "../../shared/record/format.ts";
import { verifyRecord } from "../../shared/record/verify.ts";
import { everyoneHears, Machine, street } from "../sim/machine.ts";
import { Seeded } from "../sim/seeded.ts";
import { altered, chance, fileOf, founding, recordOf, settle } from "./histories.ts";

const proof = process.env["VECHE_PROOF"] === "1";
const yes = { method: "yes-no-abstain", vote: "yes" } as const;
const noneOther = "f".repeat(64);

let small: Uint8Array;
let whole: Uint8Array;
/** Another decision of the same group, and one of another group. */
let sibling: Uint8Array;
let foreign: Uint8Array;
let group: GroupId;

beforeAll(async () => {
  const first = await founding(11);
  small = recordOf(first.ada, first.motion);
  const all = await street(chance(12), "Ada", "Bela", "Cyn");
  const [ada] = all as [Machine, Machine, Machine];
  group = ada.group.group;
  const decide = async (): Promise<MotionId> => {
    const motion = await ada.openMotion();
    await everyoneHears(all);
    for (const m of all) await m.vote(motion, yes);
    await everyoneHears(all);
    await settle(all, motion);
    return motion;
  };
  const motion = await decide();
  whole = recordOf(ada, motion);
  sibling = recordOf(ada, await decide());
  const elsewhere = await founding(13);
  foreign = recordOf(elsewhere.ada, elsewhere.motion);
}, 120_000);

const problemsOf = (bytes: Uint8Array): readonly RecordProblem[] => {
  const report = verifyRecord(bytes, null);
  expect(report.valid).toBe(report.problems.length === 0);
  return report.problems;
};
const kindOf = (entry: RecordEntry): number => decodeHeader(entry.header)!.kind;
const placeOfKind = (kind: number): number => fileOf(whole).entries.findLastIndex((entry) => kindOf(entry) === kind);
const withEntries = (change: (entries: RecordEntry[]) => RecordEntry[]): Uint8Array => altered(whole, ({ entries }) => ({ entries: change([...entries]) }));
const at = (i: number, change: (entry: RecordEntry) => RecordEntry): Uint8Array => withEntries((entries) => entries.with(i, change(entries[i]!)));

describe("[POLL-9] a record in which a byte is changed", () => {
  it("fails with a problem that says what", () => {
    expect(problemsOf(small)).toEqual([]);
    const found: Record<string, number> = {};
    for (let i = 0; i < small.length; i += proof ? 1 : 7) {
      const bytes = small.slice();
      bytes[i]! ^= 1 << (i % 8);
      const problems = problemsOf(bytes);
      expect(problems, `byte ${i}`).not.toEqual([]);
      for (const problem of problems) {
        expect(Object.values(problem).every((value) => value !== ""), `byte ${i}: ${JSON.stringify(problem)}`).toBe(true);
        found[problem.kind] = (found[problem.kind] ?? 0) + 1;
      }
    }
    if (proof) console.log(`${small.length} records with one byte changed, none accepted: ${JSON.stringify(found)}`);
    expect(Object.keys(found)).toEqual(expect.arrayContaining(["BadEntry", "MissingEntry", "NotCanonical", "NotARecord"]));
  }, 600_000);

  it("names the entry, whichever of its parts is changed", () => {
    const flip = (bytes: Uint8Array, i: number): Uint8Array => bytes.map((b, j) => (j === i ? b ^ 1 : b));
    const ballot = placeOfKind(kinds.ballot);
    const length = fileOf(whole).entries[ballot]!.header.length;
    expect(problemsOf(at(ballot, (e) => ({ ...e, signature: flip(e.signature, 5) })))).toContainEqual({ kind: "BadEntry", at: ballot, reason: "BadSignature" });
    expect(problemsOf(at(ballot, (e) => ({ ...e, payload: flip(e.payload!, 5) })))).toContainEqual({ kind: "BadEntry", at: ballot, reason: "PayloadAltered" });
    expect(problemsOf(at(ballot, (e) => ({ ...e, key: flip(e.key!, 5) })))).toContainEqual({ kind: "BadEntry", at: ballot, reason: "WrongKey" });
    expect(problemsOf(at(ballot, (e) => ({ ...e, header: flip(e.header, length - 1) })))).toContainEqual({ kind: "BadEntry", at: ballot, reason: "BadSignature" });
    expect(problemsOf(at(ballot, (e) => ({ ...e, header: flip(e.header, 0) })))).toContainEqual({ kind: "BadEntry", at: ballot, reason: "HeaderMalformed" });
    expect(problemsOf(at(0, (e) => ({ ...e, header: flip(e.header, e.header.length - 1) })))).toContainEqual({ kind: "BadEntry", at: 0, reason: "NotGenesis" });
  });
});

describe("[POLL-9] a record that was cut or added to", () => {
  it("cut short, or with a byte more, says at which byte it breaks", () => {
    for (const length of [0, 1, 10]) expect(problemsOf(whole.slice(0, length))).toEqual([{ kind: "NotARecord" }]);
    for (const length of [20, 100, whole.length >> 1, whole.length - 1]) {
      const [problem, ...more] = problemsOf(whole.slice(0, length));
      expect(problem).toMatchObject({ kind: "NotCanonical" });
      expect(problem).toHaveProperty("at", expect.stringMatching(/^byte \d+$/u));
      expect(more).toEqual([]);
    }
    expect(problemsOf(new Uint8Array([...whole, 0]))).toEqual([{ kind: "NotCanonical", at: `byte ${whole.length}` }]);
  });

  it("is no record: nothing, random bytes, another file", () => {
    const seeded = new Seeded(5);
    for (const length of [1, 64, 5000]) {
      const bytes = Uint8Array.from({ length }, () => seeded.below(256));
      expect(problemsOf(bytes)).toEqual([{ kind: "NotARecord" }]);
      expect(problemsOf(new Uint8Array([...whole.slice(0, 80), ...bytes]))).toHaveLength(1);
    }
    expect(problemsOf(new TextEncoder().encode("%PDF-1.7 something else"))).toEqual([{ kind: "NotARecord" }]);
  });

  it("without any one of its entries names what is missing", () => {
    const { entries } = fileOf(whole);
    for (const i of entries.keys()) {
      const problems = problemsOf(withEntries((all) => all.toSpliced(i, 1)));
      const expected: RecordProblem["kind"][] = kindOf(entries[i]!) === kinds.attest ? ["MissingEntry", "NotEnoughAttestations"] : ["MissingEntry"];
      expect(expected, `entry ${i}`).toContain(problems[0]?.kind);
    }
  });

  it("with two entries exchanged, or one twice", () => {
    const { entries } = fileOf(whole);
    for (let i = 1; i < entries.length; i++) {
      const swapped = withEntries((all) => all.with(i, entries[i - 1]!).with(i - 1, entries[i]!));
      expect(problemsOf(swapped), `entry ${i}`).toContainEqual({ kind: "NotCanonical", at: `order of entries[${i}]` });
    }
    for (const i of [0, 5, entries.length - 1]) expect(problemsOf(withEntries((all) => all.toSpliced(i, 0, entries[i]!)))).toEqual([{ kind: "ExtraData", at: String(i + 1) }]);
  });

  it("with entries of another decision, or of another group", () => {
    const mine = new Set(fileOf(whole).entries.map((entry) => entry.header.join()));
    const more = fileOf(sibling).entries.filter((entry) => !mine.has(entry.header.join()));
    expect(problemsOf(withEntries((all) => [...all, ...more])).map((p) => p.kind)).toEqual(more.map(() => "ExtraData"));
    const strangers = problemsOf(withEntries((all) => [...all, ...fileOf(foreign).entries]));
    expect(strangers).toContainEqual({ kind: "BadEntry", at: fileOf(whole).entries.length, reason: "NotGenesis" });
  });
});

describe("[POLL-9] a record that shows less than it must", () => {
  it("without the key of any entry a reader must open", () => {
    const { entries } = fileOf(whole);
    for (const [i, entry] of entries.entries()) {
      if (entry.key === null) continue;
      const problems = problemsOf(at(i, (e) => ({ ...e, payload: null, key: null })));
      expect(problems, `entry ${i} of kind ${kindOf(entry)}`).not.toEqual([]);
      expect(problemsOf(at(i, (e) => ({ ...e, key: null })))).toContainEqual({ kind: "BadEntry", at: i, reason: "KeyWithoutPayload" });
    }
    const closedAt = (kind: number): readonly RecordProblem[] => problemsOf(at(placeOfKind(kind), (e) => ({ ...e, payload: null, key: null })));
    expect(closedAt(kinds.admit)).toContainEqual({ kind: "BadEntry", at: placeOfKind(kinds.admit), reason: "Closed" });
    expect(closedAt(kinds.motion)).toContainEqual({ kind: "BadEntry", at: placeOfKind(kinds.motion), reason: "Closed" });
    expect(closedAt(kinds.ballot)).toContainEqual({ kind: "BadEntry", at: placeOfKind(kinds.attest), reason: "WrongResult" });
    expect(closedAt(kinds.attest).map((p) => p.kind)).toEqual(["NotEnoughAttestations", "ExtraData"]);
  });

  it("[MEM-3] cannot hide a second joiner of one invite, a revocation or a proven fork", async () => {
    const random = chance(14);
    const all = await street(random, "Ada", "Bela", "Cyn");
    const [ada, bela, cyn] = all as [Machine, Machine, Machine];
    const seed = await ada.invite();
    await everyoneHears(all);
    await Machine.joinWith("Dora", ada, seed, random);
    await Machine.joinWith("Emil", bela, seed, random);
    const copy = await cyn.clone();
    await copy.invite();
    await cyn.invite();
    await everyoneHears([...all, copy]);
    const invite = ada.group.openInvites()[0]!.invite;
    await ada.group.author(kinds.revokeInvite, () => revokeInviteCodec.encode({ invite }));
    const record = recordOf(ada, await ada.openMotion());
    expect(problemsOf(record)).toEqual([]);
    const hidden = [kinds.admit, kinds.revokeInvite, kinds.forkProof].map((kind) => {
      const i = fileOf(record).entries.findLastIndex((entry) => kindOf(entry) === kind);
      return problemsOf(altered(record, ({ entries }) => ({ entries: entries.with(i, { ...entries[i]!, payload: null, key: null }) })));
    });
    for (const problems of hidden) expect(problems).toContainEqual(expect.objectContaining({ kind: "BadEntry", reason: "Closed" }));
  });
});

describe("[POLL-9] a record that claims what it does not show", () => {
  it("of a group other than the reader's", () => {
    expect(verifyRecord(whole, group).problems).toEqual([]);
    expect(verifyRecord(foreign, group).problems).toEqual([{ kind: "WrongGroup", stated: fileOf(foreign).group }]);
    const renamed = altered(foreign, () => ({ group }));
    expect(verifyRecord(renamed, group).problems).toContainEqual({ kind: "BadEntry", at: 0, reason: "NotGenesis" });
  });

  it("of another motion", () => {
    expect(problemsOf(altered(whole, () => ({ motion: noneOther as EntryId })))).toEqual([{ kind: "MissingEntry", id: noneOther }]);
    expect(problemsOf(altered(whole, () => ({ motion: fileOf(sibling).motion }))).map((p) => p.kind)).toEqual(["MissingEntry"]);
  });

  it("another state, round, number of attesters or result than its entries give", () => {
    const stating = (change: object): readonly RecordProblem[] => problemsOf(altered(whole, ({ statement }) => ({ statement: { ...statement, ...change } })));
    expect(stating({ state: "provisional" })).toEqual([{ kind: "WrongStatement", stated: "provisional", counted: "certified" }]);
    expect(stating({ round: 2 })).toEqual([{ kind: "WrongStatement", stated: "certified", counted: "certified" }]);
    expect(stating({ attesters: 2 })).toEqual([{ kind: "WrongStatement", stated: "certified", counted: "certified" }]);
    expect(stating({ attesters: 4 })).toEqual([{ kind: "NotEnoughAttestations", have: 3, needed: 4 }]);
    expect(stating({ result: noneOther })).toEqual([{ kind: "WrongResult", stated: noneOther, counted: fileOf(whole).statement.result }]);
  });

  it("breaks its own form: the part is named", () => {
    const file = fileOf(whole);
    const broken = (change: object): readonly RecordProblem[] => problemsOf(encodeRecord({ ...file, ...change }));
    expect(broken({ statement: { ...file.statement, round: 5000 } })).toEqual([{ kind: "NotCanonical", at: "statement" }]);
    expect(broken({ entries: file.entries.with(3, { ...file.entries[3]!, signature: new Uint8Array(63) }) })).toEqual([{ kind: "NotCanonical", at: "entries[3]" }]);
  });
});
