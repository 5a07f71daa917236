/** SYNC-5. What a member who cheats can do with parcels: tell two members different things, fill them with what is nobody's. */
import { beforeAll, describe, expect, it } from "vitest";
import { idOf, type ContentId } from "../../shared/base/ids.ts";
import { IncomingParcel, type ParcelReport } from "../../shared/client/carrying/incoming.ts";
import { readingDevices, writeParcel } from "../../shared/client/carrying/outgoing.ts";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import { threadCodec } from "../../shared/discussion/records.ts";
import { kinds } from "../../shared/log/kind.ts";
import type { Item } from "../../shared/parcel/items.ts";
import { mostChunkBytes } from "../../shared/parcel/layout.ts";
import { sealParcel, wholeParcel } from "../../shared/parcel/seal.ts";
import { holdingsOf, mostWants, signStatement } from "../../shared/parcel/statement.ts";
import { noFiles, type FileSide } from "../../shared/sync/file-side.ts";
import { concat } from "../../shared/base/bytes.ts";
import type { Machine} from "../sim/machine.ts";
import { seededRandom, still, street } from "../sim/machine.ts";
import { Seeded } from "../sim/seeded.ts";

beforeAll(() => cryptoReady);
const random = seededRandom(new Seeded(77));

const parcelOf = async ({ group }: Machine): Promise<Uint8Array> =>
  wholeParcel(await writeParcel(group, { boxes: readingDevices(group, null).map(({ box }) => box), keys: [] }, { entries: [...group.log.placed()] }, { clock: still, random }));

async function open({ group }: Machine, bytes: Uint8Array): Promise<ParcelReport> {
  const incoming = new IncomingParcel([group]);
  await incoming.push(bytes);
  return incoming.finish();
}

const says = ({ group }: Machine, title: string) => group.author(kinds.thread, () => threadCodec.encode({ title, text: title }));
const titles = ({ group }: Machine): readonly string[] => [...group.fold.discussion.threads.values()].map((thread) => thread.title ?? "?").sort();
const forked = ({ group }: Machine): readonly string[] => group.fold.assembly.governance.forks.map(({ device }) => device);

/** Eve's own parcel to a reader, with items as she likes. */
function madeBy({ group }: Machine, reader: Machine, items: readonly Item[], wants: readonly ContentId[] = []): Uint8Array {
  const statement = (parcel: Uint8Array): Item => ({ is: "statement", statement: signStatement({ group: group.group, device: group.own.device, time: still.now(), parcel, ...holdingsOf(group.log), wants }, group.own.signing) });
  return concat(...sealParcel({ boxes: [reader.group.keys.box.publicKey], keys: [] }, (name) => [statement(name), ...items], random));
}

describe("[SYNC-5] a member who cheats by parcels", () => {
  it.each([["Ada first", 0], ["Bela first", 1]])("[LOG-7] who tells two members different things is found out once they hear of each other (%s)", async (_, first) => {
    const [ada, bela, eve] = (await street(random, "Ada", "Bela", "Eve")) as [Machine, Machine, Machine];
    const twin = await eve.clone();
    await says(eve, "to Ada alone");
    await says(twin, "to Bela alone");
    expect(await open(ada, await parcelOf(eve))).toMatchObject({ end: "whole", left: 0 });
    expect(await open(bela, await parcelOf(twin))).toMatchObject({ end: "whole", left: 0 });
    expect([forked(ada), forked(bela)]).toEqual([[], []]);
    const pairs = [[ada, bela], [bela, ada]] as const;
    for (const [from, to] of first === 0 ? pairs : [...pairs].reverse()) expect((await open(to, await parcelOf(from))).end).toBe("whole");
    for (const [from, to] of pairs) await open(to, await parcelOf(from));
    for (const [from, to] of pairs) await open(to, await parcelOf(from));
    const device = eve.group.own.device;
    expect([...new Set([...forked(ada), ...forked(bela)])]).toEqual([device]);
    expect(ada.group.fold.stateHash()).toBe(bela.group.fold.stateHash());
    expect(titles(ada)).toEqual(["to Ada alone", "to Bela alone"]);
    expect(titles(bela)).toEqual(titles(ada));
    // Ada's and Bela's own go on.
    await says(ada, "goes on");
    expect(await open(bela, await parcelOf(ada))).toMatchObject({ end: "whole", left: 0 });
  });

  it("[FILE-2] chunks of files that nobody named, or other bytes than their file's, are written nowhere", async () => {
    const [ada, , eve] = (await street(random, "Ada", "Bela", "Eve")) as [Machine, Machine, Machine];
    const offered: [ContentId, number][] = [];
    const files: FileSide = { ...noFiles, carried: (content, chunk) => (offered.push([content, chunk]), Promise.resolve("not")) };
    ada.group.files = files;
    const chunks = Array.from({ length: 30 }, (_, chunk): Item => ({ is: "chunk", content: idOf<ContentId>(random.bytes(32)), chunk, bytes: new Uint8Array(mostChunkBytes) }));
    expect(await open(ada, madeBy(eve, ada, chunks))).toMatchObject({ end: "whole", filled: 0, left: 0, fresh: [] });
    expect(offered).toHaveLength(30); // it is for the files to say no, and they did
    const tooLong: Item = { is: "chunk", content: idOf<ContentId>(random.bytes(32)), chunk: 0, bytes: new Uint8Array(mostChunkBytes + 1) };
    expect(await open(ada, madeBy(eve, ada, [tooLong]))).toMatchObject({ end: "damaged" });
    const negative: Item = { is: "chunk", content: idOf<ContentId>(random.bytes(32)), chunk: -1, bytes: new Uint8Array(9) };
    expect(await open(ada, madeBy(eve, ada, [negative]))).toMatchObject({ end: "damaged" });
  });

  it("a second statement, wants without end, and keys nobody misses are refused, and what stood before them is kept", async () => {
    const [ada, , eve] = (await street(random, "Ada", "Bela", "Eve")) as [Machine, Machine, Machine];
    await says(eve, "true");
    const entries: Item = { is: "entries", entries: [...eve.group.log.placed()] };
    const again: Item = { is: "statement", statement: signStatement({ group: eve.group.group, device: eve.group.own.device, time: 0, parcel: random.bytes(32), acts: [], tips: [] }, eve.group.own.signing) };
    expect(await open(ada, madeBy(eve, ada, [entries, again, entries]))).toMatchObject({ end: "damaged", left: 0 });
    expect(titles(ada)).toEqual(["true"]);
    const before = ada.group.fold.keys.size;
    expect(await open(ada, madeBy(eve, ada, [{ is: "keys", keys: Array.from({ length: 256 }, () => random.bytes(32)) }]))).toMatchObject({ end: "whole" });
    expect(ada.group.fold.keys.size).toBe(before);
    const wants = Array.from({ length: mostWants + 1 }, () => idOf<ContentId>(random.bytes(32))).sort();
    expect(await open(ada, madeBy(eve, ada, [], wants))).toMatchObject({ end: "damaged", statement: null });
  });
});
