import { describe, expect, it } from "vitest";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import { countIn } from "../../shared/poll/count.ts";
import { scene, memberNamed, deviceNamed, type Scene } from "./scene.ts";
import type { PollAct } from "../../shared/poll/records.ts";

await cryptoReady;

const four = ["ada", "bela", "chen", "dora"];
const counted = (s: Scene, past: Parameters<typeof countIn>[1] = null) => {
  const { counted, excluded } = countIn(s.view, past, s.forks);
  return {
    counted: Object.fromEntries(counted.map(({ member, choice }) => [four.find((n) => memberNamed(n) === member) ?? member, choice.method === "yes-no-abstain" ? choice.vote : choice])),
    excluded: excluded.map(({ ballot, reason }) => [ballot, reason]),
  };
};
const reasons = (s: Scene, ...pairs: readonly [PollAct, string][]) => {
  expect(counted(s).excluded).toEqual(pairs.map(([act, reason]) => [act.id, reason]).sort(([a], [b]) => (a! < b! ? -1 : 1)));
};

describe("[POLL-2] ballots", () => {
  it("a later ballot of a member wins, whatever it says it replaces", () => {
    const s = scene(four);
    s.ballot("ada", "yes");
    s.ballot("ada", "no");
    s.ballot("bela", "yes");
    expect(counted(s)).toEqual({ counted: { ada: "no", bela: "yes" }, excluded: [] });
  });

  it("two concurrent different ballots of one member count as none, until a later one follows both", () => {
    const s = scene(four);
    const one = s.ballot("ada", "yes");
    const two = s.ballot("ada#2", "no");
    expect(counted(s).counted).toEqual({});
    reasons(s, [one, "conflict"], [two, "conflict"]);
    s.ballot("ada", "no", [two]);
    expect(counted(s)).toEqual({ counted: { ada: "no" }, excluded: [] });
  });

  it("two concurrent ballots that say the same count as one", () => {
    const s = scene(four);
    s.ballot("ada", "yes");
    s.ballot("ada#2", "yes");
    expect(counted(s)).toEqual({ counted: { ada: "yes" }, excluded: [] });
  });

  it("an empty ballot withdraws and does not count", () => {
    const s = scene(four);
    s.ballot("ada", "yes");
    const empty = s.ballot("ada", null);
    expect(counted(s).counted).toEqual({});
    reasons(s, [empty, "withdrawn"]);
  });

  it("a ballot of a member who is not on the roll, and one that is no choice of the motion, are shown and not counted", () => {
    const s = scene(four);
    const stranger = s.ballot("zoe", "yes");
    const wrong = s.ballot("ada", { method: "approval", approved: [0] });
    s.ballot("bela", "no");
    expect(counted(s).counted).toEqual({ bela: "no" });
    reasons(s, [stranger, "notOnRoll"], [wrong, "invalid"]);
  });

  it("an unusable later ballot leaves the earlier one standing", () => {
    const s = scene(four);
    s.ballot("ada", "yes");
    const wrong = s.ballot("ada", { method: "schulze", ranks: [] });
    expect(counted(s).counted).toEqual({ ada: "yes" });
    reasons(s, [wrong, "invalid"]);
  });
});

describe("[POLL-3] seals", () => {
  it("only ballots inside the seal count, whichever machine wrote them", () => {
    const s = scene(four);
    s.ballot("ada", "yes");
    s.seal("ada");
    const after = s.ballot("ada", "no");
    const elsewhere = s.ballot("ada#2", "no");
    expect(counted(s).counted).toEqual({ ada: "yes" });
    reasons(s, [after, "afterSeal"], [elsewhere, "afterSeal"]);
  });

  it("only ballots inside all of several seals count", () => {
    const s = scene(four);
    const early = s.ballot("ada", "yes");
    s.seal("ada#2", [], []);
    s.seal("ada");
    expect(counted(s).counted).toEqual({});
    reasons(s, [early, "afterSeal"]);
  });
});

describe("[POLL-4] forks", () => {
  //  motion ─ first ─┬─ left
  //                  └─ right
  const forked = () => {
    const s = scene(four);
    const first = s.ballot("ada", "abstain");
    const left = s.ballot("ada", "yes", [], [first]);
    const right = s.ballot("ada", "no", [], [first]);
    return { s, first, left, right };
  };

  it("a device that wrote two histories loses its ballots from the first diverging act on", () => {
    const { s, left, right } = forked();
    expect(counted(s).counted).toEqual({ ada: "abstain" });
    reasons(s, [left, "forked"], [right, "forked"]);
    const after = s.ballot("ada", "yes", [left, right]);
    reasons(s, [left, "forked"], [right, "forked"], [after, "forked"]);
  });

  it("is judged from the counted past alone: who has one branch there counts it", () => {
    const { s, left } = forked();
    const seal = s.seal("bela", [left]);
    expect(counted(s, seal.past).counted).toEqual({ ada: "yes" });
  });

  it("a proof in the past has the same effect as both branches, and only from there", () => {
    const s = scene(four);
    s.ballot("ada", "yes");
    const second = s.ballot("ada", "no");
    const before = s.seal("bela", [second]);
    const proof = s.act("chen", { type: "dispute", motion: s.view.id, text: "two histories", evidence: [] });
    s.forks.addProof({ act: proof, device: deviceNamed("ada"), seq: second.seq });
    const after = s.seal("dora", [second, proof]);
    expect(counted(s, before.past).counted).toEqual({ ada: "no" });
    expect(counted(s, after.past).counted).toEqual({ ada: "yes" });
  });

  it("finds the first divergence among several branches", () => {
    const s = scene(four);
    const a = s.ballot("ada", "abstain");
    const b = s.ballot("ada", "yes");
    const c = s.ballot("ada", "no");
    const late = s.ballot("ada", "no", [], [a]);
    const later = s.ballot("ada", "yes", [], [late]);
    expect(counted(s).counted).toEqual({ ada: "abstain" });
    reasons(s, ...[b, c, late, later].map((act) => [act, "forked"] as [PollAct, string]));
  });

  it("its seal does not count towards q, and still bounds its ballots", () => {
    const s = scene(four);
    const vote = s.ballot("ada", "yes");
    const left = s.seal("ada", [], [vote]);
    const right = s.ballot("ada", "no", [], [vote]);
    const seals = [left, s.seal("bela", [right]), s.seal("chen"), s.seal("dora")];
    const close = s.view.get("close", s.close("bela", seals).id)!;
    expect(s.counts.pastOf(close).sealers).toEqual(["bela", "chen", "dora"].map(memberNamed).sort());
    expect(counted(s, s.counts.pastOf(close).past).counted).toEqual({ ada: "yes" });
  });
});

describe("[POLL-4] what a close counts", () => {
  it("is the union of the named seals' pasts; a ballot outside is late and changes nothing", () => {
    const s = scene(four);
    const a = s.ballot("ada", "yes");
    const b = s.ballot("bela", "no");
    const seals = [s.seal("ada"), s.seal("bela"), s.seal("chen", [a, b])];
    const close = s.close("chen", seals);
    const before = s.result(close);
    s.ballot("dora", "no");
    expect(s.result(close)).toBe(before);
    expect(before.decided.tally).toEqual({ method: "yes-no-abstain", yes: 1, no: 1, abstain: 0 });
    expect(s.counts.running().decided.tally).toMatchObject({ no: 2 });
  });

  it("[POLL-5] two closes that count alike give one result, whoever sealed", () => {
    const s = scene(four);
    const ballots = four.map((name) => s.ballot(name, "yes"));
    const seals = four.map((name) => s.seal(name, ballots));
    expect(s.result(s.close("ada", seals.slice(0, 3))).hash).toBe(s.result(s.close("dora", seals.slice(1))).hash);
  });

  it("[POLL-5] the result covers exclusions with their reasons", () => {
    const withConflict = scene(four);
    const plain = scene(four);
    for (const s of [plain, withConflict]) s.ballot("bela", "yes");
    withConflict.ballot("zoe", "yes");
    const results = [plain, withConflict].map((s) => {
      const seals = four.map((name) => s.seal(name, s.view.ballotsOf(memberNamed("zoe")).map(({ act }) => act)));
      return s.result(s.close("ada", seals));
    });
    expect(results[0]!.decided).toEqual(results[1]!.decided);
    expect(results[0]!.hash).not.toBe(results[1]!.hash);
  });
});
