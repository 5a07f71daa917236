/**
 * KEY-3…5. Groups in which whoever joins reads what is written from then on: what opens posts reaches nobody it was not
 * made for, by whatever a member may be handed in whatever view, and everybody who belongs has it of what is written
 * under. Named histories, and every history of a few events up to a bound: a sample here, all of them by `./run proof`.
 */
import { beforeAll, describe, expect, it } from "vitest";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import type { Kid } from "../../shared/base/ids.ts";
import { keyToWriteUnder } from "../../shared/keys/epoch.ts";
import type { Past } from "../../shared/log/past.ts";
import { bylawsOf, type Bylaws } from "../../shared/poll/bylaws.ts";
import { Seeded } from "../sim/seeded.ts";
import { foldInOrder } from "./folding.ts";
import { eventsOf, subsets, type Step } from "./steps.ts";
import { Village, Void, type Event } from "./village.ts";

beforeAll(() => cryptoReady);

const proof = process.env["VECHE_PROOF"] === "1";
const open: Bylaws = bylawsOf.assembly;
const closed: Bylaws = { ...open, history: "fromNowOn" };
const village = (...names: string[]): Village => new Village(names, names, 7, closed);

const writes = (v: Village, events: readonly Event[]): Kid | null => {
  const view = v.view(events);
  return keyToWriteUnder(v.assembly.rotations.filter((r) => view.has(r)), v.assembly.keyRules.eligibleIn(view), () => true)?.kid ?? null;
};
const mayRead = (v: Village, name: string, kid: Kid, events: readonly Event[]): boolean => v.assembly.keyRules.mayRead(v.member(name), v.rotation(kid), v.view(events));

describe("[KEY-3, KEY-4] history from now on", () => {
  it("H1: an admission makes a new key due; what was made before is handed to the newcomer for acts alone", () => {
    const v = village("ada", "bela");
    const old = v.rotate("ada", [v.base]);
    const eve = v.admit("bela", "eve", [old]);
    expect([writes(v, [old]), writes(v, [eve])]).toEqual([old.kid, null]);
    const fresh = v.rotate("bela", [eve]);
    expect(writes(v, [fresh])).toBe(fresh.kid);
    expect([mayRead(v, "eve", old.kid, [fresh]), mayRead(v, "eve", fresh.kid, [fresh]), mayRead(v, "ada", old.kid, [fresh])]).toEqual([false, true, true]);
    expect(v.assembly.mayHold(v.member("eve"), v.rotation(old.kid), v.view([fresh]))).toBe(true);
  });

  it("H2: a key made beside an admission is not made for the newcomer, and not written under once both are known", () => {
    const v = village("ada", "bela");
    const rotated = v.rotate("ada", [v.base]);
    const eve = v.admit("bela", "eve", [v.base]);
    expect([writes(v, [rotated, eve]), mayRead(v, "eve", rotated.kid, [rotated, eve])]).toEqual([null, false]);
  });

  it("H3: two admissions side by side, each with its key: neither key is both newcomers'", () => {
    const v = village("ada", "bela");
    const [eve, fay] = [v.admit("ada", "eve", [v.base]), v.admit("bela", "fay", [v.base])];
    const [one, other] = [v.rotate("ada", [eve]), v.rotate("bela", [fay])];
    expect([writes(v, [one]), writes(v, [other]), writes(v, [one, other])]).toEqual([one.kid, other.kid, null]);
    expect([mayRead(v, "fay", one.kid, [one, other]), mayRead(v, "eve", other.kid, [one, other])]).toEqual([false, false]);
    const both = v.rotate("eve", [one, other]); // who just came may make it
    expect(writes(v, [both])).toBe(both.kid);
  });

  it("H4: one invite, two who used it side by side", () => {
    const v = village("ada", "bela");
    const made = v.invite("ada", [v.base]);
    const invite = made.acts[0]!;
    const [eve, fay] = [v.admit("ada", "eve", [made], invite), v.admit("bela", "fay", [made], invite)];
    const key = v.rotate("ada", [eve]);
    const view = [key, fay];
    const standing = v.assembly.standing(v.view(view));
    const both = ["eve", "fay"].every((name) => standing.isEntitled(v.member(name)));
    expect(writes(v, view)).toBe(both ? null : key.kid);
    expect(mayRead(v, "fay", key.kid, view)).toBe(false);
    const next = v.rotate("bela", view);
    expect(writes(v, [next])).toBe(next.kid);
    for (const name of ["eve", "fay"]) expect(mayRead(v, name, next.kid, [next])).toBe(standing.isEntitled(v.member(name)));
  });

  it("H5: an admission beside the removal of who admitted: void, and its key with it", () => {
    const v = village("ada", "bela", "cyn", "dan");
    const removal = v.expel("bela", { after: [v.base] });
    const key = v.rotate("bela", [v.admit("bela", "eve", [v.base])]);
    expect(v.standing("eve", [removal, key])).toBe("void");
    expect([writes(v, [removal, key]), mayRead(v, "eve", key.kid, [removal, key])]).toEqual([null, false]);
    const fresh = v.rotate("cyn", [removal, key]);
    expect([writes(v, [fresh]), mayRead(v, "eve", fresh.kid, [fresh])]).toEqual([fresh.kid, false]);
  });

  it("H6: who was reinstated is given no key of the time they were out", () => {
    const v = village("ada", "bela", "cyn", "dan");
    const before = v.rotate("ada", [v.base]);
    const out = v.expel("bela", { after: [before] });
    const meanwhile = v.rotate("cyn", [out]);
    const again = v.reinstate("bela", { after: [meanwhile] });
    expect(writes(v, [again])).toBe(before.kid); // everybody who belongs has that one
    const since = v.rotate("cyn", [again]);
    expect([before, meanwhile, since].map(({ kid }) => mayRead(v, "bela", kid, [since]))).toEqual([true, false, true]);
  });

  it("H7: bylaws changed beside an admission: under the new ones nothing is written that the newcomer has no box for", () => {
    const v = new Village(["ada", "bela", "cyn"]);
    const one = v.rotate("ada", [v.base]);
    const change = v.change(closed, { after: [one] });
    const eve = v.admit("bela", "eve", [one]);
    const split = v.rotate("ada", [change]);
    expect([writes(v, [eve]), writes(v, [change]), writes(v, [split]), writes(v, [split, eve])]).toEqual([one.kid, null, split.kid, null]);
    expect([mayRead(v, "eve", one.kid, [split, eve]), mayRead(v, "eve", split.kid, [split, eve])]).toEqual([true, false]); // not retroactive
  });

  it("H8: changed back: split keys are written under no longer, and opened to everybody", () => {
    const v = village("ada", "bela", "cyn");
    const split = v.rotate("ada", [v.base]);
    const eve = v.admit("bela", "eve", [split]);
    const back = v.change(open, { after: [eve] });
    expect([writes(v, [back]), mayRead(v, "eve", split.kid, [eve]), mayRead(v, "eve", split.kid, [back])]).toEqual([null, false, true]);
    const one = v.rotate("ada", [back]);
    expect([v.rotation(one.kid).split, writes(v, [one])]).toEqual([false, one.kid]);
  });

  it("H9: a key that is split where history is all, or not split where it is not, is not written under", () => {
    const all = new Village(["ada", "bela"]);
    expect(writes(all, [all.rotate("ada", [all.base], true)])).toBeNull();
    const v = village("ada", "bela");
    expect(writes(v, [v.rotate("ada", [v.base], false)])).toBeNull();
  });

  it("H10: a further machine of a member needs no new key, and is given what its member may read", () => {
    const v = village("ada", "bela");
    const old = v.rotate("ada", [v.base]);
    const eve = v.admit("bela", "eve", [old]);
    const fresh = v.rotate("bela", [eve]);
    const linked = v.link("eve", "eve/2", [fresh]);
    expect(writes(v, [linked])).toBe(fresh.kid);
    expect([mayRead(v, "eve/2", old.kid, [linked]), mayRead(v, "eve/2", fresh.kid, [linked])]).toEqual([false, true]);
  });
});

// ---------------------------------------------------------------- every history of a few events

const possible: Readonly<Record<string, (v: Village, after: readonly Event[]) => readonly Event[]>> = {
  "ada admits eve": (v, after) => [v.admit("ada", "eve", after)],
  "bela admits eve": (v, after) => [v.admit("bela", "eve", after)],
  "bela admits fay": (v, after) => [v.admit("bela", "fay", after)],
  "expel bela": (v, after) => [v.expel("bela", { after })],
  "expel eve": (v, after) => [v.expel("eve", { after })],
  "reinstate bela": (v, after) => [v.reinstate("bela", { after })],
  "bela leaves": (v, after) => [v.leave("bela", after)],
  "open history": (v, after) => [v.change(open, { after })],
  "close history": (v, after) => [v.change(closed, { after })],
  "ada rotates": (v, after) => [v.rotate("ada", after)],
  "bela rotates": (v, after) => [v.rotate("bela", after)],
  "eve rotates": (v, after) => [v.rotate("eve", after)],
};

function check(v: Village, steps: readonly Step[]): void {
  const views = subsets(steps).map((known) => v.view([v.base, ...eventsOf(known)]));
  const view = v.view([v.base, ...eventsOf(steps)]);
  const { assembly } = v;
  const { keyRules } = assembly;
  const members = assembly.governance.membersIn(view).map(({ id }) => id);
  const isOpen = (past: Past): boolean => assembly.bylaws(past).bylaws.history === "all";
  const rotations = assembly.rotations.filter((r) => view.has(r));
  for (const rotation of rotations) {
    const seen = views.filter((one) => one.has(rotation));
    const madeFor = assembly.standing(rotation.past);
    for (const member of members) {
      // What opens its posts is handed, in any view, to nobody it was not made for, but where the group has opened its history.
      const handed = seen.filter((one) => keyRules.mayRead(member, rotation, one));
      if (rotation.split && !madeFor.isEntitled(member)) for (const one of handed) expect(isOpen(one)).toBe(true);
      // Nor does a later key carry it there: a split one carries what opens acts, another is made where history is open.
      if (rotation.split) for (const later of rotations) if (!later.split && later.past.has(rotation)) expect(isOpen(later.past)).toBe(true);
      // Whoever it was made for and who belongs may be handed all of it, for a further machine.
      for (const one of seen) if (madeFor.isEntitled(member) && assembly.standing(one).of(member) === "active") expect(keyRules.mayRead(member, rotation, one)).toBe(true);
      // And everybody who belongs reads every act under it.
      for (const one of seen) if (assembly.standing(one).of(member) === "active") expect(keyRules.mayHold(member, rotation, one)).toBe(true);
    }
    // Everybody who belongs has a box in what posts go under, and nobody else has.
    for (const one of seen.filter((past) => keyRules.eligibleIn(past)(rotation))) {
      expect(rotation.split).toBe(!isOpen(one));
      const boxes = new Set([...assembly.recipients(rotation.past).values()].map(({ member }) => member));
      const belong = members.filter((id) => assembly.standing(one).isEntitled(id));
      for (const id of boxes) expect(belong).toContain(id);
      if (rotation.split) for (const id of belong) expect(boxes).toContain(id);
    }
  }
}

class Explorer {
  histories = 0;
  readonly #random = new Seeded(11);

  constructor(
    private readonly names: readonly string[],
    private readonly bylaws: Bylaws,
    private readonly depth: number,
    private readonly share: number,
  ) {}

  run(): number {
    for (const first of Object.keys(possible)) {
      const v = new Village(this.names, this.names, 7, this.bylaws);
      this.#go(v, [], first, [v.base]);
    }
    return this.histories;
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
      check(v, steps);
      if (this.#random.chance(0.05)) this.#inAnyOrder(v, steps);
    } catch (error) {
      throw new Error(`after ${steps.map((s) => s.what).join("; ")}: ${String(error)}`, { cause: error });
    }
    if (steps.length === this.depth) return;
    for (const next of Object.keys(possible)) {
      for (const known of subsets(steps)) if (this.#random.chance(this.share)) this.#go(v, steps, next, [v.base, ...eventsOf(known)]);
    }
  }

  /** Whoever came and whoever was there judge alike, whatever reaches them first. */
  #inAnyOrder(v: Village, steps: readonly Step[]): void {
    const acts = v.actsOf([v.base, ...eventsOf(steps)]);
    const judged = [1, 2].map(() => {
      const assembly = foldInOrder(v.group, acts, this.#random);
      const eligible = assembly.keyRules.eligibleIn(null);
      return JSON.stringify([assembly.state(), assembly.rotations.map((r) => `${r.kid}:${eligible(r)}`).sort()]);
    });
    expect(judged[1]).toBe(judged[0]);
  }
}

it(`[KEY-3…5] every history of ${proof ? "three events" : "three events, a sample"}`, { timeout: 3_600_000 }, () => {
  const share = proof ? 1 : 0.09;
  const counts = [
    new Explorer(["ada", "bela"], closed, 3, share).run(),
    new Explorer(["ada", "bela", "cyn"], closed, 3, share).run(),
    new Explorer(["ada", "bela", "cyn"], open, 3, proof ? 1 : share / 2).run(),
    new Explorer(["ada", "bela", "cyn", "dan"], closed, 3, proof ? 1 : share / 2).run(),
  ];
  for (const count of counts) expect(count).toBeGreaterThan(proof ? 1000 : 20);
  if (proof) console.log(`${counts.join(", ")} histories`);
});
