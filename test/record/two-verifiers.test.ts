/**
 * POLL-9. The app's verifier and the standalone one of verifier/, which shares nothing with it but libsodium, say the same of
 * every record, whole or damaged, to the reason. A sample by default; VECHE_PROOF=1 takes a thousand of each.
 */
import { beforeAll, expect, it } from "vitest";
import type { MotionId } from "../../shared/base/ids.ts";
import { kinds } from "../../shared/log/kind.ts";
import { encodePollRecord, motionTextHash } from "../../shared/poll/records.ts";
import { methods } from "../../shared/poll/choice-field.ts";
import { mostPoints, namesSeats, type Choice, type MethodName, type RankedMethod } from "../../shared/tally/choice.ts";
import { decide } from "../../shared/tally/outcome.ts";
import { decide as decideAgain } from "../../verifier/methods.ts";
import { ready } from "../../verifier/sodium.ts";
import { verify } from "../../verifier/verify.ts";
import { everyoneHears, street, type Machine } from "../sim/machine.ts";
import { Seeded } from "../sim/seeded.ts";
import { comings } from "./comings.ts";
import { mandates } from "./mandates.ts";
import { chance, recordOf, takeStep } from "./histories.ts";
import { agree, damage } from "./side-by-side.ts";

const proof = process.env["VECHE_PROOF"] === "1";
const wanted = proof ? 1000 : 25;

beforeAll(() => ready);

it(`say the same of ${wanted} records and of as many that were damaged`, { timeout: 3_600_000 }, async () => {
  const seen = { whole: 0, valid: 0, damaged: 0, refused: 0, reasons: new Map<string, number>(), states: new Map<string, number>() };
  for (let seed = 1; seen.whole < wanted; seed++) {
    for (const [record, random] of await recordsOf(seed)) {
      const report = agree(record, `seed ${seed}`);
      seen.whole += 1;
      seen.valid += report.valid ? 1 : 0;
      count(seen.states, report.state?.is ?? "none");
      if (report.draw !== null) count(seen.states, report.draw.seed === null ? "lot waits" : "lot fell");
      const damaged = agree(damage(record, random), `seed ${seed}, damaged`);
      seen.damaged += 1;
      seen.refused += damaged.valid ? 0 : 1;
      for (const problem of damaged.problems) count(seen.reasons, "reason" in problem ? problem.reason : problem.kind);
    }
  }
  if (proof) console.log(`${seen.whole} records, ${seen.valid} of them valid, and ${seen.damaged} damaged ones, ${seen.refused} of them refused: two verifiers, no difference`, seen.states, seen.reasons);
  expect(seen.valid).toBe(seen.whole);
  expect(seen.refused / seen.damaged).toBeGreaterThan(0.9);
  expect(seen.reasons.size).toBeGreaterThan(proof ? 15 : 5);
  expect([...seen.states.keys()]).toEqual(expect.arrayContaining(["closing", "certified", ...(proof ? ["counted", "withdrawn"] : [])]));
});

it(`[MEM-4…8, KEY-6, ID-4, LOG-7] say the same of ${proof ? 1000 : 12} records of groups that people left, were expelled from and came back to`, { timeout: 3_600_000 }, async () => {
  const seen = { whole: 0, valid: 0, reasons: new Map<string, number>(), places: new Map<string, number>(), statuses: new Map<string, number>() };
  for (let seed = 1; seen.whole < (proof ? 1000 : 12); seed++) {
    const random = new Seeded(seed);
    for (const record of await comings(random)) {
      const report = agree(record, `seed ${seed}`);
      seen.whole += 1;
      seen.valid += report.valid ? 1 : 0;
      for (const { is } of verify(record, null).gone) count(seen.places, is);
      for (const { status } of report.rollCall) count(seen.statuses, status);
      for (const problem of [...report.problems, ...agree(damage(record, random), `seed ${seed}, damaged`).problems]) count(seen.reasons, "reason" in problem ? problem.reason : problem.kind);
    }
  }
  if (proof) console.log(`${seen.whole} records of groups with departures, ${seen.valid} of them valid, and as many damaged: no difference`, seen);
  expect(seen.valid / seen.whole).toBeGreaterThan(0.5);
  expect([...seen.places.keys()]).toEqual(expect.arrayContaining(["removed", "left", ...(proof ? ["suspended", "void"] : [])]));
});

it(`[MAN-1…9] say the same of ${proof ? 1000 : 12} records of groups that give, recall and lose offices`, { timeout: 3_600_000 }, async () => {
  const seen = { whole: 0, valid: 0, offices: new Map<string, number>(), reasons: new Map<string, number>() };
  for (let seed = 1; seen.whole < (proof ? 1000 : 12); seed++) {
    const random = new Seeded(seed);
    for (const record of await mandates(random)) {
      const report = agree(record, `seed ${seed}`);
      seen.whole += 1;
      seen.valid += report.valid ? 1 : 0;
      const { mandate } = report;
      if (mandate !== null) count(seen.offices, mandate.disputed ? "in dispute" : mandate.holders.length > 0 ? "held" : "free");
      for (const { by } of mandate?.ended ?? []) count(seen.offices, `ended: ${by}`);
      for (const problem of [...report.problems, ...agree(damage(record, random), `seed ${seed}, damaged`).problems]) count(seen.reasons, "reason" in problem ? problem.reason : problem.kind);
    }
  }
  if (proof) console.log(`${seen.whole} records of offices, ${seen.valid} of them valid, and as many damaged: no difference`, seen);
  expect(seen.valid).toBe(seen.whole);
  expect([...seen.offices.keys()]).toEqual(expect.arrayContaining(["held", "free", ...(proof ? ["in dispute", "ended: recall", "ended: lapse", "ended: resignation", "ended: gone"] : [])]));
});

it("[POLL-8] count the same of any ballots, every round and every lot included", () => {
  const seen = new Map<string, number>();
  for (let seed = 1; seed <= (proof ? 40_000 : 1500); seed++) {
    const random = new Seeded(seed);
    const method = methods[seed % methods.length]!;
    const options = method === "yes-no-abstain" || method === "consensus" ? 0 : 1 + random.below(6);
    const part = (): { numerator: number; denominator: number; strict: boolean } => ({ numerator: 1, denominator: 1 + random.below(3), strict: false });
    const places = method === "sign-up" ? { places: Array.from({ length: options }, () => 1 + random.below(6)) } : {};
    const rules = { method, options, ...places, seats: namesSeats(method) ? 1 + random.below(options) : 1, roll: 20, quorum: { ...part(), denominator: 10 }, threshold: part(), base: random.pick(["cast", "present", "all"] as const) };
    const choices = Array.from({ length: random.below(20) }, () => choiceOf(method, random, options));
    const ours = decide(rules, choices.map((choice) => ({ choice, count: 1 })));
    expect(decideAgain(rules, choices), `seed ${seed}`).toEqual(ours);
    const last = (between: readonly number[]): readonly number[] => between.toSorted((a, b) => b - a);
    expect(decideAgain(rules, choices, last), `seed ${seed}, with a lot`).toEqual(decide(rules, choices.map((choice) => ({ choice, count: 1 })), last));
    count(seen, `${method} ${ours.outcome.is}`);
  }
  if (proof) console.log("two counts of any ballots: no difference", seen);
  expect(seen.size).toBeGreaterThan(15);
}, 600_000);

function count(map: Map<string, number>, key: string): void {
  map.set(key, (map.get(key) ?? 0) + 1);
}

// ---------------------------------------------------------------- histories

const names = ["Ada", "Bela", "Chen", "Dora"];
const option = (title: string) => ({ title, text: "", necessity: "", practicality: "" });

/** A decision in a group of two to four, in which anything happens in any order, and its record at several moments. */
async function recordsOf(seed: number): Promise<readonly (readonly [Uint8Array, Seeded])[]> {
  const random = new Seeded(seed);
  const all = await street(chance(seed), ...names.slice(0, 2 + random.below(3)));
  const machines = [...all];
  const method = random.pick(methods);
  const options = method === "yes-no-abstain" || method === "consensus" ? [] : ["Pay", "Strike", "Wait", "March"].slice(0, 2 + random.below(3)).map((title) => ({ ...option(title), ...(method === "sign-up" && { places: 1 + random.below(2) }) }));
  const terms = { ...(method === "dots" && { dots: 5 }), ...(random.chance(0.2) && { advice: true as const, quorum: { numerator: 0, denominator: 1, strict: false } }) };
  const lots = method === "lots" || (options.length > 0 && method !== "sign-up" && random.chance(0.5)) || (method === "sign-up" && random.chance(0.7)) ? { lots: true as const } : {};
  const seats = namesSeats(method) ? { seats: 1 + random.below(options.length) } : {};
  const motion = await machines[0]!.openMotion({ method, options, ...seats, ...terms, ...lots, textHash: motionTextHash({ title: "Shall we?", situation: "", options }) });
  await everyoneHears(machines);
  const records: (readonly [Uint8Array, Seeded])[] = [];
  const keep = (m: Machine): void => void records.push([recordOf(m, motion), random]);
  for (let step = 0; step < 30; step++) {
    const m = random.pick(machines);
    await act(m, motion, random, machines, () => choiceOf(method, random, options.length));
    if (random.chance(0.15)) keep(m);
  }
  await everyoneHears(machines);
  for (let round = 0; round < 4; round++) {
    for (const m of all) {
      await takeStep(m, motion);
      if (random.chance(0.1)) keep(m);
    }
    await everyoneHears(machines);
    keep(random.pick(all));
  }
  for (const m of all) {
    if (random.chance(0.8)) await m.showNumbers();
    await everyoneHears(machines);
    if (random.chance(0.3)) keep(m);
  }
  keep(random.pick(all));
  return records;
}

async function act(m: Machine, motion: MotionId, random: Seeded, machines: Machine[], choice: () => Choice): Promise<void> {
  const sealed = (): boolean => m.motion(motion).view.sealsOf(m.group.me).length > 0;
  switch (random.below(12)) {
    case 0:
    case 1:
    case 2:
    case 3:
      return void (await m.vote(motion, random.chance(0.1) ? null : choice()));
    case 4:
    case 5:
    case 6:
      return m.hear(random.pick(machines));
    case 7:
      return sealed() ? undefined : void (await m.seal(motion));
    case 8:
      return void (await takeStep(m, motion));
    case 9:
      return void (await m.group.author(kinds.dispute, () => encodePollRecord({ type: "dispute", motion, text: "Look at this", evidence: [] })));
    case 10:
      return random.chance(0.8) ? void (await m.invite()) : void (await m.group.author(kinds.withdrawal, () => encodePollRecord({ type: "withdrawal", motion })));
    default:
      if (machines.length < 6 && random.chance(0.5)) machines.push(await m.clone());
      return undefined;
  }
}

function choiceOf(method: MethodName, random: Seeded, options: number): Choice {
  switch (method) {
    case "yes-no-abstain":
      return vote(random);
    case "lots":
      return { method, vote: random.pick(["yes", "no", "abstain"] as const) };
    case "consensus":
      return { method, position: random.pick(["agree", "standAside", "block"] as const) };
    case "approval":
      return { method, approved: approve(random, options) };
    case "dots": {
      const given = Array.from({ length: options }, () => 0);
      for (let left = random.below(mostGiven + 1); left > 0; left--) given[random.below(options)]! += 1;
      return { method, dots: given };
    }
    case "time-poll":
      return { method, answers: Array.from({ length: options }, () => random.pick(["no", "ifNeedBe", "yes"] as const)) };
    case "sign-up":
      return { method, taken: approve(random, options) };
    case "score":
      return { method, scores: Array.from({ length: options }, () => random.below(mostPoints + 1)) };
    default:
      return rank(method, random, options);
  }
}

const vote = (random: Seeded): Choice => ({ method: "yes-no-abstain", vote: random.pick(["yes", "no", "abstain"] as const) });
const approve = (random: Seeded, options: number): readonly number[] => Array.from({ length: options }, (_, i) => i).filter(() => random.chance(0.5));
/** More than a motion here gives anybody: such ballots are not counted. */
const mostGiven = 6;

function rank(method: RankedMethod, random: Seeded, options: number): Choice {
  const order = random.shuffled(Array.from({ length: options + 1 }, (_, i) => i - 1)).slice(0, 1 + random.below(options + 1));
  const ranks: number[][] = [];
  for (const one of order) {
    if (method === "schulze" && ranks.length > 0 && random.chance(0.3)) ranks.at(-1)!.push(one);
    else ranks.push([one]);
  }
  return { method, ranks: ranks.map((group) => group.sort((a, b) => a - b)) };
}
