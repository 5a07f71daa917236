/**
 * SYNC-1. What two machines say to each other: arrays `[type, fields…]` in deterministic CBOR. HELLO travels in the
 * clear (it holds nothing but random bytes), everything else in encrypted frames (framing.ts). Bytes from a peer are
 * decoded once, here, against the limits of ENC-5; null means they are no message.
 */
import { utf8 } from "../base/bytes.ts";
import { decodeCbor, encodeCbor, type CborValue } from "../base/cbor.ts";
import { idBytes, idLength, idOf, type ContentId, type DeviceId, type EntryId, type Kid } from "../base/ids.ts";
import type { Tip } from "../log/device-logs.ts";
import type { RawEntry } from "../log/entry.ts";
import { limits as entryLimits } from "../log/header.ts";
import type { Held } from "./file-side.ts";
import type { Addresses, Refusal } from "./group-side.ts";
import { limits } from "./limits.ts";
import type { LiveText } from "./live-side.ts";

export const version = 1;

export interface Hello {
  readonly mode: "member" | "join";
  /** X25519, fresh for this link. */
  readonly publicKey: Uint8Array;
  readonly nonce: Uint8Array;
  /** `KDF(key, session-hint, nonce)` of keys the sender holds, newest first: to those who hold them they name them. */
  readonly hints: readonly Uint8Array[];
}

/** A log that is wanted: the chain that ends in `tip`, as far as it follows the newest of `known` on it. */
export interface WantedLog {
  readonly tip: EntryId;
  readonly known: readonly EntryId[];
}

export type Message =
  | { readonly type: "auth"; readonly publicKey: Uint8Array; readonly signature: Uint8Array; readonly instance: Uint8Array; readonly addresses: Addresses }
  /** New act heads and tips since the last HAVE; `serial` counts them. */
  | { readonly type: "have"; readonly serial: number; readonly acts: readonly EntryId[]; readonly tips: readonly Tip[] }
  /** `acts`: send acts that are not in the past of these; null: none wanted. `whole`: leave out nothing, even if named before. */
  | { readonly type: "want"; readonly want: number; readonly acts: readonly EntryId[] | null; readonly logs: readonly WantedLog[]; readonly whole: boolean }
  /** `want` 0: unasked, the sender's own new entries. */
  | { readonly type: "entries"; readonly want: number; readonly entries: readonly RawEntry[]; readonly last: boolean }
  /** SYNC-8. The newest of an answer, ahead of it; shown, and no more. */
  | { readonly type: "ahead"; readonly want: number; readonly entries: readonly RawEntry[] }
  | { readonly type: "credit"; readonly bytes: number }
  /** LOG-7. */
  | { readonly type: "fork"; readonly device: DeviceId; readonly entries: readonly [EntryId, EntryId] }
  /** KEY-5. */
  | { readonly type: "help"; readonly kids: readonly Kid[] }
  | { readonly type: "capsule"; readonly kid: Kid; readonly capsule: Uint8Array }
  /** JOIN. */
  | { readonly type: "request"; readonly request: Uint8Array }
  | { readonly type: "admitted"; readonly capsule: Uint8Array }
  /** ID-6. Who comes back asks for the genesis record, and is told. */
  | { readonly type: "return"; readonly genesis: Uint8Array | null }
  /** ID-6. `devices` of who comes back, where there is no room for another; else none. */
  | { readonly type: "refused"; readonly reason: Refusal; readonly devices?: readonly DeviceId[] }
  /** ID-2. A step between two machines of one person (linking.ts). */
  | { readonly type: "device"; readonly step: Uint8Array }
  /** I hold everything you named up to this HAVE. */
  | { readonly type: "level"; readonly serial: number }
  | { readonly type: "addresses"; readonly addresses: Addresses }
  /** FILE-4. I hold these chunks too; no chunks: nothing of this content any more. */
  | { readonly type: "held"; readonly held: readonly Held[] }
  | { readonly type: "ask"; readonly content: ContentId; readonly chunks: readonly number[] }
  | { readonly type: "chunk"; readonly content: ContentId; readonly chunk: number; readonly bytes: Uint8Array }
  /** What its sender types in a document, and where; in no entry yet. */
  | { readonly type: "live"; readonly said: LiveText }
  | { readonly type: "ping"; readonly answer: boolean }
  /** `again`: a fresh HELLO follows on the same link. */
  | { readonly type: "bye"; readonly again: boolean };

/** PAYLOAD (5) is reserved for contents that travel apart from their entries (LOG-3). */
const types = { hello: 0, auth: 1, have: 2, want: 3, entries: 4, credit: 6, fork: 7, help: 8, capsule: 9, request: 10, admitted: 11, refused: 12, level: 13, addresses: 14, ping: 15, bye: 16, ahead: 17, held: 20, ask: 21, chunk: 22, device: 23, return: 24, live: 30 } as const;

const refusals: readonly Refusal[] = ["spent", "revoked", "expired", "foreign", "unknown", "known", "stranger", "gone", "full"];
const hintLength = 32;

export const encodeHello = (hello: Hello): Uint8Array =>
  encodeCbor([types.hello, version, hello.mode === "join", hello.publicKey, hello.nonce, hello.hints]);

/** "OtherVersion" for a HELLO of a version that is not spoken here. */
export function decodeHello(bytes: Uint8Array): Hello | "OtherVersion" | null {
  if (bytes.length > 1024) return null;
  const value = decodeCbor(bytes);
  if (!isArray(value) || value[0] !== types.hello) return null;
  if (value[1] !== version) return typeof value[1] === "number" ? "OtherVersion" : null;
  const [, , join, key, random, offered, ...more] = value;
  const publicKey = exact(key, 32);
  const nonce = exact(random, 32);
  const hints = list(offered, limits.offeredKeys, (hint) => exact(hint, hintLength));
  if (typeof join !== "boolean" || publicKey === null || nonce === null || hints === null || more.length > 0) return null;
  return { mode: join ? "join" : "member", publicKey, nonce, hints };
}

export function encodeMessage(m: Message): Uint8Array {
  return encodeCbor([types[m.type], ...fields(m)]);
}

function fields(m: Message): readonly CborValue[] {
  switch (m.type) {
    case "auth":
      return [m.publicKey, m.signature, m.instance, ...addressFields(m.addresses)];
    case "have":
      return [m.serial, m.acts.map(idBytes), m.tips.map((tip) => [idBytes(tip.device), tip.seq, idBytes(tip.id)])];
    case "want":
      return [m.want, m.acts === null ? null : m.acts.map(idBytes), m.logs.map((log) => [idBytes(log.tip), log.known.map(idBytes)]), m.whole];
    case "entries":
      return [m.want, entryFields(m.entries), m.last];
    case "ahead":
      return [m.want, entryFields(m.entries)];
    case "credit":
      return [m.bytes];
    case "fork":
      return [idBytes(m.device), ...m.entries.map(idBytes)];
    case "help":
      return [m.kids.map(idBytes)];
    case "capsule":
      return [idBytes(m.kid), m.capsule];
    case "request":
      return [m.request];
    case "device":
      return [m.step];
    case "admitted":
      return [m.capsule];
    case "return":
      return [m.genesis];
    case "refused":
      return [refusals.indexOf(m.reason), ...(m.devices === undefined ? [] : [m.devices.map(idBytes)])];
    case "level":
      return [m.serial];
    case "addresses":
      return addressFields(m.addresses);
    case "held":
      return [m.held.map(({ content, chunks }) => [idBytes(content), chunks.flat()])];
    case "ask":
      return [idBytes(m.content), m.chunks];
    case "chunk":
      return [idBytes(m.content), m.chunk, m.bytes];
    case "live":
      return [idBytes(m.said.document), m.said.update, m.said.caret];
    case "ping":
      return [m.answer];
    case "bye":
      return [m.again];
  }
}

const entryFields = (entries: readonly RawEntry[]): readonly CborValue[] => entries.map((entry) => [entry.header, entry.signature, entry.payload]);
const addressFields = (a: Addresses): readonly CborValue[] => [a.signalling.slice(0, limits.addresses), a.stun.slice(0, limits.addresses), (a.relays ?? []).slice(0, limits.addresses)];

export function decodeMessage(bytes: Uint8Array): Message | null {
  if (bytes.length > limits.message) return null;
  const value = decodeCbor(bytes);
  if (!isArray(value)) return null;
  const [type, ...rest] = value;
  const decoder = decoders.get(type ?? null);
  const most = decoder?.length ?? 0;
  return decoder !== undefined && (rest.length === most || (type === types.refused && rest.length === most - 1)) ? decoder(...rest) : null;
}

type Decoder = (...fields: CborValue[]) => Message | null;

/** By type; a decoder takes exactly the fields of its message. */
const decoders = new Map<CborValue, Decoder>([
  [types.auth, decodeAuth],
  [types.have, decodeHave],
  [types.want, decodeWant],
  [types.entries, decodeEntries],
  [types.ahead, decodeAhead],
  [types.credit, (a) => numbered(a, (bytes) => ({ type: "credit", bytes }))],
  [types.fork, decodeFork],
  [types.help, decodeHelp],
  [types.capsule, decodeCapsule],
  [types.device, (a) => bounded(a, limits.request, (step) => ({ type: "device", step }))],
  [types.request, (a) => bounded(a, limits.request, (request) => ({ type: "request", request }))],
  [types.admitted, (a) => bounded(a, limits.capsule, (capsule) => ({ type: "admitted", capsule }))],
  [types.return, (a) => (a === null ? { type: "return", genesis: null } : bounded(a, limits.request, (genesis) => ({ type: "return", genesis })))],
  [types.refused, decodeRefused],
  [types.level, (a) => numbered(a, (serial) => ({ type: "level", serial }))],
  [types.addresses, decodeAddressesMessage],
  [types.held, decodeHeld],
  [types.ask, decodeAsk],
  [types.chunk, decodeChunk],
  [types.live, decodeLive],
  [types.ping, (a) => (typeof a === "boolean" ? { type: "ping", answer: a } : null)],
  [types.bye, (a) => (typeof a === "boolean" ? { type: "bye", again: a } : null)],
]);

function decodeAuth(a: CborValue, b: CborValue, c: CborValue, d: CborValue, e: CborValue, f: CborValue): Message | null {
  const publicKey = exact(a, 32);
  const signature = exact(b, 64);
  const instance = exact(c, 16);
  const addresses = decodeAddresses(d, e, f);
  if (publicKey === null || signature === null || instance === null || addresses === null) return null;
  return { type: "auth", publicKey, signature, instance, addresses };
}

function decodeHave(a: CborValue, b: CborValue, c: CborValue): Message | null {
  const serial = whole(a);
  const acts = list(b, limits.idsInMessage, entryId);
  const tips = list(c, limits.tipsInMessage, tip);
  return serial === null || acts === null || tips === null ? null : { type: "have", serial, acts, tips };
}

function tip(value: CborValue): Tip | null {
  if (!isArray(value) || value.length !== 3) return null;
  const device = exact(value[0], idLength);
  const seq = whole(value[1]);
  const id = entryId(value[2]!);
  return device === null || seq === null || seq >= entryLimits.seq || id === null ? null : { device: idOf<DeviceId>(device), seq, id };
}

function decodeWant(a: CborValue, b: CborValue, c: CborValue, d: CborValue): Message | null {
  const want = whole(a);
  const acts = b === null ? null : list(b, limits.idsInMessage, entryId);
  const logs = list(c, limits.logsInWant, wantedLog);
  if (want === null || want === 0 || (acts === null && b !== null) || logs === null || typeof d !== "boolean") return null;
  return { type: "want", want, acts, logs, whole: d };
}

function wantedLog(value: CborValue): WantedLog | null {
  if (!isArray(value) || value.length !== 2) return null;
  const id = entryId(value[0]!);
  const known = list(value[1]!, limits.locator, entryId);
  return id === null || known === null ? null : { tip: id, known };
}

function decodeEntries(a: CborValue, b: CborValue, c: CborValue): Message | null {
  const want = whole(a);
  const entries = list(b, limits.batchEntries, rawEntry);
  return want === null || entries === null || typeof c !== "boolean" ? null : { type: "entries", want, entries, last: c };
}

function decodeAhead(a: CborValue, b: CborValue): Message | null {
  const want = whole(a);
  const entries = list(b, limits.batchEntries, rawEntry);
  return want === null || want === 0 || entries === null || entries.length === 0 ? null : { type: "ahead", want, entries };
}

function rawEntry(value: CborValue): RawEntry | null {
  if (!isArray(value) || value.length !== 3) return null;
  const header = atMost(value[0], entryLimits.header);
  const signature = exact(value[1], 64);
  const payload = atMost(value[2], entryLimits.payload);
  return header === null || signature === null || payload === null ? null : { header, signature, payload };
}

function decodeFork(a: CborValue, b: CborValue, c: CborValue): Message | null {
  const device = exact(a, idLength);
  const one = entryId(b);
  const other = entryId(c);
  return device === null || one === null || other === null || one === other ? null : { type: "fork", device: idOf(device), entries: [one, other] };
}

function decodeRefused(a: CborValue, b?: CborValue): Message | null {
  const devices = b === undefined ? undefined : list(b, limits.devicesNamed, (device) => exact(device, idLength));
  const reason = typeof a === "number" ? refusals[a] : undefined;
  if (reason === undefined || devices === null) return null;
  return { type: "refused", reason, ...(devices === undefined ? {} : { devices: devices.map(idOf<DeviceId>) }) };
}

function decodeHelp(a: CborValue): Message | null {
  const kids = list(a, limits.kidsInHelp, kid);
  return kids === null ? null : { type: "help", kids };
}

function decodeCapsule(a: CborValue, b: CborValue): Message | null {
  const of = kid(a);
  const capsule = atMost(b, limits.capsule);
  return of === null || capsule === null ? null : { type: "capsule", kid: of, capsule };
}

function decodeHeld(a: CborValue): Message | null {
  const held = list(a, limits.contentsInMessage, heldContent);
  return held === null ? null : { type: "held", held };
}

/** Ranges stand as their bounds in one ascending list. */
function heldContent(value: CborValue): Held | null {
  if (!isArray(value) || value.length !== 2) return null;
  const content = exact(value[0], idLength);
  const bounds = list(value[1], 2 * limits.rangesInMessage, chunkNumber);
  if (content === null || bounds === null || bounds.length % 2 !== 0 || bounds.some((n, i) => i > 0 && n <= bounds[i - 1]!)) return null;
  const chunks = Array.from({ length: bounds.length / 2 }, (_, i) => [bounds[2 * i]!, bounds[2 * i + 1]!] as const);
  return { content: idOf<ContentId>(content), chunks };
}

function decodeAsk(a: CborValue, b: CborValue): Message | null {
  const content = exact(a, idLength);
  const chunks = list(b, limits.chunksAsked, chunkNumber);
  return content === null || chunks === null ? null : { type: "ask", content: idOf(content), chunks };
}

function decodeChunk(a: CborValue, b: CborValue, c: CborValue): Message | null {
  const content = exact(a, idLength);
  const chunk = chunkNumber(b);
  const bytes = atMost(c, limits.chunk);
  return content === null || chunk === null || bytes === null ? null : { type: "chunk", content: idOf(content), chunk, bytes };
}

const chunkNumber = (value: CborValue): number | null => (typeof value === "number" && value >= 0 && value < 2 ** 32 ? value : null);

function decodeAddressesMessage(a: CborValue, b: CborValue, c: CborValue): Message | null {
  const addresses = decodeAddresses(a, b, c);
  return addresses === null ? null : { type: "addresses", addresses };
}

function decodeAddresses(a: CborValue, b: CborValue, c: CborValue): Addresses | null {
  const signalling = list(a, limits.addresses, address);
  const stun = list(b, limits.addresses, address);
  const relays = list(c, limits.addresses, address);
  return signalling === null || stun === null || relays === null ? null : { signalling, stun, relays };
}

const address = (value: CborValue): string | null =>
  typeof value === "string" && value.length > 0 && utf8(value).length <= limits.addressBytes ? value : null;

function decodeLive(a: CborValue, b: CborValue, c: CborValue): Message | null {
  const document = entryId(a);
  const update = b === null ? null : atMost(b, limits.liveUpdate);
  const caret = c === null ? null : atMost(c, limits.liveCaret);
  const fits = document !== null && (update !== null || b === null) && (caret !== null || c === null);
  return fits ? { type: "live", said: { document, update, caret } } : null;
}

// ---------------------------------------------------------------- fields

const isArray = (value: CborValue | undefined): value is readonly CborValue[] => Array.isArray(value);

function list<T>(value: CborValue | undefined, most: number, item: (value: CborValue) => T | null): readonly T[] | null {
  if (!isArray(value) || value.length > most) return null;
  const out: T[] = [];
  for (const one of value) {
    const decoded = item(one);
    if (decoded === null) return null;
    out.push(decoded);
  }
  return out;
}

const whole = (value: CborValue | undefined): number | null => (typeof value === "number" && value >= 0 ? value : null);
const numbered = (value: CborValue, then: (n: number) => Message | null): Message | null => (typeof value === "number" && value >= 0 ? then(value) : null);
const atMost = (value: CborValue | undefined, most: number): Uint8Array | null => (value instanceof Uint8Array && value.length <= most ? value : null);
const exact = (value: CborValue | undefined, length: number): Uint8Array | null => (value instanceof Uint8Array && value.length === length ? value : null);
const entryId = (value: CborValue): EntryId | null => (value instanceof Uint8Array && value.length === idLength ? idOf<EntryId>(value) : null);
const kid = (value: CborValue): Kid | null => (value instanceof Uint8Array && value.length === idLength ? idOf<Kid>(value) : null);

function bounded(value: CborValue, most: number, then: (bytes: Uint8Array) => Message): Message | null {
  const bytes = atMost(value, most);
  return bytes === null ? null : then(bytes);
}
