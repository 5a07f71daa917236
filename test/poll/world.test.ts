import { expect, it } from "vitest";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import { doubleAttesters } from "../../shared/poll/motion-view.ts";
import type { PollMachine } from "../sim/poll-machine.ts";
import { simulate, type WorldEnd } from "../sim/poll-world.ts";

await cryptoReady;

const seeds = process.env.VECHE_PROOF === "1" ? 2000 : 150;

it(`[POLL-3] [POLL-4] [POLL-5] [POLL-6] every honest client ends with the same certified result, over ${seeds} seeds`, { timeout: 300_000 }, () => {
  const ends = { certified: 0, laterRounds: 0, notEnoughHonest: 0 };
  for (let seed = 1; seed <= seeds; seed++) {
    const end = simulate(seed);
    const name = `seed ${seed}: ${end.members} members, ${end.cheaters} cheating, ${end.absent} absent`;
    const [first] = end.honest;
    for (const machine of end.honest) expect(machine.digest(), name).toBe(first!.digest());
    const certificate = first!.certificate;
    if (end.enough) {
      expect(certificate.is, name).toBe("certified");
      expect(end.replaced, name).toBe(0);
    } else ends.notEnoughHonest += 1;
    if (certificate.is === "certified") {
      ends.certified += 1;
      if (certificate.round > 1) ends.laterRounds += 1;
      nobodyIsLeftOut(first!, end, name);
    }
    everyResultIsTrue(first!, name);
    honestMembersAreClean(end, name);
  }
  expect(ends.certified).toBeGreaterThan(seeds / 2);
  if (seeds >= 2000) expect(ends.laterRounds).toBeGreaterThan(0);
});

it("[COUNTEREXAMPLES B1] where nobody cheats, all end certified, some only in a further round", { timeout: 300_000 }, () => {
  const rounds = new Set<number>();
  for (let seed = 1; seed <= Math.max(200, seeds / 4); seed++) {
    const end = simulate(seed, { members: 4 + (seed % 4), cheaters: 0, absent: 0 });
    for (const { certificate } of end.honest) {
      if (certificate.is !== "certified") throw new Error(`seed ${seed}: ${certificate.is}`);
      rounds.add(certificate.round);
    }
    expect(new Set(end.honest.map((machine) => machine.digest())).size, `seed ${seed}`).toBe(1);
  }
  expect(Math.max(...rounds)).toBeGreaterThan(1);
});

/** [POLL-4] A ballot known to ⌈N/3⌉ honest sealers before they sealed is in the result, unless its member followed it up. */
function nobodyIsLeftOut(machine: PollMachine, end: WorldEnd, name: string): void {
  const { view, counts, certificate } = machine;
  if (certificate.is !== "certified") throw new Error(`${name}: ${certificate.is}`);
  const result = counts.resultOf(view.get("close", certificate.close)!);
  const seals = view.seals.filter(({ act }) => end.honestEntries.has(act.id));
  for (const { member } of end.honest) {
    for (const { act } of view.ballotsOf(member)) {
      if (seals.filter((seal) => seal.act.past.has(act)).length < Math.ceil(end.members / 3)) continue;
      const counted = result.counted.find((one) => one.member === member);
      expect(counted, `${name}: ${act.id} is left out`).toBeDefined();
      const ballot = view.get("ballot", counted!.ballot)!.act;
      expect(ballot === act || ballot.past.has(act) || act.past.has(ballot), name).toBe(true);
      if (act.past.has(ballot)) expect.fail(`${name}: ${act.id} is left out for an earlier one`);
    }
  }
}

/** [POLL-3] [POLL-5] What was attested, in any round, is the count of its close, and holds nobody's ballot from outside a seal. */
function everyResultIsTrue({ view, counts }: PollMachine, name: string): void {
  for (const { act } of view.rounds.flatMap((round) => view.attestationsIn(round))) {
    const close = view.get("close", act.record.close)!;
    const result = counts.resultOf(close);
    expect(act.record.result, name).toBe(result.hash);
    const { past } = counts.pastOf(close);
    for (const { member, ballot } of result.counted) {
      const inside = view.sealsOf(member).filter((seal) => past.has(seal.act));
      expect(inside.every((seal) => seal.act.past.has(view.get("ballot", ballot)!.act)), `${name}: ${ballot} is outside a seal`).toBe(true);
    }
  }
}

/** [LOG-8] Nothing an honest member's machine does is void, and no honest member looks like a cheat. */
function honestMembersAreClean(end: WorldEnd, name: string): void {
  const machine = end.honest[0]!;
  for (const id of machine.voids.keys()) expect(end.honestEntries.has(id), `${name}: ${id} is void`).toBe(false);
  const doubles = machine.view.rounds.flatMap((round) => [...doubleAttesters(machine.view.attestationsIn(round))]);
  for (const { member, device } of end.honest) {
    expect(doubles.includes(member), name).toBe(false);
    expect(machine.forks.devices.has(device), name).toBe(false);
  }
}
