/**
 * MEM-4…8, KEY-1…5. Every history of a few events among four members and a newcomer, up to a bound: each event after any
 * of those before it, so that everybody may also write side by side what an honest member would write in a row. A sample
 * here, all of them by `./run proof`.
 */
import { beforeAll, expect, it } from "vitest";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import { scene, firstMembers } from "../poll/scene.ts";
import { Seeded } from "../sim/seeded.ts";
import { foldInOrder } from "./folding.ts";
import { eventsOf, subsets, type Step } from "./steps.ts";
import { Village, Void, type Event } from "./village.ts";

beforeAll(() => cryptoReady);

const four = ["ada", "bela", "cyn", "dan"];
const newcomer = "eve";
const proof = process.env["VECHE_PROOF"] === "1";

/** What may happen next after some events; throws `Void` where nobody can do it. */
const possible: Readonly<Record<string, (v: Village, after: readonly Event[]) => readonly Event[]>> = {
  "expel ada": (v, after) => [v.expel("ada", { after })],
  "expel bela": (v, after) => [v.expel("bela", { after })],
  "expel cyn": (v, after) => [v.expel("cyn", { after })],
  "expel eve": (v, after) => [v.expel(newcomer, { after })],
  "ada and bela expel each other": (v, after) => v.dispute(after, ["bela", "ada", "cyn", "dan"], ["ada", "bela", "cyn", "dan"]),
  "reinstate ada": (v, after) => [v.reinstate("ada", { after })],
  "reinstate bela": (v, after) => [v.reinstate("bela", { after })],
  "bela admits": (v, after) => [v.admit("bela", newcomer, after)],
  "ada admits": (v, after) => [v.admit("ada", newcomer, after)],
  name: (v, after) => [v.name([newcomer], { after })],
  "bela leaves": (v, after) => [v.leave("bela", after)],
  "cyn rotates": (v, after) => [v.rotate("cyn", after)],
  "bela rotates": (v, after) => [v.rotate("bela", after)],
};

class Explorer {
  histories = 0;
  readonly #random = new Seeded(5);

  constructor(
    private readonly depth: number,
    /** The share of what follows that is looked at. */
    private readonly share: number,
  ) {}

  run(): void {
    for (const first of Object.keys(possible)) {
      const v = new Village(four);
      this.#go(v, [], first, [v.base]);
    }
  }

  #go(v: Village, before: readonly Step[], what: string, after: readonly Event[]): void {
    let step: Step;
    try {
      step = { what, events: possible[what]!(v, after) };
    } catch (error) {
      if (error instanceof Void) return;
      throw error;
    }
    const steps = [...before, step];
    this.histories += 1;
    try {
      check(v, before, steps);
      if (this.#random.chance(proof ? 0.2 : 0.06)) checkOrder(v, steps, this.#random);
    } catch (error) {
      throw new Error(`after ${steps.map((s) => s.what).join("; ")}: ${String(error)}`, { cause: error });
    }
    if (steps.length === this.depth) return;
    for (const next of Object.keys(possible)) {
      for (const known of subsets(steps)) if (this.#random.chance(this.share)) this.#go(v, steps, next, [v.base, ...eventsOf(known)]);
    }
  }
}

function check(v: Village, before: readonly Step[], steps: readonly Step[]): void {
  const view = v.view([v.base, ...eventsOf(steps)]);
  const standing = v.assembly.standing(view);
  const everyone = v.assembly.governance.membersIn(view);
  const electorate = v.assembly.electorate(view);
  const reinstated = steps.some(({ what }) => what.startsWith("reinstate"));

  // Only the active vote.
  for (const id of electorate) expect(standing.of(id)).toBe("active");

  // Nothing that is added brings back who was removed, but a reinstatement.
  const earlier = v.assembly.standing(v.view([v.base, ...eventsOf(before)]));
  const now = steps[steps.length - 1]!.what;
  for (const { id } of everyone) {
    const was = earlier.of(id);
    if ((was === "removed" || was === "suspended" || was === "left") && !now.startsWith("reinstate")) expect([was, standing.of(id)]).not.toEqual([was, "active"]);
  }

  // Whoever a removed member admitted inside the cut of a removal that stands is not void.
  for (const departure of standing.departures) {
    if (!("expulsion" in departure)) continue;
    const cut = departure.expulsion.motion.past;
    for (const { id, admissions } of everyone) {
      const inside = admissions.some((a) => a.by === departure.member && cut.has(a.act) && v.assembly.standing(cut).stands(a.act, departure.member));
      if (inside) expect(["void", "held"]).not.toContain(standing.of(id));
    }
  }

  // A key that may be written under was given, and is handed, to nobody who has gone, in any view of this history that has it.
  const rotations = v.assembly.rotations.filter((r) => view.has(r) && v.assembly.isEligible(r, view));
  for (const rotation of rotations) {
    for (const known of subsets(steps)) {
      const other = v.view([v.base, ...eventsOf(known)]);
      if (!other.has(rotation)) continue;
      for (const { id } of everyone) {
        const gone = standing.of(id) === "removed" || standing.of(id) === "left" || standing.of(id) === "void";
        if (gone && !reinstated) expect(v.assembly.mayHold(id, rotation, other)).toBe(false);
      }
    }
    for (const admission of v.assembly.recipients(rotation.past).values()) expect(standing.isEntitled(admission.member)).toBe(true);
  }
}

function checkOrder(v: Village, steps: readonly Step[], random: Seeded): void {
  const acts = v.actsOf([v.base, ...eventsOf(steps)]);
  const states = [1, 2].map(() => JSON.stringify(foldInOrder(v.group, acts, random).state()));
  expect(states[1]).toBe(states[0]);
}

it(`[MEM-1, MEM-4…6, KEY-3] every history of ${proof ? "three" : "three events, a sample"}`, { timeout: 3_600_000 }, () => {
  const explorer = new Explorer(3, proof ? 1 : 0.24);
  explorer.run();
  expect(explorer.histories).toBeGreaterThan(proof ? 3000 : 200);
  if (proof) console.log(`${explorer.histories} histories`);
});

it("[POLL-5] no two certificates of a motion in one round without double attesters who are exposed, whoever attests what", () => {
  for (const size of [2, 3, 4]) {
    const names = firstMembers(size);
    for (let code = 0; code < 4 ** size; code++) {
      const attests = names.map((_, i) => Math.floor(code / 4 ** i) % 4); // nothing, x, y, both
      const s = scene(names);
      const ballots = names.map((name) => s.ballot(name, "yes"));
      const seals = names.map((name) => s.seal(name, ballots.slice(0, 1)));
      const x = s.close(names[0]!, seals.slice(0, s.view.q));
      const y = s.close(names[0]!, seals, []);
      names.forEach((name, i) => [x, y].forEach((close, bit) => void ((attests[i]! >> bit) & 1 && s.attest(name, close, 1, [], [close]))));
      const certificate = s.certificate();
      const same = s.result(x).hash === s.result(y).hash;
      if (certificate.is !== "contradicted") continue;
      expect(same).toBe(false);
      expect(certificate.doubleAttesters.length).toBeGreaterThanOrEqual(2 * s.view.q - size);
    }
  }
});
