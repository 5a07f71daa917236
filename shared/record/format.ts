/**
 * POLL-9. The file of one decision: the acts it rests on, with the key of each entry a reader must open and only the
 * header of the others, in the one order of `inFileOrder`, so that a decision known alike is written alike. docs/record-format.md describes it.
 */
import { decodeCbor, encodeCbor, faultAt, type CborMap, type CborValue } from "../base/cbor.ts";
import type { EntryId, GroupId } from "../base/ids.ts";
import { bytesOf, bytesUpTo, fields, id, list, nullable, text, whole, word, type Field } from "../base/record.ts";
import { err, ok, type Result } from "../base/result.ts";

export interface RecordEntry {
  readonly header: Uint8Array;
  readonly signature: Uint8Array;
  /** Both null for an entry that is only a link in the chain. */
  readonly payload: Uint8Array | null;
  /** LOG-2: opens this entry and no other. */
  readonly key: Uint8Array | null;
}

/** What the file claims; a verifier counts anew and compares. */
export interface Statement {
  readonly state: (typeof states)[number];
  readonly round: number;
  readonly attesters: number;
  readonly result: string;
}

export interface RecordFile {
  readonly group: GroupId;
  readonly motion: EntryId;
  readonly statement: Statement;
  readonly entries: readonly RecordEntry[];
}

/** Each act stands after its past, since its lamport is higher (LOG-4). */
export const inFileOrder = (a: { readonly id: EntryId; readonly lamport: number }, b: { readonly id: EntryId; readonly lamport: number }): number =>
  a.lamport - b.lamport || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

const states = ["none", "counted", "provisional", "certified", "contradicted"] as const;
const magic = "veche-record";
const version = 1;
/** ENC-5: entries in one file. */
const most = 200_000;

const entryField: Field<RecordEntry> = fields<RecordEntry>({
  header: [1, bytesUpTo(4096)],
  signature: [2, bytesOf(64)],
  payload: [3, nullable(bytesUpTo(256 * 1024))],
  key: [4, nullable(bytesOf(32))],
});

const parts: { readonly [K in keyof RecordFile]: readonly [key: number, field: Field<RecordFile[K]>] } = {
  group: [3, id<GroupId>()],
  motion: [4, id<EntryId>()],
  statement: [5, fields<Statement>({ state: [1, word(states)], round: [2, whole(0, 1000)], attesters: [3, whole(0, 1_000_000)], result: [4, text(64)] })],
  entries: [6, list(entryField, most)],
};
const fileField: Field<RecordFile> = fields<RecordFile>(parts);

export function encodeRecord(file: RecordFile): Uint8Array {
  return encodeCbor(new Map(fileField.write(file) as CborMap).set(1, magic).set(2, version));
}

/** Why bytes are no record file; `at` names the byte or the part that is not as it must be. */
type FormProblem = { readonly kind: "NotARecord" } | { readonly kind: "NewerVersion" } | { readonly kind: "NotCanonical"; readonly at: string };

export function decodeRecord(bytes: Uint8Array): Result<RecordFile, FormProblem> {
  const map = decodeCbor(bytes);
  if (!(map instanceof Map)) return err(startsLikeRecord(bytes) ? { kind: "NotCanonical", at: `byte ${faultAt(bytes) ?? 0}` } : { kind: "NotARecord" });
  const all = new Map(map as CborMap);
  if (all.get(1) !== magic) return err({ kind: "NotARecord" });
  const stated = all.get(2);
  if (typeof stated === "number" && stated > version) return err({ kind: "NewerVersion" });
  if (stated !== version) return err({ kind: "NotARecord" });
  all.delete(1);
  all.delete(2);
  const file = fileField.read(all);
  return file === undefined ? err({ kind: "NotCanonical", at: brokenPart(all) }) : ok(file);
}

function brokenPart(map: CborMap): string {
  for (const [name, [key, field]] of Object.entries(parts)) {
    const value = map.get(key);
    if (value !== undefined && field.read(value) !== undefined) continue;
    if (name !== "entries" || !Array.isArray(value)) return name;
    const entry = (value as readonly CborValue[]).findIndex((one) => entryField.read(one) === undefined);
    return entry < 0 ? name : `${name}[${entry}]`;
  }
  return "keys";
}

/** The first bytes every record has: a map of six whose key 1 is the magic word. */
function startsLikeRecord(bytes: Uint8Array): boolean {
  const start = encodeCbor(new Map([[1, magic]]));
  return start.every((b, i) => (i === 0 ? bytes[0] === 0xa6 : bytes[i] === b));
}
