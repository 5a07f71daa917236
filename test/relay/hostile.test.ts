/** SYNC-6. Relays that drop, delay, repeat, reorder, truncate, alter and make up: no wrong state, and nothing lost in the end. */
import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { err, ok } from "../../shared/base/result.ts";
import { hours, minutes } from "../../shared/base/units.ts";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import { blobId, largestBlob, mailboxOf, smallestBlob } from "../../shared/mailbox/mailbox.ts";
import type { Listing, Mailboxes } from "../../shared/ports/mailboxes.ts";
import { RelayHouse, type Visitor } from "../sim/relay-house.ts";

await cryptoReady;

type Hostility = (honest: Mailboxes) => Mailboxes;

/** Changes what is listed; tags are the relay's to make up as well. */
const lists = (honest: Mailboxes, change: (listing: Listing) => Listing): Mailboxes => ({
  ...honest,
  async list(call) {
    const listed = await honest.list(call, null);
    return listed.ok && listed.value !== null ? ok({ ...change(listed.value), tag: randomBytes(32).toString("hex") }) : listed;
  },
});

const earlier = new Map<string, Listing>();

const hostile: Record<string, Hostility> = {
  "takes everything and keeps nothing": (honest) => ({ ...honest, put: async () => ok(null) }),
  "keeps every other blob": (honest) => {
    let n = 0;
    return { ...honest, put: async (...asked) => (n++ % 2 === 0 ? ok(null) : honest.put(...asked)) };
  },
  "lists nothing": (honest) => lists(honest, (listing) => ({ ...listing, blobs: [] })),
  "holds back the tail": (honest) => lists(honest, (listing) => ({ ...listing, blobs: listing.blobs.slice(0, 1) })),
  "shows what was there at first": (honest) => ({
    ...honest,
    async list(call, tag) {
      const listed = await honest.list(call, null);
      if (!listed.ok || listed.value === null) return listed;
      if (!earlier.has(call.mailbox)) earlier.set(call.mailbox, listed.value);
      return tag === earlier.get(call.mailbox)!.tag ? ok(null) : ok(earlier.get(call.mailbox)!);
    },
  }),
  "lists backwards": (honest) => lists(honest, (listing) => ({ ...listing, blobs: [...listing.blobs].reverse() })),
  "repeats each name, and one it never had": (honest) => lists(honest, (listing) => ({ ...listing, blobs: [...listing.blobs, ...listing.blobs, "f".repeat(64)] })),
  "says that nothing changed": (honest) => ({ ...honest, list: async () => ok(null) }),
  "says that it keeps things for ever, or a day": (honest) => lists(honest, (listing) => ({ ...listing, days: 1 })),
  "gives nothing it lists": (honest) => ({ ...honest, get: async () => err({ kind: "Nothing" }) }),
  "cuts blobs short": (honest) => ({
    ...honest,
    async get(...asked) {
      const got = await honest.get(...asked);
      return got.ok ? ok(got.value.slice(0, got.value.length / 2)) : got;
    },
  }),
  "alters a bit": (honest) => ({
    ...honest,
    async get(...asked) {
      const got = await honest.get(...asked);
      if (got.ok) got.value[9000]! ^= 1;
      return got;
    },
  }),
  "gives another blob for each": (honest) => ({ ...honest, get: async () => ok(new Uint8Array(randomBytes(smallestBlob))) }),
  "gives the largest of nothing": (honest) => ({ ...honest, get: async () => ok(new Uint8Array(largestBlob)) }),
  "refuses everything": (honest) => ({ ...honest, put: async () => err({ kind: "NoRight" }), list: async () => err({ kind: "TooOften" }) }),
  "is full": (honest) => ({ ...honest, put: async () => err({ kind: "RelayFull" }) }),
};

describe.each(Object.entries(hostile))("a relay that %s", (_name, hostility) => {
  it("[SYNC-6] makes no wrong state, is not fed without end, and nothing is lost once it is honest", async () => {
    let isHostile = true;
    earlier.clear();
    const between = (honest: Mailboxes): Mailboxes => {
      const bad = hostility(honest);
      const now = (): Mailboxes => (isHostile ? bad : honest);
      return { put: (...asked) => now().put(...asked), list: (...asked) => now().list(...asked), get: (...asked) => now().get(...asked) };
    };
    const house = await RelayHouse.of(["Ada", "Bela", "Cyn"], { between });
    const [ada, bela, cyn] = house.members as [Visitor, Visitor, Visitor];
    const said: string[] = [];
    for (let i = 0; i < 2; i++) {
      for (const one of house.members) {
        said.push(`${one.machine.name} ${i}`);
        await one.writes(said.at(-1)!);
        await one.visit();
      }
      await house.pass(minutes(3));
    }
    for (const one of house.members) expect(one.machine.group.log.rejected.size).toBe(0);
    expect(house.desk.counters.get("put")).toBeLessThan(60);
    isHostile = false;
    for (let i = 0; i < 30 && !house.alike; i++) {
      await house.pass(hours(1));
      await house.visits(ada, bela, cyn);
    }
    for (const one of house.members) expect(said.filter((text) => !one.has(text))).toEqual([]);
    expect(house.alike).toBe(true);
  });
});

it("[SYNC-6] a tail that is held back shows: who wrote it was last heard from before", async () => {
  let holdsBack = false;
  const between = (honest: Mailboxes): Mailboxes => {
    let last: Listing | null = null;
    return {
      ...honest,
      async list(...asked) {
        if (holdsBack && last !== null) return ok(null);
        const listed = await honest.list(...asked);
        if (listed.ok && listed.value !== null) last = listed.value;
        return listed;
      },
    };
  };
  const house = await RelayHouse.of(["Ada", "Bela"], { between });
  const [ada, bela] = house.members as [Visitor, Visitor];
  await ada.writes("before");
  await house.visits(ada, bela);
  const heard = house.now;
  holdsBack = true;
  for (let i = 0; i < 5; i++) {
    await house.pass(hours(3));
    await ada.writes(`held back ${i}`);
    await house.visits(ada, bela);
  }
  expect(bela.holdings.saidAt(ada.machine.group.own.device)).toBe(heard);
  expect(bela.has("held back 0")).toBe(false);
});

it("[SYNC-6] what a member puts there that is no parcel, or another group's, changes nothing and is read once", async () => {
  const house = await RelayHouse.of(["Ada", "Bela"]);
  const other = await RelayHouse.of(["Eve", "Mal"], { seed: 9 });
  const [ada, bela] = house.members as [Visitor, Visitor];
  await other.members[0]!.writes("elsewhere");
  await other.visits();
  const foreign = await other.shelf.read((await other.shelf.all())[0]!.place);
  const key = ada.machine.group.epochKeys()[0]!.key.reveal();
  const today = mailboxOf(key, ada.machine.group.group, Math.floor(house.now / 86_400_000));
  for (const bytes of [foreign!, new Uint8Array(randomBytes(smallestBlob)), new Uint8Array(largestBlob)]) await house.desk.put(today.name, blobId(bytes), bytes);
  await ada.writes("The rent");
  await house.visits();
  await house.visits();
  expect([bela.has("The rent"), bela.has("elsewhere")]).toEqual([true, false]);
  const got = house.desk.counters.get("got");
  await house.visits();
  expect(house.desk.counters.get("got")).toBe(got);
});
