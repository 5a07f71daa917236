/** SYNC-5. A group that lives on bundles alone, with whole engines: a decision to a certified result; what a bundle says. */
import { afterEach, describe, expect, it } from "vitest";
import { concat } from "../../shared/base/bytes.ts";
import type { CarriedReport } from "../../shared/contract/carrying-snapshots.ts";
import { assemble, type Person } from "../sim/person.ts";
import { Street } from "../sim/street.ts";

const yesNo = {
  situation: "The rent rises by nine per cent.",
  method: "yes-no-abstain",
  quorum: { numerator: 1, denominator: 2, strict: false },
  threshold: { numerator: 1, denominator: 2, strict: true },
  base: "cast",
  reportBy: null,
} as const;

async function save(by: Person, group: string, ...members: readonly string[]): Promise<Uint8Array> {
  const { bundle } = await by.does({ type: "bundle.write", group, ...(members.length === 0 ? {} : { members: [...members] }) });
  const pieces: Uint8Array[] = [];
  for (let last = false; !last; ) {
    const read = await by.does({ type: "bundle.read", bundle });
    pieces.push(read.bytes);
    last = read.last;
  }
  return concat(...pieces);
}

async function open(by: Person, bytes: Uint8Array, piece = 100_000): Promise<CarriedReport> {
  const { bundle } = await by.does({ type: "bundle.open" });
  for (let at = 0, goesOn = true; goesOn && at < bytes.length; at += piece) ({ goesOn } = await by.does({ type: "bundle.take", bundle, bytes: bytes.slice(at, at + piece) }));
  return by.does({ type: "bundle.finish", bundle });
}

describe("[SYNC-5] by stick", () => {
  let all: readonly Person[] = [];
  afterEach(async () => {
    await Promise.all(all.map((p) => p.engine.close()));
    all = [];
  });

  it("a decision is moved, voted, sealed, counted, certified and exported among three who are never online again", async () => {
    const { people, group } = await assemble(new Street(), ["Ada", "Bela", "Cyn"]);
    all = people;
    for (const p of people) p.cut();
    const [ada, bela, cyn] = people as [Person, Person, Person];
    /** One stick that goes round. */
    const round = async (...by: readonly Person[]): Promise<void> => {
      for (const from of by) {
        const bundle = await save(from, group);
        for (const to of people) if (to !== from) expect(await open(to, bundle)).toMatchObject({ end: "whole", waiting: 0 });
      }
    };
    const { motion } = await ada.does({ type: "motion.open", group, title: "Refuse the rise", deadline: Date.now() + 600_000, options: [], ...yesNo });
    await round(ada);
    await bela.does({ type: "ballot.cast", group, motion, choice: { method: "yes-no-abstain", vote: "yes" } });
    const [report] = [await open(ada, await save(bela, group))];
    expect(report).toMatchObject({ end: "whole", from: { name: "Bela" }, fresh: { ballots: 1, motions: 0 } });
    await cyn.does({ type: "ballot.cast", group, motion, choice: { method: "yes-no-abstain", vote: "no" } });
    await ada.does({ type: "ballot.cast", group, motion, choice: { method: "yes-no-abstain", vote: "yes" } });
    await round(bela, cyn, ada);
    for (const p of people) await p.does({ type: "motion.seal", group, motion });
    await round(...people);
    const certified = (p: Person): Promise<unknown> => p.sees({ query: "motion", group, motion }, (m) => m?.state.is === "certified", 600);
    for (let i = 0; i < 8; i++) {
      if ((await Promise.allSettled(people.map(certified))).every(({ status }) => status === "fulfilled")) break;
      await round(...people);
    }
    await Promise.all(people.map(certified));
    const { file } = await cyn.does({ type: "record.export", group, motion });
    expect(await bela.does({ type: "record.verify", file, group })).toMatchObject({ valid: true, state: { is: "certified" }, result: { tally: { yes: 2, no: 1 } } });
  }, 60_000);

  it("it says who was heard from, how much is new for whom, and what was wrong with a file", async () => {
    const { people, group } = await assemble(new Street(), ["Ada", "Bela", "Cyn"]);
    all = people;
    const [ada, bela, cyn] = people as [Person, Person, Person];
    for (const p of people) await p.sees({ query: "connection", group }, ({ foot }) => foot.reached === 2 && foot.allHere);
    for (const p of people) expect((await p.sees({ query: "bundles", group }, () => true)).members.map(({ fresh }) => fresh)).toEqual([0, 0]);
    for (const p of people) p.cut();
    await ada.does({ type: "thread.start", group, title: "The rent", text: "What do we do?" });
    const before = await ada.sees({ query: "bundles", group }, ({ members }) => members.every(({ fresh }) => fresh === 1));
    const forBela = await save(ada, group, before.members.find(({ member }) => member.name === "Bela")!.member.id);
    const report = await open(bela, forBela);
    expect(report).toMatchObject({ end: "whole", from: { name: "Ada" }, group: { id: group, name: "Harbour Street" }, read: 1, fresh: { posts: 1 }, waiting: 0 });
    expect(await open(bela, forBela)).toMatchObject({ end: "whole", read: 1, fresh: { posts: 0 } });
    expect(await open(cyn, forBela)).toMatchObject({ end: "notMine", group: null, read: 0 });
    const back = await save(bela, group);
    expect(await open(ada, back)).toMatchObject({ from: { name: "Bela" }, read: 1, fresh: { posts: 0 } }); // Cyn lacks it, as far as Bela knows
    const after = await ada.sees({ query: "bundles", group }, ({ members }) => members.some(({ fresh }) => fresh === 0));
    expect(after.members.map(({ member, fresh }) => [member.name, fresh])).toEqual([["Bela", 0], ["Cyn", 1]]);
    expect(await open(cyn, forBela.slice(0, 3000))).toMatchObject({ end: "notMine" });
    const spoilt = await save(ada, group);
    spoilt[5000]! ^= 4;
    expect(await open(cyn, spoilt)).toMatchObject({ end: "damaged", read: 0, from: null });
    expect(await open(cyn, (await save(ada, group)).slice(0, 3000))).toMatchObject({ end: "cutShort", read: 0 });
    expect(await open(cyn, new Uint8Array(0))).toMatchObject({ end: "notMine" });
    expect((await ada.engine.run({ type: "bundle.write", group, members: ["ab".repeat(32)] })).ok).toBe(false);
  }, 60_000);
});
