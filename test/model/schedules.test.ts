/** MEM-4…8, KEY-1…6. The schedules that broke earlier wordings of the rules, and the cases that were open, each by name. */
import { beforeAll, describe, expect, it } from "vitest";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import { inviteCodec, mergeCodec } from "../../shared/governance/records.ts";
import { keyToWriteUnder } from "../../shared/keys/epoch.ts";
import { kinds } from "../../shared/log/kind.ts";
import type { Kid } from "../../shared/base/ids.ts";
import { foldInOrder } from "./folding.ts";
import { Village, type Event } from "./village.ts";
import { Seeded } from "../sim/seeded.ts";

beforeAll(() => cryptoReady);

const four = ["ada", "bela", "cyn", "dan"];
const seven = [...four, "eve", "fay", "gus"];
const inviteRecord = (n: number): Uint8Array => inviteCodec.encode({ seed: new Uint8Array(16).fill(n), expires: 1 });
/** Why somebody may not make an invite there; null: they may. */
const cannotInvite = (v: Village, name: string, after: readonly Event[]) => v.tries(name, kinds.invite, inviteRecord(after.length), after);
const writes = (v: Village, events: readonly Event[], holds: (kid: Kid) => boolean = () => true): Kid | null => {
  const view = v.view(events);
  return keyToWriteUnder(v.assembly.rotations.filter((r) => view.has(r)), (r) => v.assembly.isEligible(r, view), (r) => holds(r.kid))?.kid ?? null;
};

describe("[MEM-4] expulsion", () => {
  it("takes vote and rights from whom it names, and from nobody else", () => {
    const v = new Village(four);
    const r = v.expel("bela", { after: [v.base] });
    expect(v.standing("bela", [r])).toBe("removed");
    expect(v.electorate([r])).toEqual(["ada", "cyn", "dan"]);
    expect(cannotInvite(v, "bela", [r])).toBe("AuthorNotMember");
    expect(cannotInvite(v, "cyn", [r])).toBeNull();
  });

  it("A6: has whom it names not on its roll, and at least two others", () => {
    const v = new Village(["ada", "bela", "cyn"]);
    expect(v.standing("ada", [v.expel("ada", { after: [v.base], attesters: ["bela", "cyn"] })])).toBe("removed");
    const two = new Village(["ada", "bela"]);
    expect(() => two.expel("bela", { after: [two.base] })).toThrow("TooFewOthers");
  });

  it("names somebody who belongs, once", () => {
    const v = new Village(four);
    const r = v.expel("bela", { after: [v.base] });
    expect(() => v.expel("bela", { after: [r] })).toThrow("NamesOther");
  });

  it("needs no founder: with the founder gone for ever the others admit, name, expel and rotate", () => {
    const v = new Village([...four, "eve"]);
    const r = v.expel("ada", { after: [v.base] });
    const fay = v.admit("bela", "fay", [r]);
    const named = v.name(["fay"], { after: [fay] });
    const next = v.expel("eve", { after: [named], attesters: ["bela", "cyn", "dan", "fay"] });
    expect(v.electorate([next])).toEqual(["bela", "cyn", "dan", "fay"]);
    expect(writes(v, [v.rotate("dan", [next])])).not.toBeNull();
  });

  it("lets ballots inside the cut count, and none outside", () => {
    const v = new Village(seven);
    const before = v.open("naming", ["ada"], { after: [v.base] });
    const early = v.carry(before, ["bela", "cyn", "dan", "eve", "fay"]);
    const r = v.expel("bela", { after: [early], attesters: ["ada", "cyn", "dan", "eve", "fay"] });
    const { counts, view } = v.assembly.motions.get(before.motion!)!;
    expect(counts.resultOf(view.closes[0]!).counted).toHaveLength(5);
    const late = v.open("naming", ["ada"], { after: [v.base] });
    const other = v.carry(late, ["bela", "cyn", "dan", "eve", "fay"], undefined, [r].slice(1));
    const motion = v.assembly.motions.get(late.motion!)!;
    const count = (events: readonly Event[]) => motion.view.ballotsOf(v.member("bela")).filter((one) => motion.view.isExpelled(one, v.view(events))).length;
    expect([count([other]), count([other, r])]).toEqual([0, 1]);
  });
});

describe("[MEM-5] what stands", () => {
  it("A2: C admits E; E removes B ∥ B admits F; F removes C: who is unnamed removes nobody, so nothing oscillates", () => {
    const v = new Village(four);
    const e = v.admit("cyn", "eve", [v.base]);
    expect(() => v.expel("bela", { after: [e], mover: "eve" })).toThrow("AuthorNotVoting");
  });

  it("A3: a removal is not void because one of its attesters was removed", () => {
    const v = new Village(seven);
    const r = v.expel("bela", { after: [v.base] });
    const of = v.expel("ada", { after: [v.base], attesters: ["cyn", "dan", "eve", "fay", "gus"] });
    expect(v.standing("bela", [r, of])).toBe("removed");
    expect(v.standing("ada", [r, of])).toBe("removed");
  });

  it("A4, [MEM-7]: whoever the removed admitted inside the cut stays, and so does who was named", () => {
    const v = new Village(four);
    const eve = v.admit("bela", "eve", [v.base]);
    const named = v.name(["eve"], { after: [eve] });
    const r = v.expel("bela", { after: [v.base] }); // an old cut, before the admission
    expect(v.standing("eve", [r, named])).toBe("active");
    expect(v.electorate([r, named])).toEqual(["ada", "cyn", "dan", "eve"]);
    const inside = v.expel("bela", { after: [eve] });
    expect(v.standing("eve", [inside])).toBe("active");
    expect(v.standing("eve", [inside, r])).toBe("active"); // settled by the certificate of the removal itself
  });

  it("A5: what the expelled admitted outside the cut is void, with all that hangs on it, and no accomplice's act protects it", () => {
    const v = new Village(four);
    const eve = v.admit("bela", "eve", [v.base]);
    const fay = v.admit("eve", "fay", [eve]);
    const accomplice = v.merge("dan", [fay]);
    const r = v.expel("bela", { after: [v.base] });
    for (const name of ["eve", "fay"]) expect(v.standing(name, [r, accomplice])).toBe("void");
    expect(cannotInvite(v, "fay", [r, accomplice])).toBe("AuthorNotMember");
  });

  it("A7: invented newcomers do not vote until the electorate has named them", () => {
    const v = new Village(["ada", "bela", "cyn"]);
    const crowd = ["x1", "x2", "x3"].reduce<Event>((last, name) => v.admit("cyn", name, [last]), v.base);
    expect(v.electorate([crowd])).toEqual(["ada", "bela", "cyn"]);
    expect(() => v.expel("ada", { after: [crowd], mover: "x1" })).toThrow("AuthorNotVoting");
  });

  it("a certificate short of q without an attester who was expelled meanwhile is contested, and another attestation repairs it", () => {
    const v = new Village([...four, "eve"]);
    const opened = v.open("expulsion", ["eve"], { after: [v.base], mover: "ada" });
    const r = v.carry(opened, ["ada", "bela", "cyn"]); // roll of four: q is 3
    const of = v.expel("cyn", { after: [v.base], attesters: ["ada", "bela", "dan"] });
    expect(v.standing("eve", [r, of])).toBe("suspended");
    const close = r.acts.find((act) => act.record.kind === kinds.close)!;
    const repaired: Event = { acts: [v.attest("dan", opened.motion!, close, r.acts)], by: new Set(["dan"]), motion: null };
    expect(v.standing("eve", [r, of, repaired])).toBe("removed");
  });
});

describe("[MEM-6] removals of each other", () => {
  it("A1, A8: two that need each other's target are contested, and both are suspended, whichever came first", () => {
    const v = new Village(four);
    const [ofBela, ofAda] = v.dispute([v.base], ["bela", "ada", "cyn", "dan"], ["ada", "bela", "cyn", "dan"]) as [Event, Event];
    for (const name of ["ada", "bela"]) expect(v.standing(name, [ofBela, ofAda])).toBe("suspended");
    for (const name of ["cyn", "dan"]) expect(v.standing(name, [ofBela, ofAda])).toBe("active");
    expect(v.electorate([ofBela, ofAda])).toEqual(["cyn", "dan"]);
    expect(cannotInvite(v, "ada", [ofBela, ofAda])).toBe("AuthorSuspended");
  });

  it.each([2, 3, 4, 5])("a cycle of %i removals suspends all of it", (length) => {
    // Each removal of the cycle is attested by exactly q, the member before among them.
    const names = seven;
    const v = new Village(names);
    const cycle = names.slice(0, length);
    const decided = cycle.map((by, i): [string, ...string[]] => {
      const target = cycle[(i + 1) % length]!;
      const others = [...names].reverse().filter((name) => name !== target && name !== by); // those outside the cycle first
      return [target, by, ...others.slice(0, 4)];
    });
    const removals = v.dispute([v.base], ...decided);
    for (const name of cycle) expect(v.standing(name, removals)).toBe("suspended");
    for (const name of names.slice(length)) expect(v.standing(name, removals)).toBe("active");
    const states = [1, 2, 3].map((seed) => JSON.stringify(foldInOrder(v.group, v.actsOf(removals), new Seeded(seed)).state()));
    expect(new Set(states).size).toBe(1);
  });

  it("suspended members vote on each other, and a certificate that knows the dispute ends it", () => {
    const v = new Village(four);
    const dispute = v.dispute([v.base], ["bela", "ada", "cyn", "dan"], ["ada", "bela", "cyn", "dan"]);
    const back = v.reinstate("ada", { after: dispute, mover: "cyn" }); // bela, suspended, is on that roll
    expect([...back.by].sort()).toEqual(["bela", "cyn", "dan"]);
    expect(v.standing("ada", [back])).toBe("active");
    expect(v.standing("bela", [back])).toBe("suspended");
    const again = v.expel("bela", { after: [back], mover: "cyn" });
    expect(v.standing("bela", [again])).toBe("removed");
    expect(v.electorate([again])).toEqual(["ada", "cyn", "dan"]);
  });

  it("an unrelated decision does not end a dispute, nor bring back who hangs on one, though it knows of it", () => {
    const v = new Village([...four, "eve"], four);
    const meanwhile = v.admit("bela", "fay", [v.base]);
    const dispute = v.dispute([v.base], ["bela", "ada", "cyn", "dan"], ["ada", "bela", "cyn", "dan"]);
    const named = v.name(["eve"], { after: [...dispute, meanwhile], mover: "cyn" });
    expect(v.electorate([named])).toEqual(["cyn", "dan", "eve"]);
    expect(["ada", "bela", "fay"].map((name) => v.standing(name, [named]))).toEqual(["suspended", "suspended", "held"]);
  });

  it("A removes X while B removes Y: both go where the attesters of neither are needed", () => {
    const v = new Village(seven);
    const x = v.expel("fay", { after: [v.base], mover: "ada", attesters: ["ada", "bela", "cyn", "dan", "eve"] });
    const y = v.expel("gus", { after: [v.base], mover: "bela", attesters: ["ada", "bela", "cyn", "dan", "eve"] });
    expect([v.standing("fay", [x, y]), v.standing("gus", [x, y])]).toEqual(["removed", "removed"]);
  });

  it("removal sets that differ meet in their union", () => {
    const v = new Village(seven);
    const core = ["ada", "bela", "cyn", "dan"];
    const first = v.expel("eve", { after: [v.base], attesters: [...core, "fay"] });
    const one = v.expel("fay", { after: [first], attesters: ["ada", "bela", "cyn", "gus"] });
    const two = v.expel("gus", { after: [first], attesters: ["ada", "bela", "cyn", "fay"] });
    expect(v.standing("eve", [one, two])).toBe("removed");
    expect([v.standing("fay", [one, two]), v.standing("gus", [one, two])]).toEqual(["suspended", "suspended"]); // each needs the other
  });
});

describe("[MEM-6, MEM-8] coming back and leaving", () => {
  it("only a certificate reinstates; it restores nothing that was written meanwhile", () => {
    const v = new Village(four);
    const meanwhile = v.admit("bela", "eve", [v.base]);
    const r = v.expel("bela", { after: [v.base] });
    const back = v.reinstate("bela", { after: [r, meanwhile] });
    expect(v.standing("bela", [back])).toBe("active");
    expect(v.electorate([back])).toEqual(four);
    expect(v.standing("eve", [r, meanwhile])).toBe("void");
    expect(cannotInvite(v, "bela", [back])).toBeNull();
  });

  it("a reinstatement ends the removals it knew, and no other", () => {
    const v = new Village(seven);
    const one = v.expel("bela", { after: [v.base], attesters: ["ada", "cyn", "dan", "eve", "fay"] });
    const other = v.expel("bela", { after: [v.base], attesters: ["cyn", "dan", "eve", "fay", "gus"] });
    const back = v.reinstate("bela", { after: [one] });
    expect(v.standing("bela", [back])).toBe("active");
    expect(v.standing("bela", [back, other])).toBe("removed");
  });

  it("who left has no rights, voids nothing they did, and comes back by a certificate", () => {
    const v = new Village(four);
    const eve = v.admit("bela", "eve", [v.base]);
    const left = v.leave("bela", [v.base]); // beside the admission, as by a copied profile
    expect(v.standing("eve", [left, eve])).toBe("active");
    expect(v.electorate([left])).toEqual(["ada", "cyn", "dan"]);
    expect(cannotInvite(v, "bela", [left])).toBe("AuthorNotMember");
    expect(v.standing("bela", [v.reinstate("bela", { after: [left] })])).toBe("active");
  });

  it("re-admission: an old root cannot come in again by an invite beside a certificate", () => {
    const v = new Village(four);
    const r = v.expel("bela", { after: [v.base] });
    expect(() => v.admit("ada", "bela", [r])).toThrow("AlreadyMember");
    const late = v.admit("cyn", "eve", [r]);
    expect(v.standing("eve", [late])).toBe("active");
  });

  it("[MEM-3] an invite made before a removal or a leave admits nobody after it: the one who went knows it too", () => {
    const v = new Village(four);
    const invite = v.invite("ada", [v.base]);
    const r = v.expel("bela", { after: [invite] });
    expect(() => v.admit("ada", "eve", [r], invite.acts[0])).toThrow("InviteClosed");
    const left = v.leave("cyn", [invite]);
    expect(() => v.admit("ada", "fay", [left], invite.acts[0])).toThrow("InviteClosed");
  });

  it("[MEM-3] an invite replayed by an observer is spent; side by side both are shown and neither is named", () => {
    const v = new Village(four);
    const invite = v.invite("ada", [v.base]);
    const eve = v.admit("ada", "eve", [invite], invite.acts[0]);
    expect(() => v.admit("bela", "mal", [eve], invite.acts[0])).toThrow("InviteSpent");
    const beside = v.admit("bela", "mal", [invite], invite.acts[0]);
    expect(() => v.name(["eve", "mal"], { after: [eve, beside] })).toThrow("NamesRivals");
  });
});

describe("[KEY-1, KEY-3, KEY-5] keys", () => {
  it("C1: a rotation with a box only for B's friends stays unused once B is gone; one follows every removal", () => {
    const v = new Village(four);
    const old = v.rotate("ada", [v.base]);
    const r = v.expel("bela", { after: [old] });
    expect(writes(v, [r])).toBeNull();
    const fresh = v.rotate("cyn", [r]);
    expect(writes(v, [fresh])).toBe(fresh.kid);
    expect(v.assembly.recipients(v.view([r])).size).toBe(3);
  });

  it("C2: who was admitted, given the key and removed does not meet it again", () => {
    const v = new Village(four);
    const old = v.rotate("ada", [v.base]);
    const dora = v.admit("ada", "dora", [old]);
    const r = v.expel("dora", { after: [dora] });
    expect(writes(v, [r])).toBeNull();
    expect(v.assembly.mayHold(v.member("dora"), v.rotation(old.kid), v.view([r]))).toBe(false);
  });

  it("C3: a key nobody can open locks nobody out", () => {
    const v = new Village(four);
    const r = v.expel("bela", { after: [v.base] });
    const garbage = v.rotate("cyn", [r]);
    const good = v.rotate("ada", [r]);
    expect(writes(v, [garbage, good], (kid) => kid !== garbage.kid)).toBe(good.kid);
  });

  it("C4: the recipients are those of the rotation's own past: another number of boxes is void", () => {
    const v = new Village(four);
    const r = v.expel("bela", { after: [v.base] });
    expect(() => {
      const wrong = v.rotate("ada", [v.base]); // four boxes
      const bytes = wrong.acts[0]!.record.bytes;
      expect(v.tries("cyn", kinds.rotate, bytes, [r], wrong.kid)).toBe("WrongBoxes");
    }).not.toThrow();
  });

  it("A removes X while B removes Y: neither's new key will do, a third follows both", () => {
    const v = new Village(seven);
    const core = ["ada", "bela", "cyn", "dan", "eve"];
    const x = v.expel("fay", { after: [v.base], attesters: core });
    const y = v.expel("gus", { after: [v.base], attesters: core });
    const [afterX, afterY] = [v.rotate("ada", [x]), v.rotate("bela", [y])];
    expect(writes(v, [afterX, afterY])).toBeNull();
    const both = v.rotate("cyn", [afterX, afterY]);
    expect(writes(v, [both])).toBe(both.kid);
  });

  it("a rotation that does not know a removal is not used after it, and one that knows a leave is", () => {
    const v = new Village(four);
    const r = v.expel("bela", { after: [v.base] });
    const unaware = v.rotate("dan", [v.base]);
    expect(writes(v, [r, unaware])).toBeNull();
    const left = v.leave("dan", [r]);
    const fresh = v.rotate("ada", [left]);
    expect(writes(v, [fresh])).toBe(fresh.kid);
    expect(() => v.rotate("bela", [r])).toThrow("AuthorNotMember");
  });

  it("no key goes to whose admission turned out void", () => {
    const v = new Village(four);
    const eve = v.admit("bela", "eve", [v.base]);
    const shared = v.rotate("dan", [eve]);
    const r = v.expel("bela", { after: [v.base] });
    const fresh = v.rotate("ada", [r]);
    expect(writes(v, [shared, fresh])).toBe(fresh.kid);
    expect(v.assembly.mayHold(v.member("eve"), v.rotation(fresh.kid), v.view([fresh, eve]))).toBe(false);
  });

  it("suspended members keep the boxes; the reinstated are given what came meanwhile", () => {
    const v = new Village(four);
    const dispute = v.dispute([v.base], ["bela", "ada", "cyn", "dan"], ["ada", "bela", "cyn", "dan"]);
    expect(v.assembly.recipients(v.view(dispute)).size).toBe(4);
    const r = v.expel("bela", { after: [v.base] });
    const fresh = v.rotate("ada", [r]);
    const back = v.reinstate("bela", { after: [fresh] });
    expect(v.assembly.mayHold(v.member("bela"), v.rotation(fresh.kid), v.view([fresh]))).toBe(false);
    expect(v.assembly.mayHold(v.member("bela"), v.rotation(fresh.kid), v.view([back]))).toBe(true);
  });
});

describe("[KEY-6] the key acts count under", () => {
  it("is a new one only once more than a third of the electorate have said to hold it, in the act's own past", () => {
    const v = new Village(four);
    const r = v.expel("bela", { after: [v.base] });
    const fresh = v.rotate("ada", [r]);
    expect(v.tries("ada", kinds.invite, inviteRecord(9), [fresh], fresh.kid)).toBe("OtherKey");
    const one = v.merge("ada", [fresh], fresh.kid);
    expect(v.tries("ada", kinds.invite, inviteRecord(9), [one], fresh.kid)).toBe("OtherKey"); // one of three is not more than a third
    const two = v.merge("cyn", [fresh], fresh.kid);
    expect(v.tries("ada", kinds.invite, inviteRecord(9), [one, two], fresh.kid)).toBeNull();
    expect(v.tries("ada", kinds.invite, inviteRecord(10), [one], fresh.kid)).toBe("OtherKey");
  });

  it("counts for all that follows an act that counted, however large the electorate becomes", () => {
    const v = new Village(["ada", "bela", "cyn"]);
    const r = v.expel("cyn", { after: [v.base] });
    const fresh = v.rotate("ada", [r]);
    const said = v.merge("ada", [fresh], fresh.kid); // one of two
    const grown = ["x1", "x2", "x3"].reduce<Event>((last, name) => v.admit("ada", name, [last]), v.merge("bela", [said], fresh.kid));
    const named = v.name(["x1", "x2", "x3"], { after: [grown], kid: fresh.kid });
    expect(v.electorate([named])).toHaveLength(5);
    expect(v.tries("ada", kinds.invite, inviteRecord(9), [named], fresh.kid)).toBeNull();
  });

  it("[015] one member alone cannot bring in a key that undoes a count later", () => {
    const v = new Village(four);
    const hidden = v.rotate("ada", [v.base]);
    const said = v.merge("ada", [hidden], hidden.kid);
    expect(v.tries("ada", kinds.merge, mergeCodec.encode({ nothing: [] }), [said], hidden.kid)).toBeNull(); // says it again: counts once
    expect(v.tries("ada", kinds.invite, inviteRecord(1), [said], hidden.kid)).toBe("OtherKey");
  });
});

describe("[MEM-1] whatever the order", () => {
  it("the disputes above end alike on every machine", () => {
    const v = new Village(four);
    const eve = v.admit("ada", "eve", [v.base]);
    const dispute = v.dispute([v.base], ["bela", "ada", "cyn", "dan"], ["ada", "bela", "cyn", "dan"]);
    const last = v.rotate("cyn", [v.reinstate("ada", { after: dispute, mover: "cyn" }), eve]);
    const acts = v.actsOf([last, v.leave("dan", [v.base])]);
    const states = Array.from({ length: 12 }, (_, i) => JSON.stringify(foldInOrder(v.group, acts, new Seeded(i)).state()));
    expect(new Set(states).size).toBe(1);
  });
});
