/**
 * MAN-1…7. Cases of mandates by name, and every history of a few events among two to four members, each event after any of
 * those before it: so a delegate may also backdate, and members give and recall side by side. A sample here, all by `./run proof`.
 */
import { beforeAll, describe, expect, it } from "vitest";
import type { MotionId } from "../../shared/base/ids.ts";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import { firstMembers } from "../poll/scene.ts";
import { Seeded } from "../sim/seeded.ts";
import { Offices } from "./offices.ts";
import { foldInOrder } from "./folding.ts";
import { subsets } from "./steps.ts";
import { Village, Void, type Event } from "./village.ts";

beforeAll(() => cryptoReady);

const among = (names: readonly string[], what?: ConstructorParameters<typeof Offices>[1]): Offices => new Offices(new Village(names), what);
const proof = process.env["VECHE_PROOF"] === "1";

describe("mandates", () => {
  it("[MAN-1] are held from the certificate on, by whom it elects, and by nobody else", () => {
    const o = among(["ada", "bela", "cyn", "dan"]);
    expect(o.holders([o.base])).toEqual([]);
    const given = o.elect("ada", [o.base]);
    expect(o.holders([given])).toEqual(["ada"]);
    expect(() => o.speaks("bela", [given])).toThrow("NotHolder");
    expect(o.isGood(o.speaks("ada", [given]), [given])).toBe(true);
    expect(() => o.v.decide("mandate", [], { after: [o.base], mandate: { office: o.office, terms: o.terms, nominees: [o.v.member("cyn")] }, mover: "bela" })).toThrow("NotStanding");
    expect(() => o.v.decide("mandate", [], { after: [given], mandate: { office: o.office, terms: o.terms, nominees: [o.v.member("bela")] }, mover: "bela" })).toThrow("NoPetition");
  });

  it("[MAN-1] two certificates that do not know each other put the office in dispute; a later one settles it", () => {
    const o = among(["ada", "bela", "cyn", "dan"]);
    const both = o.electBoth(["ada", "bela"], [o.base]);
    expect([o.holders([both[0]]), o.holders(both)]).toEqual([["ada"], []]);
    expect(() => o.speaks("bela", both)).toThrow("NotHolder");
    expect(o.holders([o.elect("cyn", both)])).toEqual(["cyn"]);
  });

  it("[MAN-4] the delegate has no vote on their own recall: one of two members suffices", () => {
    const o = among(["ada", "bela"]);
    const given = o.elect("ada", [o.base]);
    const recalled = o.recall("ada", [given]);
    expect(o.holders([recalled])).toEqual([]);
  });

  it("[MAN-5] a recall asks for as many names as open a vote", () => {
    const o = among(firstMembers(7));
    const given = o.elect("ada", [o.base]);
    const mandate = { office: o.office, ends: given.motion! };
    const names = o.petitions({ mandate: given.motion!, of: "ada" }, "ada", [given]);
    expect(names).toHaveLength(2);
    expect(() => o.v.open("recall", ["ada"], { after: [given, ...names.slice(1)], mandate })).toThrow("NoPetition");
    expect(o.v.open("recall", ["ada"], { after: [given, ...names], mandate }).motion).not.toBeNull();
  });

  it("[MAN-6] a recall voids what its motion did not know, also what was done under an older certificate", () => {
    const o = among(["ada", "bela", "cyn", "dan"]);
    const first = o.elect("ada", [o.base]);
    const known = o.speaks("ada", [first]);
    const again = o.elect("ada", [known]);
    const recalled = o.recall("ada", [again]);
    const backdated = o.speaks("ada", [first]);
    const beside = o.speaks("ada", [again]);
    const all = [recalled, backdated, beside];
    expect([known, backdated, beside].map((deed) => o.isGood(deed, all))).toEqual([true, false, false]);
    expect(() => o.speaks("ada", [recalled])).toThrow("NotHolder");
    const anew = o.elect("ada", all);
    expect([known, backdated, beside, o.speaks("ada", [anew])].map((deed) => o.isGood(deed, [anew, ...all]))).toEqual([true, false, false, true]);
  });

  it("[MAN-6] a recall also ends a mandate that was given anew beside it", () => {
    const o = among(["ada", "bela", "cyn", "dan"]);
    const first = o.elect("ada", [o.base]);
    const [again] = o.electBoth(["ada", "cyn"], [first]);
    const recalled = o.recall("ada", [first]);
    expect([o.holders([again]), o.holders([recalled]), o.holders([again, recalled])]).toEqual([["ada"], [], []]);
  });

  it("[MAN-6] a delegate who leaves, is expelled or lays the office down holds nothing", () => {
    const o = among(["ada", "bela", "cyn", "dan"]);
    const given = o.elect("ada", [o.base]);
    const gone = [o.v.leave("ada", [given]), o.v.expel("ada", { after: [given] }), o.stands("ada", [given], false)];
    for (const event of gone) expect(o.holders([event])).toEqual([]);
  });

  it("[MAN-7] lapses by itself only where the office says so, and only once enough have withdrawn since the certificate", () => {
    const o = among(["ada", "bela", "cyn", "dan"]);
    const given = o.elect("ada", [o.base]);
    const bela = o.supports("bela", [], [given]);
    const cyn = o.supports("cyn", [], [given]);
    const dan = o.supports("dan", [], [given]);
    expect(() => o.lapse("bela", "ada", [bela, cyn])).toThrow("SupportKept"); // two of four are left: half
    const lapsed = o.lapse("bela", "ada", [bela, cyn, dan]);
    expect(o.holders([lapsed])).toEqual([]);
    expect(o.holders([bela, cyn, dan])).toEqual(["ada"]);
    const never = among(["ada", "bela"], { lapses: false });
    const held = never.elect("ada", [never.base]);
    expect(() => never.lapse("bela", "ada", [never.supports("bela", [], [held]), never.supports("ada", [], [held])])).toThrow("SupportKept");
  });

  it("[MAN-3] concurrent different words of one member count for nobody until a later one follows both", () => {
    const o = among(["ada", "bela", "cyn"]);
    const given = o.elect("ada", [o.base]);
    const yes = o.supports("cyn", ["ada"], [given]);
    const no = o.supports("cyn", [], [given]);
    const live = (events: readonly Event[]) => o.v.assembly.mandates.liveSupport(o.office, o.v.member("ada"), null, o.v.view(events));
    expect(live([yes]).supports).toEqual([o.v.member("cyn")]);
    expect([live([yes, no]).supports, live([yes, no]).withdrew]).toEqual([[], []]);
    expect(live([yes, no, o.supports("cyn", ["ada"], [yes, no])]).supports).toEqual([o.v.member("cyn")]);
  });

  it("[MAN-1, MAN-4] an office of some members is given and taken back by them alone, on the terms all gave it", () => {
    const o = among(["ada", "bela", "cyn", "dan"], (v) => ({ constituents: [v.member("ada"), v.member("bela"), v.member("cyn")].sort() }));
    const given = o.elect("ada", [o.base]);
    expect(o.v.assembly.motions.get(given.motion!)!.view.roll.size).toBe(3);
    expect(() => o.supports("dan", ["ada"], [given])).toThrow("NotConstituent");
    const recalled = o.recall("ada", [given]);
    expect(o.v.assembly.motions.get(recalled.motion!)!.view.roll.size).toBe(2);
    const other = { ...o.terms, scope: "more" };
    expect(() => o.v.open("mandate", [], { after: [recalled], mandate: { office: o.office, terms: other, nominees: [o.v.member("ada")] }, mover: "ada" })).toThrow("TermsFixed");
  });
});

interface Step {
  readonly what: string;
  readonly event: Event;
  /** Certificates it holds. */
  readonly gives: readonly MotionId[];
  /** Indexes of the steps it follows, directly or not. */
  readonly past: ReadonlySet<number>;
}

const possible: Readonly<Record<string, (o: Offices, after: readonly Event[]) => Event | readonly Event[]>> = {
  "elect ada": (o, after) => o.elect("ada", after),
  "elect bela": (o, after) => o.elect("bela", after),
  "elect both": (o, after) => o.electBoth(["ada", "bela"], after),
  "recall ada": (o, after) => o.recall("ada", after),
  "recall bela": (o, after) => o.recall("bela", after),
  "ada acts": (o, after) => o.speaks("ada", after),
  "bela supports ada": (o, after) => o.supports("bela", ["ada"], after),
  "bela withdraws": (o, after) => o.supports("bela", [], after),
  "ada withdraws": (o, after) => o.supports("ada", [], after),
  "ada lapses": (o, after) => o.lapse("bela", "ada", after),
  "ada steps down": (o, after) => o.stands("ada", after, false),
  "ada leaves": (o, after) => o.v.leave("ada", after),
};

const isTo = ({ what }: Step, name: string): boolean => what === `elect ${name}` || what === "elect both";

class Explorer {
  histories = 0;
  deeds = { good: 0, void: 0 };
  readonly #random = new Seeded(13);

  constructor(
    private readonly names: readonly string[],
    private readonly depth: number,
    private readonly share: number,
  ) {}

  run(): void {
    for (const first of ["elect ada", "elect bela", "elect both"]) this.#go(among(this.names), [], first, []);
  }

  #go(o: Offices, before: readonly Step[], what: string, known: readonly number[]): void {
    let events: readonly Event[];
    try {
      events = [possible[what]!(o, [o.base, ...known.map((i) => before[i]!.event)])].flat();
    } catch (error) {
      if (error instanceof Void) return;
      throw error;
    }
    const event = { acts: events.flatMap(({ acts }) => acts), by: new Set<string>(), motion: null };
    const gives = what.startsWith("elect") ? events.map(({ motion }) => motion!) : [];
    const steps = [...before, { what, event, gives, past: new Set(known.flatMap((i) => [i, ...before[i]!.past])) }];
    this.histories += 1;
    try {
      this.#check(o, before, steps);
    } catch (error) {
      throw new Error(`after ${steps.map((s) => `${s.what} (${[...s.past].join()})`).join("; ")}: ${String(error)}`, { cause: error });
    }
    if (steps.length === this.depth) return;
    for (const next of Object.keys(possible)) {
      for (const after of subsets(steps.map((_, i) => i))) if (this.#random.chance(this.share)) this.#go(o, steps, next, after);
    }
  }

  #check(o: Offices, before: readonly Step[], steps: readonly Step[]): void {
    const all = [o.base, ...steps.map(({ event }) => event)];
    const { mandates } = o.v.assembly;
    const view = o.v.view(all);

    // One seat, one holder at most; two certificates that know nothing of each other give it to nobody, and are shown.
    const given = steps.flatMap((step, i) => (step.what.startsWith("elect") ? [i] : []));
    const last = given.filter((i) => !given.some((j) => steps[j]!.past.has(i)));
    const holders = o.holders(all);
    const newest = last.flatMap((i) => steps[i]!.gives);
    expect(holders.length).toBeLessThanOrEqual(newest.length === 1 ? 1 : 0);
    expect(mandates.newest(o.office, view).map(({ id }) => id).sort()).toEqual(newest.sort());

    // Nobody comes to hold an office but by a certificate.
    const now = steps[steps.length - 1]!.what;
    if (!now.startsWith("elect")) expect(o.holders([o.base, ...before.map(({ event }) => event)])).toEqual(expect.arrayContaining(holders));

    // Who was recalled, and was not elected since by those who knew it, holds nothing.
    for (const [i, step] of steps.entries()) {
      const name = step.what === "recall ada" ? "ada" : step.what === "recall bela" ? "bela" : null;
      if (name === null) continue;
      const again = given.some((j) => isTo(steps[j]!, name) && steps[j]!.past.has(i));
      if (!again) expect(holders).not.toContain(name);
      // What a delegate did stands if every end of the mandate knew it, and is void after or beside one.
      if (name !== "ada") continue;
      for (const [j, deed] of steps.entries()) {
        if (deed.what !== "ada acts" || step.past.has(j)) continue;
        const renewed = given.some((k) => isTo(steps[k]!, "ada") && steps[k]!.past.has(i) && deed.past.has(k));
        if (!renewed) expect([i, j, o.isGood(deed.event, all)]).toEqual([i, j, false]);
      }
    }
    for (const [j, deed] of steps.entries()) {
      if (deed.what !== "ada acts") continue;
      const ends = steps.filter(({ what }) => ["recall ada", "ada lapses", "ada steps down", "elect bela", "elect both"].includes(what));
      if (ends.every((end) => end.past.has(j))) expect(o.isGood(deed.event, all)).toBe(true);
      this.deeds[o.isGood(deed.event, all) ? "good" : "void"] += 1;
    }

    if (this.#random.chance(proof ? 0.2 : 0.1)) {
      const acts = o.v.actsOf(all);
      const states = [1, 2].map(() => JSON.stringify(foldInOrder(o.v.group, acts, this.#random).state()));
      expect(states[1]).toBe(states[0]);
    }
  }
}

it.each([2, 3, 4])(`[MAN-1…7, MEM-1] every history of ${proof ? "three events, and a sample of those of four" : "four events, a sample"} among %i members`, { timeout: 3_600_000 }, (size) => {
  if (proof) new Explorer(firstMembers(size), 3, 1).run();
  const explorer = new Explorer(firstMembers(size), 4, proof ? 0.3 : 0.12);
  explorer.run();
  expect(explorer.histories).toBeGreaterThan(proof ? 500 : 20);
  if (proof) expect(Math.min(explorer.deeds.good, explorer.deeds.void)).toBeGreaterThan(20);
  if (proof) console.log(`${size} members: ${explorer.histories} histories, ${JSON.stringify(explorer.deeds)}`);
});
