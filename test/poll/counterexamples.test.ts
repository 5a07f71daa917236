/** The schedules of COUNTEREXAMPLES.md that broke earlier wordings of POLL, each as it happened. */
import { describe, expect, it } from "vitest";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import { MotionCounts } from "../../shared/poll/motion-counts.ts";
import { nextStep, notice, nothingNoticed, usualTimers } from "../../shared/poll/next-step.ts";
import type { PollAct } from "../../shared/poll/records.ts";
import { deviceNamed, memberNamed, scene, type Scene } from "./scene.ts";

await cryptoReady;

const four = ["ada", "bela", "chen", "dora"];
const deadline = 1_000_000;

/** What a member's machine does long after everything it has heard. */
const stepOf = (s: Scene, who: string) => {
  const noticed = notice(nothingNoticed, s.view, deadline);
  return nextStep(s.counts, memberNamed(who), noticed, deadline + 10 * usualTimers.most, usualTimers);
};

describe("[COUNTEREXAMPLES B1] nobody cheats and no result has q", () => {
  //  ada bela chen dora seal; only dora's seal holds dora's late ballot
  //  x = ada closes on {ada, bela, chen}     attested by ada, bela
  //  y = dora closes on {bela, chen, dora}   attested by chen, dora
  const split = () => {
    const s = scene(four);
    const early = ["ada", "bela", "chen"].map((name) => s.ballot(name, "yes"));
    const seals = ["ada", "bela", "chen"].map((name) => s.seal(name, early));
    const late = s.ballot("dora", "no");
    const last = s.seal("dora", [late, ...early]);
    const x = s.close("ada", seals);
    const y = s.close("dora", [...seals.slice(1), last]);
    const first = [s.attest("ada", x, 1, [], [x]), s.attest("bela", x, 1, [], [x]), s.attest("chen", y, 1, [], [y]), s.attest("dora", y, 1, [], [y])];
    return { s, x, y, first };
  };

  it("is split after one round", () => {
    const { s, x, y } = split();
    expect(s.result(x).hash).not.toBe(s.result(y).hash);
    expect(s.certificate()).toMatchObject({ is: "counted", by: { length: 2 } });
  });

  it("[POLL-6] and a further round of attestation decides for the result with more ballots", () => {
    const { s, y, first } = split();
    for (const name of four) {
      const step = stepOf(s, name);
      if (step.do !== "attest") throw new Error(step.do);
      expect(step.attestation).toMatchObject({ round: 2, result: s.result(y).hash, lists: first.map((a) => a.id).sort() });
      s.act(name, { type: "attest", ...step.attestation }, s.view.attestationsIn(1).map(({ act }) => act));
    }
    expect(s.certificate()).toMatchObject({ is: "certified", round: 2, result: s.result(y).hash, by: { length: 4 } });
    expect(s.counts.resultOf(s.view.get("close", y.id)!).counted).toHaveLength(4);
  });
});

describe("[COUNTEREXAMPLES B2] a close on a bare majority", () => {
  it("takes no honest attestation: only closes with q sealers are attested", () => {
    const s = scene([...four, "emil"]);
    const seals = four.map((name) => s.seal(name, [s.ballot(name, "yes")]));
    const bare = s.close("ada", seals.slice(0, 3));
    expect(stepOf(s, "bela").do).toBe("close");
    expect(s.faultOf("bela", { type: "attest", ...s.attestation(bare) }, [bare])).toBe("TooFewSealers");
    const enough = s.close("bela", seals);
    expect(stepOf(s, "bela")).toMatchObject({ do: "attest", attestation: { close: enough.id } });
  });
});

describe("[COUNTEREXAMPLES B3] attesters who know of different things outside the close", () => {
  it("give one hash: forks are judged from the sealers' pasts alone", () => {
    const s = scene(four);
    const trunk = s.ballot("dora", "yes");
    const ballots = ["ada", "bela", "chen"].map((name) => s.ballot(name, "yes"));
    const seals = ["ada", "bela", "chen"].map((name) => s.seal(name, [...ballots, trunk]));
    const close = s.close("ada", seals);
    const before = s.result(close).hash;
    const twin = s.ballot("dora", "no", [], []);
    const proof = s.act("bela", { type: "dispute", motion: s.view.id, text: "dora wrote two histories", evidence: [trunk.id, twin.id] }, [trunk, twin]);
    s.forks.addProof({ act: proof, device: deviceNamed("dora"), seq: trunk.seq });
    expect(new MotionCounts(s.view, s.forks).resultOf(s.view.get("close", close.id)!).hash).toBe(before);
    expect(s.counts.running().excluded.map(({ reason }) => reason)).toEqual(["forked", "forked"]);
  });
});

describe("[COUNTEREXAMPLES B4] a member seals on one machine and votes again on another", () => {
  it("has only the ballot inside the seal counted, whichever device wrote the other", () => {
    const s = scene(four);
    const first = s.ballot("ada", "yes");
    const sealed = s.seal("ada");
    const second = s.ballot("ada#2", "no", [], [first]);
    const seals: PollAct[] = [sealed, ...["bela", "chen", "dora"].map((name) => s.seal(name, [sealed, second]))];
    const { counted, excluded } = s.result(s.close("bela", seals));
    expect(counted).toMatchObject([{ ballot: first.id, choice: { vote: "yes" } }]);
    expect(excluded).toMatchObject([{ ballot: second.id, reason: "afterSeal" }]);
  });
});

describe("[COUNTEREXAMPLES B5] provisional results", () => {
  it("can change without any cheat, and are never called certified", () => {
    const five = [...four, "emil"];
    const s = scene(five);
    const early = four.map((name) => s.ballot(name, "yes"));
    const seals = four.map((name) => s.seal(name, early));
    const last = s.seal("emil", [s.ballot("emil", "no"), ...early]);
    const x = s.close("ada", seals);
    const y = s.close("emil", [...seals.slice(1), last]);
    const first = [
      ...["ada", "bela", "chen"].map((name) => s.attest(name, x, 1, [], [x])),
      ...["dora", "emil"].map((name) => s.attest(name, y, 1, [], [y])),
    ];
    expect(s.certificate()).toMatchObject({ is: "provisional", result: s.result(x).hash, by: { length: 3 } });
    const listed = [first[0]!, first[1]!, first[3]!, first[4]!];
    expect(s.result(y).counted.length).toBeGreaterThan(s.result(x).counted.length);
    for (const name of ["bela", "chen", "dora", "emil"]) s.attest(name, y, 2, listed, [...listed]);
    expect(s.certificate()).toMatchObject({ is: "certified", round: 2, result: s.result(y).hash });
  });
});

describe("[COUNTEREXAMPLES B6] two certificates in one round", () => {
  // N = 4: it takes two members who attest twice.
  const contradicted = () => {
    const s = scene(four);
    const early = ["ada", "bela", "chen"].map((name) => s.ballot(name, "yes"));
    const seals = ["ada", "bela", "chen"].map((name) => s.seal(name, early));
    const last = s.seal("dora", [s.ballot("dora", "no"), ...early]);
    const x = s.close("ada", seals);
    const y = s.close("dora", [...seals.slice(1), last]);
    s.attest("ada", x, 1, [], [x]);
    s.attest("bela", y, 1, [], [y]);
    for (const cheat of ["chen", "dora"]) for (const close of [x, y]) s.attest(cheat, close, 1, [], [close]);
    return s;
  };

  it("bind neither, and both double attesters are exposed", () => {
    const certificate = contradicted().certificate();
    expect(certificate).toMatchObject({ is: "contradicted", round: 1, doubleAttesters: ["chen", "dora"].map(memberNamed).sort() });
  });

  it("one double attester of four is not enough", () => {
    const s = scene(four);
    const seals = ["ada", "bela", "chen"].map((name) => s.seal(name, [s.ballot(name, "yes")]));
    const last = s.seal("dora", [s.ballot("dora", "no")]);
    const x = s.close("ada", seals);
    const y = s.close("dora", [...seals.slice(1), last]);
    s.attest("ada", x, 1, [], [x]);
    s.attest("bela", y, 1, [], [y]);
    s.attest("chen", x, 1, [], [x]);
    for (const close of [x, y]) s.attest("dora", close, 1, [], [close]);
    expect(s.certificate()).toMatchObject({ is: "certified", result: s.result(x).hash });
  });
});
