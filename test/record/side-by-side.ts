/** A record, whole or damaged, put before the app's verifier and the standalone one. */
import { expect } from "vitest";
import type { GroupId } from "../../shared/base/ids.ts";
import type { RecordReport } from "../../shared/contract/record-report.ts";
import { decodeRecord, encodeRecord, type RecordEntry } from "../../shared/record/format.ts";
import { verifyRecord } from "../../shared/record/verify.ts";
import type { Report } from "../../verifier/report.ts";
import { verify } from "../../verifier/verify.ts";
import type { Seeded } from "../sim/seeded.ts";
import { fileOf } from "./histories.ts";

/** What both say, to somebody who knows the group, another one, or none. */
export function agree(record: Uint8Array, message: string): RecordReport {
  const file = decodeRecord(record);
  const known = file.ok ? [file.value.group, "ab".repeat(32) as GroupId] : [];
  for (const group of [...known, null]) expect(inOrder(verify(record, group)), message).toEqual(inOrder(verifyRecord(record, group)));
  return verifyRecord(record, null);
}

/** In a damaged file they may find the same things in another order, and notice a broken encoding at another byte. */
export function inOrder(report: Report | RecordReport): unknown {
  const { problems, attesters, ...rest } = { ...report, gone: undefined };
  const comparable = problems.map((problem) => JSON.stringify("at" in problem && String(problem.at).startsWith("byte") ? { ...problem, at: "byte" } : problem));
  return JSON.parse(JSON.stringify({ ...rest, problems: comparable.sort(), attesters: attesters.map((one) => JSON.stringify(one)).sort() }));
}

export function damage(record: Uint8Array, random: Seeded): Uint8Array {
  const file = fileOf(record);
  const at = random.below(file.entries.length);
  const entry = file.entries[at]!;
  const withEntries = (entries: readonly RecordEntry[]): Uint8Array => encodeRecord({ ...file, entries });
  const changed = (change: Partial<RecordEntry>): Uint8Array => withEntries(file.entries.with(at, { ...entry, ...change }));
  const flipped = (bytes: Uint8Array): Uint8Array => {
    const out = bytes.slice();
    if (out.length > 0) out[random.below(out.length)]! ^= 1 << random.below(8);
    return out;
  };
  switch (random.below(11)) {
    case 0:
    case 1:
      return flipped(record);
    case 2:
      return changed({ header: flipped(entry.header) });
    case 3:
      return changed({ signature: flipped(entry.signature) });
    case 4:
      return entry.payload === null ? changed({ key: new Uint8Array(32) }) : changed({ payload: flipped(entry.payload) });
    case 5:
      return entry.key === null ? changed({ payload: new Uint8Array(9), key: new Uint8Array(32) }) : changed({ key: flipped(entry.key) });
    case 6:
      return changed({ payload: null, key: null });
    case 7:
      return withEntries(file.entries.toSpliced(at, 1));
    case 8:
      return withEntries(file.entries.toSpliced(random.below(file.entries.length), 0, entry));
    case 9:
      return encodeRecord({ ...file, statement: { ...file.statement, ...random.pick([{ round: 3 }, { attesters: 7 }, { state: "none" as const }, { result: "0".repeat(64) }]) } });
    default:
      return record.slice(0, random.below(record.length));
  }
}
