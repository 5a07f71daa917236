/**
 * [POLL-9] The two verifiers say the same of histories aimed at one rule each, and so does the model they were told by. And
 * each rule broken in one of the two is noticed: that is tried here with every third line of mutants.ts, with all of them and by
 * all histories under VECHE_PROOF=1.
 */
import { isDeepStrictEqual } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import { verifyRecord } from "../../shared/record/verify.ts";
import { ready } from "../../verifier/sodium.ts";
import { verify } from "../../verifier/verify.ts";
import { aimed, ask, type AimedStory, type Asked } from "./aimed.ts";
import { foldInOrder } from "../model/folding.ts";
import { Seeded } from "../sim/seeded.ts";
import { lotStories } from "./aimed-lots.ts";
import { officeStories } from "./aimed-offices.ts";
import { lotMutants } from "./lot-mutants.ts";
import { broken, memberMutants, mutated } from "./mutants.ts";
import { officeMutants } from "./office-mutants.ts";
import { inOrder } from "./side-by-side.ts";

beforeAll(() => Promise.all([ready, cryptoReady]));

const proof = process.env["VECHE_PROOF"] === "1";
/** Each told once. */
const stories = Object.fromEntries(Object.entries({ ...officeStories, ...lotStories }).map(([name, tell]: [string, () => AimedStory]) => [name, once(tell)]));
function once<T>(make: () => T): () => T {
  let made: T | null = null;
  return () => (made ??= make());
}
const histories: Readonly<Record<string, () => readonly Asked[]>> = {
  ...Object.fromEntries(Object.entries(aimed).map(([name, tell]) => [name, () => ask(tell())])),
  ...Object.fromEntries(Object.entries(stories).map(([name, tell]) => [name, () => tell().asked])),
};
const mutants = [...memberMutants, ...lotMutants, ...officeMutants];
const told = new Map<string, readonly (Asked & { readonly says: unknown })[]>();
/** With what the app's verifier says. */
function questions(name: string) {
  const known = told.get(name) ?? histories[name]!().map((one) => ({ ...one, says: inOrder(verifyRecord(one.record, null)) }));
  told.set(name, known);
  return known;
}

it.each(Object.keys(histories))("%s", (name) => {
  for (const { what, answer, record, says, office } of questions(name)) {
    const report = verify(record, null);
    expect(inOrder(report), what).toEqual(says);
    const found = report.problems.map((problem) => ("reason" in problem ? problem.reason : problem.kind));
    expect(found, what).toEqual(answer === "taken" ? [] : [answer]);
    const { mandate } = report;
    if (office !== undefined) expect({ holders: mandate?.holders.map((one) => one.name), ended: mandate?.ended.map((one) => `${one.name} ${one.by}`), disputed: mandate?.disputed }, what).toEqual(office);
  }
});

it("[MEM-1] what is told of offices and lots comes to one state in any order of arrival", () => {
  const random = new Seeded(5);
  for (const [name, tell] of Object.entries(stories)) {
    const { v, told: events } = tell();
    const acts = v.actsOf(events);
    const states = [1, 2, 3].map(() => JSON.stringify(foldInOrder(v.group, acts, random).state()));
    expect(new Set(states).size, name).toBe(1);
  }
});

describe("a mistake in the page's verifier is noticed", () => {
  it("and each is one that can be made", async () => {
    for (const mutant of mutants) await broken(mutant);
    expect(mutants.filter(({ by }) => !(by in histories))).toEqual([]);
  });

  it.each(proof ? mutants : mutants.filter((_, i) => i % 3 === 0))("$broken", async (mutant) => {
    const wrong = await mutated(mutant);
    const notices = (name: string): boolean => questions(name).some(({ record, says }) => !isDeepStrictEqual(inOrder(wrong(record, null)), says));
    const noticing = (proof ? Object.keys(histories) : [mutant.by]).filter(notices);
    if (proof) console.log(`${mutant.broken}: noticed by ${noticing.length} of ${Object.keys(histories).length} histories`);
    expect(noticing).toContain(mutant.by);
  }, 60_000);
});
