/**
 * The one port between the engine's worker and the host that serves it: what may be asked, in which shape, and how it
 * stands on the wire. Both sides check what arrives against the same table. A frame is one CBOR array:
 *
 *   worker → host   [id, call, arguments]          id 0: no answer is wanted
 *   host → worker   [0, id, answer] · [1, id, text] a failure nobody expected · [2, event, arguments]
 */
import * as v from "valibot";
import { decodeCbor, encodeCbor } from "../base/cbor.ts";
import type { CborValue } from "../base/cbor.ts";
import { kib, mib } from "../base/units.ts";
import { relayProblems } from "../ports/mailboxes.ts";
import { folderProblems } from "../ports/folders.ts";

/** Whole messages in order, both ways: a WebSocket, a MessagePort, two ends of a test. */
export interface Duplex {
  send(bytes: Uint8Array): void;
  /** Messages that came before the handler was set are delivered to it. */
  onMessage(handler: (bytes: Uint8Array) => void): void;
  /** Called once, also when it is closed already. */
  onClose(handler: () => void): void;
  close(): void;
}

/** Settings that are no secret and are needed before unlocking: language, theme, shortcuts, minutes until locking. */
export interface Prefs {
  get(key: string): Promise<string | null>;
  /** Null removes. */
  set(key: string, value: string | null): Promise<void>;
}

/** No frame is larger; a commit of more than this must be split by its author. */
export const maxHostFrame = mib(32);
/** Rows of a range travel in pages of about this size, each asked for when the one before has arrived. */
export const rangePage = kib(256);

const bytes = v.custom<Uint8Array>((value) => value instanceof Uint8Array);
const text = v.string();
const texts = v.array(text);
const nothing = v.null();
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const row = v.strictTuple([bytes, bytes]);
const write = v.strictTuple([text, bytes, v.nullable(bytes)]);
const word = v.pipe(text, v.regex(/^[\p{L}\p{M}\p{N}]+$/u));
/** Parted by single spaces. */
const words = v.pipe(text, v.regex(/^[\p{L}\p{M}\p{N} ]*$/u));
/** Id, time, title, text, tags. */
const searchItem = v.strictTuple([bytes, count, words, words, words]);
/** Words, beginning, where, tags, from, to, limit. */
const searchWanted = v.strictTuple([words, v.nullable(word), v.picklist(["title", "anywhere"]), words, v.nullable(count), v.nullable(count), count]);
const problemKind = v.picklist(["WrongKey", "Damaged", "InUse"]);
/** Relay, proxy, lane, mailbox, proof. */
const mailboxCall = v.strictTuple([text, v.nullable(text), text, text, bytes]);
const relayProblem = v.picklist(relayProblems);
const folderProblem = v.picklist(folderProblems);
const serverState = v.picklist(["connecting", "reached", "unreachable"]);

/** Each call: its arguments and its answer. */
const calls = {
  "vault.place": { args: v.strictTuple([]), answer: text },
  "vault.readSlots": { args: v.strictTuple([]), answer: v.nullable(bytes) },
  "vault.writeSlots": { args: v.strictTuple([bytes]), answer: nothing },
  /** Null: open. Otherwise the problem's kind and detail. */
  "vault.open": { args: v.strictTuple([bytes]), answer: v.nullable(v.strictTuple([problemKind, text])) },
  "vault.destroy": { args: v.strictTuple([]), answer: nothing },
  "storage.get": { args: v.strictTuple([text, bytes]), answer: v.nullable(bytes) },
  /** Space, after, limit; answers the first rows of the range and whether there are more. */
  "storage.range": { args: v.strictTuple([text, v.nullable(bytes), v.nullable(count)]), answer: v.strictTuple([v.array(row), v.boolean()]) },
  "storage.commit": { args: v.strictTuple([v.array(write)]), answer: nothing },
  "search.mark": { args: v.strictTuple([text]), answer: count },
  /** What to put, ids to remove, and the mark of its owner. */
  "search.update": { args: v.strictTuple([v.array(searchItem), v.array(bytes), v.strictTuple([text, count])]), answer: nothing },
  "search.find": { args: searchWanted, answer: v.array(bytes) },
  "storage.close": { args: v.strictTuple([]), answer: nothing },
  /** Name, place, length. */
  "blobs.read": { args: v.strictTuple([text, count, count]), answer: v.nullable(bytes) },
  "blobs.write": { args: v.strictTuple([text, count, bytes]), answer: nothing },
  "blobs.sync": { args: v.strictTuple([text]), answer: nothing },
  "blobs.remove": { args: v.strictTuple([text]), answer: nothing },
  "blobs.names": { args: v.strictTuple([]), answer: texts },
  "folders.within": { args: v.strictTuple([v.nullable(text)]), answer: v.union([folderProblem, v.strictTuple([text, v.nullable(text), texts])]) },
  /** Name, size, mark of each. */
  "folders.list": { args: v.strictTuple([text]), answer: v.union([folderProblem, v.array(v.strictTuple([text, count, count]))]) },
  /** Folder, name, place, length. */
  "folders.read": { args: v.strictTuple([text, text, count, count]), answer: v.union([folderProblem, bytes]) },
  "folders.write": { args: v.strictTuple([text, text, bytes]), answer: v.nullable(folderProblem) },
  "folders.remove": { args: v.strictTuple([text, text]), answer: v.nullable(folderProblem) },
  "rendezvous.dial": { args: v.strictTuple([texts]), answer: nothing },
  "rendezvous.subscribe": { args: v.strictTuple([texts]), answer: nothing },
  "rendezvous.publish": { args: v.strictTuple([text, bytes]), answer: nothing },
  "rendezvous.ownAddresses": { args: v.strictTuple([]), answer: texts },
  "rendezvous.close": { args: v.strictTuple([]), answer: nothing },
  /** The day, and of each mark the tag, the key and whether it is shown. */
  "lan.seek": { args: v.strictTuple([count, v.array(v.strictTuple([bytes, bytes, v.boolean()]))]), answer: nothing },
  /** A number of the worker's choice for what is expected, and the key; answers where this machine can be called. */
  "lan.expect": { args: v.strictTuple([count, bytes]), answer: texts },
  "lan.expectNoMore": { args: v.strictTuple([count]), answer: nothing },
  /** Null, or the link's number and binding. */
  "lan.call": { args: v.strictTuple([texts, bytes]), answer: v.nullable(v.strictTuple([count, bytes])) },
  "lan.send": { args: v.strictTuple([count, bytes]), answer: nothing },
  /** So many bytes of frames were taken in: as many more may come. */
  "lan.took": { args: v.strictTuple([count, count]), answer: nothing },
  "lan.close": { args: v.strictTuple([count, text]), answer: nothing },
  /** Call, name, blob. Null: kept. */
  "mailboxes.put": { args: v.strictTuple([mailboxCall, text, bytes]), answer: v.nullable(relayProblem) },
  /** Call, tag. A problem, or what there is and for how many days: null for unchanged. */
  "mailboxes.list": { args: v.strictTuple([mailboxCall, v.nullable(text)]), answer: v.union([relayProblem, v.nullable(v.strictTuple([texts, count, text]))]) },
  "mailboxes.get": { args: v.strictTuple([mailboxCall, text]), answer: v.union([relayProblem, bytes]) },
  "prefs.get": { args: v.strictTuple([text]), answer: v.nullable(text) },
  "prefs.set": { args: v.strictTuple([text, v.nullable(text)]), answer: nothing },
} as const;

const events = {
  "rendezvous.message": v.strictTuple([text, bytes]),
  /** Of each server its address, whether it was found nearby, and its state. */
  "rendezvous.status": v.strictTuple([v.array(v.strictTuple([text, v.boolean(), serverState]))]),
  /** What was expected, and the link's number and binding. */
  "lan.called": v.strictTuple([count, count, bytes]),
  "lan.frames": v.strictTuple([count, v.array(bytes)]),
  /** So many bytes have left this machine. */
  "lan.sent": v.strictTuple([count, count]),
  "lan.closed": v.strictTuple([count, text]),
} as const;

export type HostCall = keyof typeof calls;
export type HostArguments<C extends HostCall> = v.InferOutput<(typeof calls)[C]["args"]>;
export type HostAnswer<C extends HostCall> = v.InferOutput<(typeof calls)[C]["answer"]>;
export type HostEvent = keyof typeof events;
export type HostEventArguments<E extends HostEvent> = v.InferOutput<(typeof events)[E]>;

/** What the host does for each call. */
export type HostCalls = { readonly [C in HostCall]: (...args: HostArguments<C>) => Promise<HostAnswer<C>> };

export type FromWorker = { [C in HostCall]: { readonly id: number; readonly call: C; readonly args: HostArguments<C> } }[HostCall];
export type FromHost =
  | { readonly say: "answer"; readonly id: number; readonly answer: CborValue }
  | { readonly say: "failure"; readonly id: number; readonly text: string }
  | { [E in HostEvent]: { readonly say: E; readonly args: HostEventArguments<E> } }[HostEvent];

const answerTag = 0;
const failureTag = 1;
const eventTag = 2;

const callFrame = v.strictTuple([count, v.picklist(Object.keys(calls) as HostCall[]), v.array(v.unknown())]);
const hostFrame = v.union([
  v.strictTuple([v.literal(answerTag), count, v.unknown()]),
  v.strictTuple([v.literal(failureTag), count, text]),
  v.strictTuple([v.literal(eventTag), v.picklist(Object.keys(events) as HostEvent[]), v.array(v.unknown())]),
]);

export function encodeCall<C extends HostCall>(id: number, call: C, args: HostArguments<C>): Uint8Array {
  return encodeCbor([id, call, args as CborValue]);
}

/** Null when the bytes are no call of this contract. */
export function parseCall(bytes: Uint8Array): FromWorker | null {
  const frame = v.safeParse(callFrame, decodeCbor(bytes));
  if (!frame.success) return null;
  const [id, call, given] = frame.output;
  const args = v.safeParse(calls[call].args as v.GenericSchema, given);
  return args.success ? ({ id, call, args: args.output } as FromWorker) : null;
}

export const encodeAnswer = (id: number, answer: CborValue): Uint8Array => encodeCbor([answerTag, id, answer]);
export const encodeFailure = (id: number, text: string): Uint8Array => encodeCbor([failureTag, id, text]);

export function encodeEvent<E extends HostEvent>(event: E, args: HostEventArguments<E>): Uint8Array {
  return encodeCbor([eventTag, event, args as CborValue]);
}

/** Null when the bytes are no message of this contract. */
export function parseFromHost(bytes: Uint8Array): FromHost | null {
  const frame = v.safeParse(hostFrame, decodeCbor(bytes));
  if (!frame.success) return null;
  const parts = frame.output;
  if (parts[0] === answerTag) return { say: "answer", id: parts[1], answer: parts[2] as CborValue };
  if (parts[0] === failureTag) return { say: "failure", id: parts[1], text: parts[2] };
  const args = v.safeParse(events[parts[1]] as v.GenericSchema, parts[2]);
  return args.success ? ({ say: parts[1], args: args.output } as FromHost) : null;
}

/** The answer of this call. Throws when the host answered in another shape, which is a bug. */
export function parseAnswer<C extends HostCall>(call: C, answer: CborValue): HostAnswer<C> {
  return v.parse(calls[call].answer as v.GenericSchema, answer) as HostAnswer<C>;
}
