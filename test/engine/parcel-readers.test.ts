/** [ID-4, KEY-4, KEY-5] Who can open a parcel, and which keys it brings them: machines that get keys, and no more than sync would hand them. */
import { beforeAll, expect, it } from "vitest";
import type { Kid } from "../../shared/base/ids.ts";
import { IncomingParcel, type ParcelEnd } from "../../shared/client/carrying/incoming.ts";
import { forDevices, readingDevices, writeParcel } from "../../shared/client/carrying/outgoing.ts";
import { revokeDevice } from "../../shared/client/devices.ts";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import { wholeParcel } from "../../shared/parcel/seal.ts";
import { start } from "../sim/expelling.ts";
import { closedStreet, everyoneHears, Machine, seededRandom, still, street } from "../sim/machine.ts";
import { Seeded } from "../sim/seeded.ts";

beforeAll(() => cryptoReady);
const random = seededRandom(new Seeded(78));

/** What it writes for every other machine of the group. */
const parcelOf = async ({ group }: Machine): Promise<Uint8Array> =>
  wholeParcel(await writeParcel(group, forDevices(readingDevices(group, null)), { entries: [...group.log.placed()] }, { clock: still, random }));

async function open({ group }: Machine, bytes: Uint8Array): Promise<ParcelEnd> {
  const incoming = new IncomingParcel([group]);
  await incoming.push(bytes);
  return (await incoming.finish()).end;
}

const titles = ({ group }: Machine): readonly string[] => [...group.fold.discussion.threads.values()].map((thread) => thread.title ?? "?").sort();

it("[ID-4] no parcel is for a machine that was revoked, were it the one its member came with, and each is for those linked later", async () => {
  const [ada, bela] = (await street(random, "Ada", "Bela")) as [Machine, Machine];
  const laptop = await Machine.link("Bela's laptop", bela, random);
  await everyoneHears([ada, bela, laptop]);
  await revokeDevice(laptop.group, bela.group.own.device); // it was stolen
  await ada.hear(laptop);
  const { kid } = (await start(ada, "the new key of the cellar")).decoded;
  const parcel = await parcelOf(ada);
  expect(await open(bela, parcel)).toBe("notMine");
  expect([bela.group.fold.keys.has(kid), titles(bela)]).toEqual([false, []]);
  expect(await open(laptop, parcel)).toBe("whole");
  expect(titles(laptop)).toEqual(["the new key of the cellar"]);
});

it("[KEY-4] to whoever came since a parcel brings what opens acts, and no post of before", async () => {
  const [ada, bela] = (await closedStreet(random, "Ada", "Bela")) as [Machine, Machine];
  const before = (await start(ada, "before")).decoded.kid;
  await bela.hear(ada);
  const cyn = await Machine.join("Cyn", bela, random);
  await everyoneHears([ada, bela, cyn]);
  const since = (await start(ada, "since")).decoded.kid;
  for (const reader of [bela, cyn]) expect(await open(reader, await parcelOf(ada))).toBe("whole");
  const reads = (m: Machine): readonly boolean[] => [before, since].map((kid: Kid) => m.group.fold.postKeys.has(kid));
  expect([reads(bela), reads(cyn)]).toEqual([[true, true], [false, true]]);
});
