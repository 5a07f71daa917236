import { beforeAll, describe, expect, it } from "vitest";
import { idOf, type DeviceId, type EntryId, type MemberId } from "../../shared/base/ids.ts";
import { cryptoReady, hash } from "../../shared/crypto/sodium.ts";
import { Documents } from "../../shared/document/documents.ts";
import { commentCodec, documentCodec, documentNameCodec } from "../../shared/document/records.ts";
import { Files } from "../../shared/files/files.ts";
import { removeFileCodec } from "../../shared/files/records.ts";
import { makeEntry } from "../../shared/log/entry.ts";
import { kinds } from "../../shared/log/kind.ts";
import { Log } from "../../shared/log/log.ts";
import { group, ownDevice } from "../sim/node.ts";
import { SimRandom } from "../sim/network.ts";

beforeAll(() => cryptoReady);

const anId = <T extends EntryId | MemberId | DeviceId>(n: number): T => idOf<T>(hash(Uint8Array.of(n, n >> 8, n >> 16)));
/** Copying all that waits for each of them, this many would take minutes; as it is a second or two. */
const many = 150_000;
const nowhere = anId<EntryId>(0xffffff);
const author = anId<MemberId>(1);
const by = (n: number) => ({ id: n.toString(16).padStart(64, "0") as EntryId, author, device: anId<DeviceId>(2), seq: n, lamport: n, time: n });

describe("what a member writes about things that are not here", () => {
  it("[ENC-5] costs no more each the more of it there is: names and comments of documents", () => {
    const documents = new Documents(() => undefined);
    const name = documentNameCodec.encode({ document: nowhere, title: "Rules", folder: "" });
    for (let n = 1; n <= many; n++) documents.add(by(n), kinds.documentName, name);
    documents.add({ ...by(0), id: nowhere }, kinds.document, documentCodec.encode({ title: "Draft", folder: "" }));
    expect(documents.all.get(nowhere)!.title).toBe("Rules");
    const comment = commentCodec.encode({ document: nowhere, text: "So?", from: new Uint8Array(0), to: new Uint8Array(0), quote: "" });
    for (let n = 1; n <= many / 10; n++) documents.add(by(n), kinds.comment, comment);
    expect(documents.all.get(nowhere)!.comments).toHaveLength(many / 10);
  }, 30_000);

  it("[ENC-5] costs no more each the more of it there is: removals of files", () => {
    const files = new Files();
    const removal = removeFileCodec.encode({ file: nowhere });
    let voids = 0;
    for (let n = 1; n <= many; n++) voids += files.add(by(n), kinds.removeFile, removal).length;
    expect(voids).toBe(0);
  }, 30_000);
});

describe("entries of devices nobody has admitted", () => {
  const random = new SimRandom(3);
  const post = (device: number, seq: number) => {
    const { device: id, signing } = ownDevice(device);
    return makeEntry({ group, device: id, seq, prev: seq === 0 ? null : nowhere, deps: [], gov: null, lamport: 1, kind: kinds.post, kid: anId(3) as never, time: 0 }, Uint8Array.of(1), new Uint8Array(32), signing, random);
  };

  it("[LOG-5] are held in bounded number, and made-up ones keep no real one out for good", () => {
    const admitted = new Map<DeviceId, Uint8Array>();
    const log = new Log(group, ({ decoded }) => admitted.get(decoded.device) ?? null, () => undefined);
    for (let n = 0; n < 5000; n++) log.offer([post(1000 + n, 0)]);
    expect(log.waiting).toBeLessThanOrEqual(4096);
    const real = post(1, 0);
    log.offer([real]);
    expect(log.waiting).toBeLessThanOrEqual(4096);
    admitted.set(real.decoded.device, signingKeysOf(1));
    expect(log.recheck().placed.map(({ id }) => id)).toEqual([real.id]);
  });

  it("[LOG-5] of one device do not push out its own first ones, on which the rest stands", () => {
    const admitted = new Map<DeviceId, Uint8Array>();
    const log = new Log(group, ({ decoded }) => admitted.get(decoded.device) ?? null, () => undefined);
    const first = post(1, 0);
    log.offer([first]);
    for (let n = 1; n < 4200; n++) log.offer([post(1, n)]);
    expect(log.waiting).toBeLessThanOrEqual(4096);
    expect(log.isWaiting(first.id)).toBe(true);
  });
});

const signingKeysOf = (seed: number): Uint8Array => ownDevice(seed).signing.publicKey;
