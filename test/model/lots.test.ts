/**
 * [POLL-15] The seed as a small model, before and beside the engine: what somebody can do with a lot who sees every other
 * number before deciding whether to show their own. Chances are exact: every value of every number is tried.
 */
import { describe, expect, it } from "vitest";
import { drawIn } from "../../shared/poll/draw.ts";
import { commitmentTo } from "../../shared/poll/draw.ts";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import { Forks } from "../../shared/poll/forks.ts";
import { MotionCounts } from "../../shared/poll/motion-counts.ts";
import { MotionView } from "../../shared/poll/motion-view.ts";
import { faultOf } from "../../shared/poll/fault.ts";
import type { PollAct } from "../../shared/poll/records.ts";
import { firstMembers, memberNamed, scene } from "../poll/scene.ts";

await cryptoReady;

/** A rule for the seed: which side the lot falls on, from the numbers that were shown; null: on none. */
type Rule = (shown: readonly (number | null)[]) => number | null;
const sides = 3;
const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0) % sides;
const allOrNone: Rule = (shown) => (shown.includes(null) ? null : sum(shown as readonly number[]));
/** What comes to mind first: whoever is late is left out. */
const whoeverShows: Rule = (shown) => sum(shown.filter((n) => n !== null));

/**
 * The best chance cheaters have that the lot falls on side 0: they know all numbers, the order of showing is any, and each of
 * them shows or keeps theirs as suits them. `redraws`: after each lot that did not fall, one without those who kept it from falling.
 */
function bestChance(members: number, cheaters: number, rule: Rule, redraws: boolean): number {
  let favourable = 0;
  const all = sides ** members;
  for (let values = 0; values < all; values++) {
    const numbers = Array.from({ length: members }, (_, i) => Math.floor(values / sides ** i) % sides);
    let best = 0;
    for (let kept = 0; kept < 2 ** cheaters; kept++) {
      const shown = numbers.map((n, i) => (i < cheaters && (kept >> i) % 2 === 1 ? null : n));
      const side = rule(shown);
      const left = cheaters - [...kept.toString(2)].filter((bit) => bit === "1").length;
      const then = side === null ? (redraws ? bestChance(members - cheaters + left, left, rule, true) : 0) : side === 0 ? 1 : 0;
      best = Math.max(best, then);
    }
    favourable += best;
  }
  return favourable / all;
}

describe("[POLL-15] what withholding gains", () => {
  const fair = 1 / sides;

  it("nothing, where all numbers are needed: no side has more than its chance", () => {
    for (const members of [2, 3, 4]) for (let cheaters = 1; cheaters < members; cheaters++) expect(bestChance(members, cheaters, allOrNone, false)).toBeCloseTo(fair, 12);
  });

  it("much, where late ones are left out: each who keeps theirs is a second throw (why not so: decision 096)", () => {
    for (const members of [3, 4]) expect(bestChance(members, 2, whoeverShows, false)).toBeGreaterThan(fair + 0.2);
  });

  it("one throw more for each who is then left out, where the members vote to draw again without them", () => {
    for (const cheaters of [1, 2]) expect(bestChance(cheaters + 1, cheaters, allOrNone, true)).toBeCloseTo(1 - (1 - fair) ** (cheaters + 1), 12);
  });
});

describe("[POLL-15] the engine's own fold", () => {
  const options = ["Library", "Yard"].map((title) => ({ title, text: "", necessity: "", practicality: "" }));

  /** A certified motion by lots of so many, each of whom has shown their number. */
  function drawn(members: number) {
    const people = firstMembers(members);
    const s = scene(people, { method: "lots", options, seats: 1, lots: true });
    const value = (who: string): Uint8Array => new Uint8Array(32).fill(people.indexOf(who) + 1);
    const ballots = people.map((who) => s.act(who, { type: "ballot", motion: s.view.id, replaces: [], choice: { method: "lots", vote: "yes" }, commitment: commitmentTo(s.view.id, memberNamed(who), value(who)) }));
    const seals = people.map((who) => s.seal(who, ballots));
    const close = s.close("ada", seals);
    const attestations = people.map((who) => s.attest(who, close));
    const certificate = attestations.slice(0, s.view.q);
    const seeds = people.map((who) => s.act(who, { type: "seed", motion: s.view.id, value: value(who) }, certificate));
    return { s, before: [...ballots, ...seals, close], after: [...attestations, ...seeds], seeds };
  }

  it.each([2, 3, 4])("%i members: every order of arrival ends in one draw, and with any number missing in none", (members) => {
    const { s, before, after, seeds } = drawn(members);
    const ends = new Set<string>();
    let orders = 0;
    const follow = (heard: readonly PollAct[], left: readonly PollAct[]): void => {
      const view = new MotionView(s.motion, s.view.memberOf);
      const counts = new MotionCounts(view, new Forks());
      for (const act of [...before, ...heard]) {
        expect(faultOf({ counts }, act)).toBeNull();
        view.add(act);
      }
      const draw = drawIn(counts, null);
      const missing = seeds.filter((seed) => !heard.includes(seed)).length;
      expect(draw === null ? members : draw.thrown.filter(({ value }) => value === null).length).toBe(missing);
      expect(draw?.fallen == null).toBe(missing > 0);
      if (draw?.fallen != null) ends.add(JSON.stringify([...draw.fallen.seed, draw.fallen.decided.outcome]));
      orders += left.length === 0 ? 1 : 0;
      for (const next of left) if (!left.some((other) => next.past.has(other))) follow([...heard, next], left.filter((other) => other !== next));
    };
    // Of four, the order of the attestations changes nothing that is asked here: only the last of them comes anywhere.
    if (members < 4) follow([], after);
    else follow(after.slice(0, 3), after.slice(3));
    expect(ends.size).toBe(1);
    expect(orders).toBeGreaterThan(1);
  });

  it("where a higher round certifies a count of another ballot of somebody, they show the number of that one too, and the lot falls", () => {
    const people = firstMembers(3);
    const s = scene(people, { method: "lots", options, seats: 1, lots: true });
    const number = (n: number): Uint8Array => new Uint8Array(32).fill(n);
    const cast = (machine: string, who: string, n: number, replaces: readonly PollAct[] = []): PollAct =>
      s.act(machine, { type: "ballot", motion: s.view.id, replaces: replaces.map(({ id }) => id), choice: { method: "lots", vote: "yes" }, commitment: commitmentTo(s.view.id, memberNamed(who), number(n)) }, replaces, replaces);
    const first = people.map((who, i) => cast(who, who, i + 1));
    const other = cast("chen#2", "chen", 33, [first[2]!]);
    const show = (machine: string, n: number, after: readonly PollAct[]) => s.act(machine, { type: "seed", motion: s.view.id, value: number(n) }, after);
    // Everybody also counts on a second machine that knows nothing of the first: two certified rounds.
    const certified = (machines: readonly string[], ballots: readonly PollAct[]) => {
      const close = s.close(machines[0]!, machines.map((one) => s.seal(one, [], ballots)));
      return { close, attestations: machines.map((one) => s.attest(one, close, 1, [], [close])) };
    };
    const one = certified(people, first);
    const seconds = people.map((who) => `${who}#2`);
    const two = certified(seconds, [first[0]!, first[1]!, other]);
    for (const [i, who] of people.entries()) show(who, i + 1, one.attestations);
    const above = seconds.map((machine) => s.attest(machine, two.close, 2, two.attestations, two.attestations));
    expect(s.certificate()).toMatchObject({ is: "certified", round: 2, result: s.result(two.close).hash });
    const waits = drawIn(s.counts, null);
    expect([waits!.fallen, waits!.thrown.filter(({ value }) => value === null)]).toEqual([null, [{ member: memberNamed("chen"), value: null }]]);
    const all = [...one.attestations, ...above];
    expect(s.faultOf("chen", { type: "seed", motion: s.view.id, value: number(3) }, all)).toBe("NotThrownIn");
    show("chen", 33, all);
    expect(s.faultOf("chen", { type: "seed", motion: s.view.id, value: number(33) }, all)).toBe("ShownBefore");
    expect(drawIn(s.counts, null)!.fallen!.decided.outcome.is).toBe("elected");
  });
});
