/**
 * One vector for each record and message that docs/protocol.md describes, made from fixed seeds; those of polls are in
 * poll-records.json. Each is made anew, compared, decoded, and encoded again. VECHE_WRITE_VECTORS=1 writes them.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { concat, fromHex, toHex, utf8 } from "../../shared/base/bytes.ts";
import { decodeCbor, encodeCbor, type CborMap, type CborValue } from "../../shared/base/cbor.ts";
import { idBytes, idOf, type ContentId, type DeviceId, type EntryId, type GroupId, type InviteId, type MemberId, type MotionId, type ThreadId } from "../../shared/base/ids.ts";
import type { RecordCodec } from "../../shared/base/record.ts";
import { kib } from "../../shared/base/units.ts";
import { cryptoReady, hash } from "../../shared/crypto/sodium.ts";
import { answerCodec, offerCodec, replyCodec, reportCodec, reviewCodec, taskCodec, taskWordCodec } from "../../shared/deeds/records.ts";
import { editCodec, postCodec, reactCodec, retractCodec, threadCodec } from "../../shared/discussion/records.ts";
import { commentCodec, documentAttestCodec, documentCodec, documentNameCodec, documentSnapshotCodec, documentUpdateCodec, resolveCodec } from "../../shared/document/records.ts";
import { FileCipher, hashOfChunk } from "../../shared/files/chunk.ts";
import { fileCodec, removeFileCodec } from "../../shared/files/records.ts";
import { wordListHash } from "../../shared/governance/eight-words.ts";
import { addSelf, askForLink, makeDeviceAdd } from "../../shared/governance/devices.ts";
import { deviceIdOf, makeIdentity, memberIdOf, ownKeysFrom } from "../../shared/governance/identity.ts";
import { inviteIdOf, inviteKeys, inviteLinkKey, linkPrefix, makeJoinRequest, readLink, writeLink } from "../../shared/governance/invite.ts";
import { deedCodec, lapseCodec, nominationCodec, petitionCodec, presentationCodec, supportCodec } from "../../shared/governance/mandate-records.ts";
import { comingBack } from "../../shared/client/coming-back.ts";
import { admitCodec, deviceAddCodec, deviceRevokeCodec, forkProofCodec, genesisCodec, inviteCodec, joinRequestCodec, leaveCodec, mergeCodec, returnRequestCodec, revokeInviteCodec, sponsorCodec } from "../../shared/governance/records.ts";
import { bylawsOf } from "../../shared/poll/bylaws.ts";
import { itemCodec, itemPlaceCodec, itemWordsCodec, progressCodec, removalCodec, shelfCodec, shelfWordsCodec } from "../../shared/library/records.ts";
import { meetingCodec, meetingWordCodec } from "../../shared/meeting/records.ts";
import { makeRotation, rotationCodec } from "../../shared/keys/epoch.ts";
import { actsKey, kidOf, splitKey } from "../../shared/keys/levels.ts";
import { openSlots, writeSlots } from "../../shared/keys/slot.ts";
import { entryKey, makeEntry, openPayload } from "../../shared/log/entry.ts";
import { decodeHeader, encodeHeader } from "../../shared/log/header.ts";
import { kinds } from "../../shared/log/kind.ts";
import { ParcelReader } from "../../shared/parcel/open.ts";
import { decodeItem, encodeItem, type Item } from "../../shared/parcel/items.ts";
import { sealParcel } from "../../shared/parcel/seal.ts";
import { readStatement, signStatement, type Statement } from "../../shared/parcel/statement.ts";
import type { Random } from "../../shared/ports/random.ts";
import { decodeRecord, encodeRecord } from "../../shared/record/format.ts";
import { encodeHalf } from "../../rtc/session-half.ts";
import { openAnswer, openOffer, readCode, sealAnswer, sealOffer, type ReadCode } from "../../shared/sync/pair-code.ts";
import { topicOf } from "../../shared/sync/sealed-signal.ts";
import { decodeHello, decodeMessage, encodeHello, encodeMessage, type Hello, type Message } from "../../shared/sync/wire.ts";

await cryptoReady;

/** Fixed bytes by name. */
const named = (name: string, length = 32): Uint8Array => hash(utf8(name)).slice(0, length);
const entry = (name: string): EntryId => idOf<EntryId>(named(name));
/** Chance that counts: 0, 1, 2, … in every byte. */
const counting = (): Random => {
  let n = 0;
  return { bytes: (length) => new Uint8Array(length).fill(n++) };
};

const ada = ownKeysFrom(new Uint8Array(96).fill(1));
const bela = ownKeysFrom(new Uint8Array(96).map((_, i) => i));
const epochKey = named("epoch key");
const seed = named("invite seed", 16);

const genesis = { name: "Дом 12 — Harbour Street", founder: makeIdentity("Ada", ada, named("salt")), bylaws: bylawsOf.assembly, salt: named("salt"), wordList: wordListHash() };
const group = idOf<GroupId>(hash(genesisCodec.encode(genesis)));
const foundedByBela = genesisCodec.encode({ ...genesis, founder: makeIdentity("Bela", bela, genesis.salt) });
const device = deviceIdOf(ada.device.publicKey);
const belas = deviceIdOf(bela.device.publicKey);
const kid = kidOf(epochKey, group);
const invite = inviteIdOf(inviteKeys(seed, group).publicKey);
const request = makeJoinRequest({ group, seed, admitter: device, challenge: named("challenge"), name: "Bela", keys: bela });
const rotation = makeRotation(group, epochKey, new Map([[kidOf(named("old key"), group), actsKey(named("old key"), group)]]), [{ device: belas, box: bela.box.publicKey }], counting());
/** KEY-4. */
const split = makeRotation(group, named("split key"), new Map([[kid, actsKey(epochKey, group)], [splitKey(named("old split"), group).kid, splitKey(named("old split"), group)]]), [{ device: belas, box: bela.box.publicKey }], counting(), true); // prettier-ignore

const first = makeEntry({ group, device, seq: 0, prev: null, deps: [], gov: [], lamport: 1, kind: kinds.genesis, kid, time: 1_795_000_000_000 }, genesisCodec.encode(genesis), epochKey, ada.device, counting());
const post = makeEntry({ group, device, seq: 1, prev: first.id, deps: [entry("dep")], gov: null, lamport: 7, kind: kinds.thread, kid, time: 1_795_000_000_001 }, threadCodec.encode({ title: "The rent", text: "What do we do?" }), epochKey, ada.device, counting());
const twin = makeEntry({ ...post.decoded, time: 1_795_000_000_002 }, threadCodec.encode({ title: "The rent", text: "Nothing." }), epochKey, ada.device, counting());

/** FILE-2. The list of the hashes of a file's three chunks, as it is stored. */
const fileChunk = new FileCipher(named("file key")).seal(3, new Uint8Array(96).fill(5));

/** A record with the codec that reads it. */
const of = <T>(codec: RecordCodec<T>, value: T) => ({ bytes: codec.encode(value), again: (bytes: Uint8Array) => codec.encode(codec.decode(bytes)!), value: (bytes: Uint8Array): unknown => codec.decode(bytes), is: value as unknown });

const records = {
  genesis: of(genesisCodec, genesis),
  genesisConsensus: of(genesisCodec, { ...genesis, bylaws: bylawsOf.consensus }),
  sponsor: of(sponsorCodec, { member: memberIdOf(bela.root.publicKey) }),
  rotate: of(rotationCodec, rotation),
  rotateSplit: of(rotationCodec, split),
  genesisFromNowOn: of(genesisCodec, { ...genesis, bylaws: { ...bylawsOf.assembly, history: "fromNowOn" } }),
  invite: of(inviteCodec, { seed, expires: 1_796_000_000_000 }),
  revokeInvite: of(revokeInviteCodec, { invite }),
  joinRequest: of(joinRequestCodec, joinRequestCodec.decode(request)!),
  admit: of(admitCodec, { request }),
  forkProof: of(forkProofCodec, { first: { header: post.header, signature: post.signature }, second: { header: twin.header, signature: twin.signature } }),
  merge: of(mergeCodec, { nothing: [] }),
  deviceAdd: of(deviceAddCodec, deviceAddCodec.decode(makeDeviceAdd(group, askForLink(group, "telephone", { ...bela, root: ada.root }), ada.root)!)!),
  deviceAddReplacing: of(deviceAddCodec, deviceAddCodec.decode(addSelf(group, "Bela anew", bela, [device, idOf<DeviceId>(named("lost"))]))!),
  returnRequest: of(returnRequestCodec, returnRequestCodec.decode(comingBack(idOf<GroupId>(hash(foundedByBela)), "Bela anew", bela, named("paper", 16), false).request(named("challenge"), device, foundedByBela)!)!),
  deviceRevoke: of(deviceRevokeCodec, { device: belas }),
  leave: of(leaveCodec, { nothing: [] }),
  nominate: of(nominationCodec, { office: idOf<MotionId>(named("office")), member: idOf<MemberId>(named("bela")), stands: true }),
  support: of(supportCodec, { office: idOf<MotionId>(named("office")), members: [idOf<MemberId>(named("bela"))] }),
  petition: of(petitionCodec, { office: idOf<MotionId>(named("office")), recall: { mandate: idOf<MotionId>(named("mandate")), member: idOf<MemberId>(named("bela")) }, text: "She agreed to 6 %.", signs: true }),
  delegateAct: of(deedCodec, { mandate: idOf<MotionId>(named("mandate")), act: "sign", text: "The joint letter." }),
  lapse: of(lapseCodec, { mandate: idOf<MotionId>(named("mandate")), member: idOf<MemberId>(named("bela")) }),
  credential: of(presentationCodec, { file: utf8("a record"), bearer: { device: named("device"), signature: new Uint8Array(64).fill(7) } }),
  thread: of(threadCodec, { title: "The rent", text: "What do we do?" }),
  post: of(postCodec, { thread: entry("thread") as ThreadId, text: "Мы отказываемся.", replyTo: entry("post"), quote: "do?" }),
  edit: of(editCodec, { post: entry("post"), text: "We refuse." }),
  retract: of(retractCodec, { post: entry("post") }),
  postOption: of(postCodec, { thread: entry("thread") as ThreadId, text: "It is dry.", replyTo: null, quote: null, option: "The yard" }),
  postWithFiles: of(postCodec, { thread: entry("thread") as ThreadId, text: "", replyTo: null, quote: null, files: [entry("file")] }),
  file: of(fileCodec, { name: "plan.pdf", mediaType: "application/pdf", size: 300_000, key: named("file key"), root: hashOfChunk(fileChunk) }),
  removeFile: of(removeFileCodec, { file: entry("file") }),
  react: of(reactCodec, { post: entry("post"), reaction: "👍" }),
  shelf: of(shelfCodec, { title: "To read", about: "Before the meeting." }),
  shelfWords: of(shelfWordsCodec, { shelf: entry("shelf"), title: "Read", about: "" }),
  shelfItem: of(itemCodec, { shelf: entry("shelf"), names: entry("document"), title: "Устав", note: "Start with the second part.", place: 2 ** 32 }),
  itemWords: of(itemWordsCodec, { item: entry("item"), title: "https://veche.example", note: "" }),
  itemPlace: of(itemPlaceCodec, { item: entry("item"), place: 2 ** 53 - 1 }),
  removal: of(removalCodec, { of: entry("item"), removed: true }),
  progress: of(progressCodec, { item: entry("item"), state: "reading" }),
  task: of(taskCodec, { motion: entry("motion"), title: "Print the leaflets", note: "Двести штук." }),
  taskWord: of(taskWordCodec, { task: entry("task"), word: "done", note: "" }),
  taskWordRelease: of(taskWordCodec, { task: entry("task"), word: "release", member: memberIdOf(bela.root.publicKey), note: "She is ill." }),
  offer: of(offerCodec, { motion: entry("motion"), from: null, to: memberIdOf(bela.root.publicKey) }),
  answer: of(answerCodec, { offer: entry("offer"), accepts: true }),
  report: of(reportCodec, { motion: entry("motion"), state: "underway", text: "Half are printed.", next: 1_700_000_000_000 }),
  review: of(reviewCodec, { of: entry("report"), aim: "Everyone knows.", done: "Half the street.", learnt: "Begin earlier.", self: "I came late." }),
  reply: of(replyCodec, { review: entry("review"), text: "The printer broke." }),
  meeting: of(meetingCodec, { title: "Assembly", about: "", place: "Двор", at: 1_700_000_000_000 }),
  meetingWord: of(meetingWordCodec, { meeting: entry("meeting"), word: "keep" }),
  meetingWordItem: of(meetingWordCodec, { meeting: entry("meeting"), word: "item", text: "The rent" }),
  meetingWordSpoke: of(meetingWordCodec, { meeting: entry("meeting"), word: "spoke", of: entry("asked"), seconds: 83 }),
  document: of(documentCodec, { title: "Statement", folder: "Texts/drafts" }),
  documentName: of(documentNameCodec, { document: entry("document"), title: "A statement", folder: "" }),
  documentUpdate: of(documentUpdateCodec, { document: entry("document"), after: [entry("update")], update: new Uint8Array([0, 0]) }),
  comment: of(commentCodec, { document: entry("document"), from: new Uint8Array([1]), to: new Uint8Array([2]), quote: "tenants", text: "Все?" }),
  resolve: of(resolveCodec, { comment: entry("comment"), resolved: true }),
  documentSnapshot: of(documentSnapshotCodec, { document: entry("document"), after: [entry("update")], hash: named("state"), size: 300_000, root: named("root") }),
  documentAttest: of(documentAttestCodec, { snapshot: entry("snapshot") }),
};

/** Keys that are left out where there is nothing to say. */
const optional: Readonly<Record<string, number>> = { deviceAddReplacing: 3, postWithFiles: 5, postOption: 6, taskWordRelease: 3, rotateSplit: 6 };

const messages: Readonly<Record<string, Message>> = {
  auth: { type: "auth", publicKey: ada.device.publicKey, signature: new Uint8Array(64).fill(9), instance: named("instance", 16), addresses: { signalling: ["ws://192.168.1.20:41337"], stun: ["stun:192.168.1.1:3478"], relays: ["https://relay.example"] } },
  have: { type: "have", serial: 1, acts: [entry("act")], tips: [{ device, seq: 300, id: entry("tip") }] },
  want: { type: "want", want: 1, acts: [entry("act")], logs: [{ tip: entry("tip"), known: [entry("known")] }], whole: false },
  wantLogs: { type: "want", want: 2, acts: null, logs: [], whole: true },
  entries: { type: "entries", want: 1, entries: [{ header: post.header, signature: post.signature, payload: post.payload }], last: true },
  ahead: { type: "ahead", want: 1, entries: [{ header: post.header, signature: post.signature, payload: post.payload }] },
  credit: { type: "credit", bytes: 65_536 },
  fork: { type: "fork", device, entries: [post.id, twin.id] },
  help: { type: "help", kids: [kid] },
  capsule: { type: "capsule", kid, capsule: new Uint8Array(112).fill(7) },
  request: { type: "request", request },
  admitted: { type: "admitted", capsule: new Uint8Array(112).fill(7) },
  refused: { type: "refused", reason: "spent" },
  refusedFull: { type: "refused", reason: "full", devices: [device] },
  return: { type: "return", genesis: null },
  returnGenesis: { type: "return", genesis: genesisCodec.encode(genesis) },
  device: { type: "device", step: new Uint8Array([0x82, 0, 0x40]) },
  level: { type: "level", serial: 1 },
  addresses: { type: "addresses", addresses: { signalling: [], stun: [], relays: [] } },
  held: { type: "held", held: [{ content: idOf<ContentId>(named("content")), chunks: [[0, 2], [3, 4]] }] },
  ask: { type: "ask", content: idOf<ContentId>(named("content")), chunks: [2, 5] },
  chunk: { type: "chunk", content: idOf<ContentId>(named("content")), chunk: 3, bytes: fileChunk },
  live: { type: "live", said: { document: entry("document"), update: new Uint8Array([0, 0]), caret: null } },
  ping: { type: "ping", answer: true },
  bye: { type: "bye", again: false },
};
const hello: Hello = { mode: "member", publicKey: named("x25519"), nonce: named("nonce"), hints: [named("hint")] };

const link = { group, seed, inviter: device, signalling: ["ws://192.168.1.20:41337"], stun: [], expires: 1_796_000_000_000 };
const file = {
  group,
  motion: entry("motion"),
  statement: { state: "certified" as const, round: 1, attesters: 3, result: "ab".repeat(32) },
  entries: [
    { header: first.header, signature: first.signature, payload: first.payload, key: entryKey(epochKey, first.decoded) },
    { header: post.header, signature: post.signature, payload: null, key: null },
  ],
};
const cost = { operations: 1, memoryBytes: kib(64) };

const statement = (name: Uint8Array): Statement => ({ group, device, time: 1_795_000_000_003, parcel: name, acts: [first.id], tips: [post.id] });
const parcelItems = (name: Uint8Array): readonly Item[] => [
  { is: "statement", statement: signStatement(statement(name), ada.device) },
  { is: "keys", keys: [epochKey] },
  { is: "entries", entries: [first, post].map(({ header, signature, payload }) => ({ header, signature, payload })) },
];
const content = idOf<ContentId>(named("content"));
const chunkItem: Item = { is: "chunk", content, chunk: 3, bytes: fileChunk };
const parcel = concat(...sealParcel({ boxes: [bela.box.publicKey], keys: [{ kid, key: epochKey }] }, parcelItems, counting()));

const half = encodeHalf(
  `a=setup:active\na=ice-ufrag:Zk3+\na=ice-pwd:AbCdEfGhIjKlMnOpQrStUv+/\na=fingerprint:sha-256 ${Array.from({ length: 32 }, () => "AB").join(":")}\na=candidate:1 1 udp 1 192.168.1.20 41337 typ host\n`,
)!;
const shown = sealOffer([epochKey, inviteLinkKey(seed, group)], half, 1_795_000_000_000, counting());

const made: Record<string, string> = {
  ...Object.fromEntries(Object.entries(records).map(([name, record]) => [name, toHex(record.bytes)])),
  header: toHex(post.header),
  recordFile: toHex(encodeRecord(file)),
  keySlots: toHex(writeSlots(named("database key"), "passphrase", counting(), cost)),
  inviteLink: writeLink(link),
  "message hello": toHex(encodeHello(hello)),
  ...Object.fromEntries(Object.entries(messages).map(([name, message]) => [`message ${name}`, toHex(encodeMessage(message))])),
  "file chunk": toHex(fileChunk),
  parcelStatement: toHex(signStatement(statement(parcel.slice(0, 32)), ada.device).bytes),
  parcelHash: toHex(hash(parcel)),
  parcelStatementWants: toHex(signStatement({ ...statement(parcel.slice(0, 32)), wants: [content] }, ada.device).bytes),
  parcelChunk: toHex(encodeItem(chunkItem)),
  "entry id": post.id,
  "entry signature": toHex(post.signature),
  "entry payload": toHex(post.payload),
  "entry key": toHex(entryKey(epochKey, post.decoded)),
  "group id": group,
  "device id": device,
  kid,
  "kid of a split key": split.kid,
  "acts key": toHex(splitKey(named("split key"), group).acts),
  "invite id": invite,
  "invite link key": toHex(inviteLinkKey(seed, group)),
  "topic of day 20000": topicOf(epochKey, 20_000).name,
  sessionHalf: toHex(half),
  pairCode: shown.code,
  answerCode: sealAnswer(shown.secret, half, counting()),
};

const vectorFile = new URL("records.json", import.meta.url);
if (process.env["VECHE_WRITE_VECTORS"] === "1") writeFileSync(vectorFile, `${JSON.stringify(made, null, 2)}\n`);
const vectors = JSON.parse(readFileSync(vectorFile, "utf8")) as Record<string, string>;
const vector = (name: string): Uint8Array => fromHex(vectors[name]!)!;

describe("[ENC-1] every record has one encoding", () => {
  it.each(Object.keys(made))("%s is made as its vector says", (name) => {
    expect(made[name]).toBe(vectors[name]);
  });

  it("has a vector for each and no other", () => {
    expect(Object.keys(vectors)).toEqual(Object.keys(made));
  });

  it.each(Object.entries(records))("%s is read, and written again as it was", (name, record) => {
    expect(record.value(vector(name))).toEqual(record.is);
    expect(toHex(record.again(vector(name)))).toBe(vectors[name]);
  });

  it.each(Object.entries(records))("%s with any field missing, added, of another shape, or with bytes left over is refused", (name, record) => {
    const map = decodeCbor(vector(name)) as CborMap;
    for (const key of map.keys()) {
      if (optional[name] !== key) expect(record.value(encodeCbor(new Map([...map].filter(([k]) => k !== key))))).toBeNull();
      expect(record.value(encodeCbor(new Map<number, CborValue>([...map, [key, new Map()]])))).toBeNull();
    }
    expect(record.value(encodeCbor(new Map([...map, [99, 1]])))).toBeNull();
    expect(record.value(new Uint8Array([...vector(name), 0]))).toBeNull();
    expect(record.value(vector(name).subarray(0, -1))).toBeNull();
  });

  it("[LOG-1] a header", () => {
    const read = decodeHeader(vector("header"))!;
    for (const [field, value] of Object.entries(post.decoded)) expect(read[field as keyof typeof read], field).toEqual(value);
    expect(toHex(encodeHeader(read))).toBe(vectors["header"]);
    expect(openPayload(post, epochKey)).toEqual(vector("thread"));
  });

  it("[POLL-9] a record file", () => {
    expect(decodeRecord(vector("recordFile"))).toEqual({ ok: true, value: file });
  });

  it("[REST-1] key slots", () => {
    expect(openSlots(vector("keySlots"), "passphrase")).toEqual(named("database key"));
  });

  it("[MEM-3] an invite link", () => {
    expect(vectors["inviteLink"]!.startsWith(linkPrefix)).toBe(true);
    expect(readLink(vectors["inviteLink"]!)).toEqual({ version: 1, ...link });
  });

  it("[SYNC-5] a parcel, for a device and for who holds a group key", () => {
    expect(readStatement(vector("parcelStatement"), group, parcel.slice(0, 32))).toMatchObject(statement(parcel.slice(0, 32)));
    for (const opener of [{ group, box: bela.box, keys: [] }, { group, box: ada.box, keys: [epochKey] }]) {
      const reader = new ParcelReader(() => [opener]);
      expect([...reader.push(parcel)]).toEqual(parcelItems(parcel.slice(0, 32)));
      expect(reader.end()).toBe("whole");
    }
  });

  it("[FILE-4] a chunk in a parcel, and what its writer wants", () => {
    expect(decodeItem(vector("parcelChunk"))).toEqual(chunkItem);
    expect(readStatement(vector("parcelStatementWants"), group, parcel.slice(0, 32))?.wants).toEqual([content]);
  });

  it.each(Object.entries(messages))("[SYNC-1] the message %s", (name, message) => {
    expect(decodeMessage(vector(`message ${name}`))).toEqual(message);
    expect(toHex(encodeMessage(decodeMessage(vector(`message ${name}`))!))).toBe(vectors[`message ${name}`]);
  });

  it("[SYNC-2] HELLO", () => {
    expect(decodeHello(vector("message hello"))).toEqual(hello);
  });

  it("[SYNC-9] codes shown by hand", () => {
    const [offer, answer] = [vectors["pairCode"]!, vectors["answerCode"]!].map((code) => readCode(code) as ReadCode);
    expect(openOffer(offer!, epochKey)).toEqual({ secret: shown.secret, half: vector("sessionHalf"), made: 1_795_000_000_000 });
    expect(openAnswer(answer!, shown.secret)).toEqual(vector("sessionHalf"));
  });

  it("ids are hashes of what they name", () => {
    expect(idOf<GroupId>(hash(vector("genesis")))).toBe(vectors["group id"]);
    expect(idOf<EntryId>(hash(vector("header")))).toBe(vectors["entry id"]);
    expect(idOf<InviteId>(hash(inviteKeys(seed, group).publicKey))).toBe(vectors["invite id"]);
    expect(idBytes(kid)).toEqual(vector("kid"));
  });
});
