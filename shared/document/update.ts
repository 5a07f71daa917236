/**
 * DOC-3. A Yjs update of format V1, read by our own bounded decoder before Yjs sees a byte of it, and written again. What
 * is not the work of an editor (garbage, gaps, subdocuments, binary content) ends the reading with the reason. Which
 * structs may stand here at all is for `fault.ts`. https://docs.yjs.dev/api/document-updates
 */
import { Reader, Unreadable, Writer } from "./lib0.ts";

/** A single character or element: the place `clock` in what `client` has written. */
export interface StructId {
  readonly client: number;
  readonly clock: number;
}

export type Content =
  /** UTF-16 units; ends of surrogate pairs may stand alone. */
  | { readonly is: "text"; readonly text: string }
  | { readonly is: "element" | "textNode"; readonly raw: Uint8Array }
  /** Beginnings and ends of marks, and attribute values, in their own bytes. */
  | { readonly is: "mark" | "value"; readonly raw: Uint8Array };

/** A run of characters, or one element, mark or value. */
export interface Struct {
  readonly clock: number;
  readonly length: number;
  readonly origin: StructId | null;
  readonly rightOrigin: StructId | null;
  /** Said only where there is no origin on either side: the root's name, or the element it is in. */
  readonly parent: string | StructId | null;
  /** The attribute it sets; said only with the parent. */
  readonly key: string | null;
  /** Whether it says that it sets an attribute. */
  readonly keyed: boolean;
  readonly content: Content;
}

export interface Range {
  readonly client: number;
  readonly clock: number;
  readonly length: number;
}

export interface Update {
  /** Of whom the structs are; null where there are none. */
  readonly client: number | null;
  /** Consecutive, ascending. */
  readonly structs: readonly Struct[];
  readonly deletes: readonly Range[];
}

/** The structs of one client, as in an update. */
export interface Section {
  readonly client: number;
  readonly structs: readonly Struct[];
}

/** What several wrote. */
export interface Sections {
  readonly sections: readonly Section[];
  readonly deletes: readonly Range[];
}

export type Undecodable =
  /** Cut short, garbled, or of another format. */
  | "Malformed"
  /** Structs under more than one client. */
  | "SeveralClients"
  /** Garbage-collected structs, gaps, deleted or binary content, embedded objects, subdocuments, unknown types. */
  | "ForbiddenContent";

/** DOC-3. Bounds of names, and of how deep values are nested. */
const bounds = { name: 64, key: 256, json: 16_384, depth: 8, clock: 2 ** 40 } as const;

/** Numbers of contents, and of the types a content may be. */
const content = { text: 4, mark: 6, type: 7, value: 8 } as const;
const types = { element: 3, textNode: 6 } as const;
const withOrigin = 0x80;
const withRight = 0x40;
const withKey = 0x20;

export function decodeUpdate(bytes: Uint8Array): Update | Undecodable {
  const read = decodeSections(bytes, 1);
  if (typeof read === "string") return read;
  const [only] = read.sections;
  return { client: only?.client ?? null, structs: only?.structs ?? [], deletes: read.deletes };
}

/** Of at most so many clients. */
export function decodeSections(bytes: Uint8Array, most: number): Sections | Undecodable {
  try {
    return readSections(new Reader(bytes), most);
  } catch (error) {
    if (error instanceof Forbidden) return "ForbiddenContent";
    if (error instanceof Unreadable) return "Malformed";
    throw error;
  }
}

class Forbidden extends Error {}

function readSections(from: Reader, most: number): Sections | Undecodable {
  const clients = from.uint();
  if (clients > most) return "SeveralClients";
  const sections: Section[] = [];
  while (sections.length < clients) sections.push(readSection(from));
  const deletes = readDeletes(from);
  return from.done ? { sections, deletes } : "Malformed";
}

function readSection(from: Reader): Section {
  const count = from.uint();
  const client = from.uint();
  let clock = from.uint();
  const structs: Struct[] = [];
  for (let i = 0; i < count; i++) {
    const struct = readStruct(from, clock);
    structs.push(struct);
    clock += struct.length;
    if (clock > bounds.clock) throw new Unreadable();
  }
  if (count === 0) throw new Unreadable();
  return { client, structs };
}

function readStruct(from: Reader, clock: number): Struct {
  const info = from.byte();
  const kind = info & 0x1f;
  if (!(Object.values(content) as number[]).includes(kind)) throw new Forbidden();
  const origin = (info & withOrigin) === 0 ? null : readId(from);
  const rightOrigin = (info & withRight) === 0 ? null : readId(from);
  const saysParent = origin === null && rightOrigin === null;
  const keyed = (info & withKey) !== 0;
  const parent = saysParent ? readParent(from) : null;
  const key = saysParent && keyed ? name(from, bounds.key) : null;
  const { value, length } = readContent(from, kind);
  return { clock, length, origin, rightOrigin, parent, key, keyed, content: value };
}

const readId = (from: Reader): StructId => ({ client: from.uint(), clock: from.uint() });

function readParent(from: Reader): string | StructId {
  const isRoot = from.uint();
  if (isRoot > 1) throw new Unreadable();
  return isRoot === 1 ? name(from, bounds.name) : readId(from);
}

function readContent(from: Reader, kind: number): { value: Content; length: number } {
  if (kind === content.text) {
    const written = from.text(from.bytes.length);
    if (written.length === 0) throw new Unreadable();
    return { value: { is: "text", text: written }, length: written.length };
  }
  const start = from.at;
  const is = kind === content.mark ? readMark(from) : kind === content.type ? readType(from) : readValue(from);
  return { value: { is, raw: from.bytes.slice(start, from.at) }, length: 1 };
}

function readMark(from: Reader): "mark" {
  name(from, bounds.name);
  json(from);
  return "mark";
}

function readType(from: Reader): "element" | "textNode" {
  const type = from.uint();
  if (type === types.textNode) return "textNode";
  if (type !== types.element) throw new Forbidden();
  name(from, bounds.name);
  return "element";
}

/** Editors set one value at a time. */
function readValue(from: Reader): "value" {
  if (from.uint() !== 1) throw new Forbidden();
  from.any(bounds.depth);
  return "value";
}

function name(from: Reader, most: number): string {
  const read = from.text(most);
  if (read === "" || read === "__proto__") throw new Unreadable();
  return read;
}

/** An update without words: it only follows what it names. */
export const noUpdate: Update = { client: null, structs: [], deletes: [] };

/** Values of marks are JSON in a text; brackets within its texts count too, which no mark needs. */
function json(from: Reader): void {
  const written = from.text(bounds.json);
  let depth = 0;
  for (const c of written) {
    if (c === "{" || c === "[") depth += 1;
    else if (c === "}" || c === "]") depth -= 1;
    if (depth > bounds.depth) throw new Unreadable();
  }
  if (written.includes("__proto__")) throw new Unreadable();
  try {
    JSON.parse(written);
  } catch {
    throw new Unreadable();
  }
}

function readDeletes(from: Reader): Range[] {
  const deletes: Range[] = [];
  for (let clients = from.uint(); clients > 0; clients--) {
    const client = from.uint();
    for (let ranges = from.uint(); ranges > 0; ranges--) deletes.push({ client, clock: from.uint(), length: from.uint() });
  }
  return deletes;
}

// ---------------------------------------------------------------- writing

export const encodeUpdate = ({ client, structs, deletes }: Update): Uint8Array => encodeSections({ sections: structs.length === 0 ? [] : [{ client: client!, structs }], deletes });

export function encodeSections({ sections, deletes }: Sections): Uint8Array {
  const to = new Writer();
  to.uint(sections.length);
  for (const { client, structs } of sections) {
    to.uint(structs.length);
    to.uint(client);
    to.uint(structs[0]!.clock);
    for (const struct of structs) writeStruct(to, struct);
  }
  const of = new Map<number, Range[]>();
  for (const range of deletes) {
    const ranges = of.get(range.client);
    if (ranges === undefined) of.set(range.client, [range]);
    else ranges.push(range);
  }
  to.uint(of.size);
  for (const [deleted, ranges] of [...of].sort(([a], [b]) => b - a)) {
    to.uint(deleted);
    to.uint(ranges.length);
    for (const range of ranges) {
      to.uint(range.clock);
      to.uint(range.length);
    }
  }
  return to.finish();
}

const numberOf = { text: content.text, mark: content.mark, element: content.type, textNode: content.type, value: content.value } as const;

function writeStruct(to: Writer, { origin, rightOrigin, parent, key, keyed, content: value }: Struct): void {
  to.byte(numberOf[value.is] | (origin === null ? 0 : withOrigin) | (rightOrigin === null ? 0 : withRight) | (keyed ? withKey : 0));
  if (origin !== null) writeId(to, origin);
  if (rightOrigin !== null) writeId(to, rightOrigin);
  if (parent !== null) {
    to.uint(typeof parent === "string" ? 1 : 0);
    if (typeof parent === "string") to.text(parent);
    else writeId(to, parent);
  }
  if (key !== null) to.text(key);
  if (value.is === "text") to.text(value.text);
  else to.put(value.raw);
}

function writeId(to: Writer, id: StructId): void {
  to.uint(id.client);
  to.uint(id.clock);
}

/**
 * The same update in fewer bytes: keystrokes that follow one another become one run, deleted ranges that touch one range.
 * Yjs itself splits a run into just these pieces, so both mean the same.
 */
export function compact({ client, structs, deletes }: Update): Update {
  const runs: Struct[] = [];
  for (const next of structs) {
    const last = runs[runs.length - 1];
    if (last !== undefined && continues(last, next, client!)) runs[runs.length - 1] = joined(last, next);
    else runs.push(next);
  }
  return { client, structs: runs, deletes: joinRanges(deletes) };
}

const continues = (last: Struct, next: Struct, client: number): boolean =>
  last.content.is === "text" &&
  next.content.is === "text" &&
  next.origin?.client === client &&
  next.origin.clock === last.clock + last.length - 1 &&
  sameId(last.rightOrigin, next.rightOrigin);

function joined(last: Struct, next: Struct): Struct {
  const words = (last.content as { text: string }).text + (next.content as { text: string }).text;
  return { ...last, length: last.length + next.length, content: { is: "text", text: words } };
}

export const sameId = (a: StructId | null, b: StructId | null): boolean => a?.client === b?.client && a?.clock === b?.clock;

export function joinRanges(ranges: readonly Range[]): readonly Range[] {
  const out: Range[] = [];
  for (const next of [...ranges].sort((a, b) => b.client - a.client || a.clock - b.clock)) {
    const last = out[out.length - 1];
    if (last === undefined || last.client !== next.client || last.clock + last.length < next.clock) out.push(next);
    else if (next.clock + next.length > last.clock + last.length) out[out.length - 1] = { ...last, length: next.clock + next.length - last.clock };
  }
  return out;
}

/** Several updates of one author, each going on where the one before ended, as one. */
export const joinUpdates = (updates: readonly Update[]): Update =>
  compact({
    client: updates.find(({ client }) => client !== null)?.client ?? null,
    structs: updates.flatMap(({ structs }) => structs),
    deletes: updates.flatMap(({ deletes }) => deletes),
  });

/** Its structs from a clock on; a run that holds the clock is cut there. */
export const structsSince = ({ client, structs }: Update, clock: number): readonly Struct[] =>
  structs
    .filter((struct) => struct.clock + struct.length > clock)
    .map((struct) => {
      const { content: value } = struct;
      if (struct.clock >= clock || value.is !== "text") return struct;
      const text = value.text.slice(clock - struct.clock);
      return { ...struct, clock, length: text.length, origin: { client: client!, clock: clock - 1 }, parent: null, key: null, content: { is: "text", text } };
    });

/** The same in pieces that entries can hold: each of at most `most` bytes. */
export function split(update: Update, most: number): readonly Update[] {
  if (encodeUpdate(update).length <= most) return [update];
  const { client, structs, deletes } = update;
  const out: Update[] = [];
  let piece: Struct[] = [];
  let size = 0;
  const finish = (): void => {
    if (piece.length > 0) out.push({ client, structs: piece, deletes: [] });
    [piece, size] = [[], 0];
  };
  for (const struct of structs.flatMap((one) => shortened(one, client!, Math.floor(most / 4)))) {
    const weight = 40 + (struct.content.is === "text" ? 3 * struct.length : struct.content.raw.length);
    if (size + weight > most) finish();
    piece.push(struct);
    size += weight;
  }
  finish();
  const perPiece = Math.floor(most / 24);
  for (let at = 0; at < deletes.length; at += perPiece) out.push({ client: null, structs: [], deletes: deletes.slice(at, at + perPiece) });
  return out;
}

/** A long run of characters in pieces, never between the halves of one character. */
function shortened(struct: Struct, client: number, most: number): readonly Struct[] {
  const { content: value, clock } = struct;
  if (value.is !== "text" || value.text.length <= most) return [struct];
  const out: Struct[] = [];
  for (let at = 0; at < value.text.length; ) {
    let end = Math.min(at + most, value.text.length);
    if (isHighSurrogate(value.text.charCodeAt(end - 1)) && end < value.text.length) end -= 1;
    const text = value.text.slice(at, end);
    const first = at === 0;
    const place = first ? {} : { origin: { client, clock: clock + at - 1 }, parent: null, key: null };
    out.push({ ...struct, ...place, clock: clock + at, length: text.length, content: { is: "text", text } });
    at = end;
  }
  return out;
}

const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit < 0xdc00;
