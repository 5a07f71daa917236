/**
 * LAW-1…4. Bylaws that change while others do too. Every history of a few changes and uses among two to four members, each
 * after any of those before it, one of them by a cheat who replaces what is not in force or asks for less.
 */
import { beforeAll, describe, expect, it } from "vitest";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import { inviteCodec } from "../../shared/governance/records.ts";
import { kinds } from "../../shared/log/kind.ts";
import { bylawsOf, type Bylaws } from "../../shared/poll/bylaws.ts";
import { Seeded } from "../sim/seeded.ts";
import { foldInOrder } from "./folding.ts";
import { subsets } from "./steps.ts";
import { Village, Void, type Event } from "./village.ts";

beforeAll(() => cryptoReady);

const old = bylawsOf.assembly;
const days = (deadlineDays: number, more: Partial<Bylaws> = {}): Bylaws => ({ ...old, deadlineDays, ...more });
const twoThirds = { quorum: { numerator: 2, denominator: 3, strict: false }, threshold: { numerator: 2, denominator: 3, strict: false }, base: "all" } as const;
const inviteRecord = (n: number): Uint8Array => inviteCodec.encode({ seed: new Uint8Array(16).fill(n), expires: 1 });
/** Changes decided at once by all of these, each opened by another of them. */
const atOnce = (v: Village, after: readonly Event[], by: readonly string[], ...changes: readonly Bylaws[]): Event[] => closed(v, after, by, ...changes).map((attest) => attest([]));
const closed = (v: Village, after: readonly Event[], by: readonly string[], ...changes: readonly Bylaws[]): ((after: readonly Event[]) => Event)[] =>
  v.closed(changes.map((bylaws, i) => ({ attesters: [...by.slice(i), ...by.slice(0, i)], opened: () => v.open("bylaws", [], { after, mover: by[i]!, change: { bylaws, replaces: v.bylaws(after).since?.id ?? null } }) })));

describe("[LAW-2] a change", () => {
  it("is in force for what knows its certificate, and for nothing else", () => {
    const v = new Village(["ada", "bela", "cyn"]);
    const changed = v.change(days(3, twoThirds), { after: [v.base] });
    expect(v.bylaws([changed]).bylaws.deadlineDays).toBe(3);
    expect(v.bylaws([v.base]).bylaws.deadlineDays).toBe(7);
    expect(() => v.open("naming", ["bela"], { after: [changed], under: old })).toThrow("BelowBylaws");
    expect(() => v.open("naming", ["bela"], { after: [v.base], under: days(3, twoThirds) })).toThrow("BelowBylaws");
    expect(v.open("naming", ["bela"], { after: [changed] }).motion).not.toBeNull();
  });

  it("does not reach into a vote that is open", () => {
    const v = new Village(["ada", "bela", "cyn"]);
    const open = v.open("expulsion", ["cyn"], { after: [v.base] });
    const changed = v.change(days(3, { expelling: { ...old, threshold: { numerator: 1, denominator: 1, strict: false }, base: "all" } }), { after: [open] });
    const carried = v.carry(open, ["ada", "bela"], undefined, [changed]);
    expect(v.standing("cyn", [carried, changed])).toBe("removed");
  });

  it("replaces what its own past shows in force, and follows those bylaws' own measure", () => {
    const v = new Village(["ada", "bela", "cyn"]);
    const strict = days(3, { changing: twoThirds });
    const changed = v.change(strict, { after: [v.base] });
    expect(() => v.change(days(9), { after: [changed], replaces: null })).toThrow("BylawsMoved");
    expect(() => v.change(days(9), { after: [changed], under: old })).toThrow("BelowBylaws");
    expect(v.bylaws([v.change(days(9), { after: [changed] })]).bylaws.deadlineDays).toBe(9);
  });

  it("falls with its certificate", () => {
    const v = new Village(["ada", "bela", "cyn", "dan", "eve"]);
    const sock = v.admit("dan", "sock", [v.base]);
    const expelled = v.expel("dan", { after: [v.base] });
    const changed = v.change(days(3), { after: [v.base], attesters: ["ada", "bela", "cyn", "dan"] });
    expect(v.bylaws([changed, sock]).bylaws.deadlineDays).toBe(3);
    expect(v.bylaws([changed, expelled]).bylaws.deadlineDays).toBe(7); // one attester short: what the expelled attested lies outside the cut
  });
});

describe("[LAW-3] changes side by side", () => {
  it("leave the older in force, until a motion that knows both decides", () => {
    const v = new Village(["ada", "bela", "cyn"]);
    const [a, b] = atOnce(v, [v.base], ["ada", "bela", "cyn"], days(3), days(5)) as [Event, Event];
    expect([v.bylaws([a]), v.bylaws([a, b])].map(({ bylaws }) => bylaws.deadlineDays)).toEqual([3, 7]);
    expect(v.bylaws([a, b]).contested.map(({ id }) => id)).toEqual([a.motion!, b.motion!].sort());
    const decided = v.change(days(4), { after: [a, b] });
    expect(v.bylaws([a, b, decided]).bylaws.deadlineDays).toBe(4);
    expect(v.bylaws([a, b, decided]).contested).toEqual([]);
  });

  it("what was built on one of them falls with it, and a third that nobody knew is a dispute again", () => {
    const v = new Village(["ada", "bela", "cyn"]);
    const [attestA, attestB, attestC] = closed(v, [v.base], ["ada", "bela", "cyn"], days(3), days(5), days(6));
    const a = attestA!([]);
    const onA = v.change(days(2), { after: [a] });
    expect(v.bylaws([onA]).bylaws.deadlineDays).toBe(2);
    const b = attestB!([onA]);
    expect(v.bylaws([onA, b]).bylaws.deadlineDays).toBe(7);
    const decided = v.change(days(4), { after: [onA, b] });
    expect(v.bylaws([decided]).bylaws.deadlineDays).toBe(4);
    const c = attestC!([decided]);
    expect(v.bylaws([c]).bylaws.deadlineDays).toBe(7);
    expect(v.bylaws([v.change(days(4), { after: [c] })]).bylaws.deadlineDays).toBe(4);
  });
});

describe("[LAW-4] admission", () => {
  const sponsored = days(7, { sponsors: 2 });

  it("lets machines name only who has the sponsors that the bylaws of the motion's past ask for", () => {
    const v = new Village(["ada", "bela", "cyn"], undefined, 7, sponsored);
    const eve = v.admit("ada", "eve", [v.base]);
    expect(v.standing("eve", [eve])).toBe("active"); // reads and posts from admission
    const one = v.sponsor("ada", "eve", [eve]);
    expect(() => v.name(["eve"], { after: [one] })).toThrow("NamesWaiting");
    const two = v.sponsor("bela", "eve", [eve]);
    expect(() => v.name(["eve"], { after: [two] })).toThrow("NamesWaiting");
    expect(v.electorate([v.name(["eve"], { after: [one, two] })])).toContain("eve");
  });

  it("takes no sponsor who does not vote, nor oneself, nor twice", () => {
    const v = new Village(["ada", "bela", "cyn"], undefined, 7, sponsored);
    const sock = v.admit("cyn", "sock", [v.admit("cyn", "sack", [v.base])]);
    expect(() => v.sponsor("sack", "sock", [sock])).toThrow("AuthorNotVoting");
    expect(() => v.sponsor("ada", "ada", [sock])).toThrow("SponsoredUnknown");
    const once = v.sponsor("cyn", "sock", [sock]);
    expect(() => v.sponsor("cyn", "sock", [once])).toThrow("SponsoredBefore");
    expect(() => v.name(["sock"], { after: [once] })).toThrow("NamesWaiting");
  });

  it("asks for all where fewer vote than are asked for", () => {
    const v = new Village(["ada", "bela"], ["ada"], 7, sponsored); // bela joined, and was not named
    expect(v.electorate([v.name(["bela"], { after: [v.sponsor("ada", "bela", [v.base])] })])).toEqual(["ada", "bela"]);
  });

  it("no longer counts a sponsor who was expelled", () => {
    const v = new Village(["ada", "bela", "cyn", "dan"], undefined, 7, sponsored);
    const eve = v.admit("ada", "eve", [v.base]);
    const both = [v.sponsor("ada", "eve", [eve]), v.sponsor("bela", "eve", [eve])];
    const gone = v.expel("bela", { after: both });
    expect(() => v.name(["eve"], { after: [gone] })).toThrow("NamesWaiting");
  });

  it("by motion: machines name nobody, a member's motion does, without sponsors", () => {
    const v = new Village(["ada", "bela", "cyn"], undefined, 7, days(7, { admission: "byMotion" }));
    const eve = v.admit("ada", "eve", [v.base]);
    expect(() => v.name(["eve"], { after: [eve] })).toThrow("NamesWaiting");
    expect(v.electorate([v.decide("admission", ["eve"], { after: [eve] })])).toContain("eve");
  });

  it("[LAW-1] invites are the voters' where the bylaws say so", () => {
    const v = new Village(["ada", "bela", "cyn"], undefined, 7, days(7, { whoInvites: "voters" }));
    const eve = v.admit("ada", "eve", [v.base]);
    expect(v.tries("eve", kinds.invite, inviteRecord(1), [eve])).toBe("MayNotInvite");
    expect(v.tries("bela", kinds.invite, inviteRecord(2), [eve])).toBeNull();
  });
});

/** What may happen next after some events; throws `Void` where nobody can do it. The last of them is what is judged. */
const possible: Readonly<Record<string, (v: Village, after: readonly Event[], voters: readonly string[]) => readonly Event[]>> = {
  "three days": (v, after) => [v.change(days(3), { after })],
  stricter: (v, after) => [v.change(days(4, { changing: twoThirds }), { after, mover: "bela" })],
  sponsors: (v, after) => [v.change(days(6, { sponsors: 1 }), { after })],
  "two at once": (v, after, voters) => atOnce(v, after, voters, days(5), days(9)),
  "a cheat replaces the founding ones": (v, after) => [v.change(days(1), { after, mover: "bela", replaces: null })],
  "a cheat asks for less": (v, after) => [v.change(days(1), { after, mover: "bela", under: old })],
  name: (v, after) => [v.name(["eve"], { after })],
};

/** Walks through histories of a few steps; answers how many, and in how many of them a change was contested. */
function explore(members: readonly string[], depth: number, share: number, orders: number): { histories: number; contested: number } {
  const random = new Seeded(19);
  const found = { histories: 0, contested: 0 };
  const go = (v: Village, steps: readonly (readonly Event[])[], what: string, after: readonly Event[]): void => {
    const before = v.bylaws(after);
    let step: readonly Event[];
    try {
      step = possible[what]!(v, after, members);
    } catch (error) {
      if (error instanceof Void) return;
      throw error;
    }
    const all = [...steps, step];
    const events = all.flat();
    found.histories += 1;
    // Nothing passes but what replaces the bylaws of its own past, and it is in force for all that knows nothing else.
    for (const event of step) {
      const { change } = v.assembly.motions.get(event.motion!)!.view.motion.record;
      if (change === undefined) continue;
      expect(change.replaces).toBe(before.since?.id ?? null);
      if (step.length === 1) expect(v.bylaws([...after, event])).toMatchObject({ since: { id: event.motion }, contested: [] });
    }
    // What is in force was adopted, or is what the group was founded with; and while two would replace it, neither does.
    const now = v.bylaws([v.base, ...events]);
    expect([null, ...events.map(({ motion }) => motion)]).toContain(now.since?.id ?? null);
    for (const one of now.contested) expect(one.motion.record.change!.replaces).toBe(now.since?.id ?? null);
    if (now.contested.length > 0) found.contested += 1;
    if (random.chance(orders)) {
      const acts = v.actsOf([v.base, ...events]);
      const states = [1, 2].map(() => JSON.stringify(foldInOrder(v.group, acts, random).state()));
      expect(states[1]).toBe(states[0]);
    }
    if (all.length === depth) return;
    for (const next of Object.keys(possible)) {
      for (const known of subsets(all)) if (random.chance(share)) go(v, all, next, [v.base, ...known.flat()]);
    }
  };
  for (const first of Object.keys(possible)) {
    const v = new Village([...members, "eve"], members);
    go(v, [], first, [v.base]);
  }
  return found;
}

it("[LAW-2, LAW-3, MEM-1] histories among two to four members: a motion's rules are those of its own past, in any order of arrival", { timeout: 600_000 }, () => {
  const proof = process.env["VECHE_PROOF"] === "1";
  for (const members of [["ada", "bela"], ["ada", "bela", "cyn"], ["ada", "bela", "cyn", "dan"]]) {
    const { histories, contested } = explore(members, 3, proof ? 1 : 0.2, proof ? 0.3 : 0.08);
    if (proof) console.log(`${members.length} members: ${histories} histories of bylaws, ${contested} contested`);
    expect(histories).toBeGreaterThan(proof ? 150 : 10);
    expect(contested).toBeGreaterThan(proof ? 20 : 0);
  }
});
