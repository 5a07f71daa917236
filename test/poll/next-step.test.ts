import { describe, expect, it } from "vitest";
import { days, minutes, seconds } from "../../shared/base/units.ts";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import { nextStep, notice, nothingNoticed, usualTimers, type Noticed } from "../../shared/poll/next-step.ts";
import { answersUntil } from "../../shared/poll/time-to-answer.ts";
import { bylawsOf } from "../../shared/poll/bylaws.ts";
import { firstMembers, memberNamed, scene, type Scene } from "./scene.ts";

await cryptoReady;

const deadline = 1_000_000;
const four = ["ada", "bela", "chen", "dora"];

/** A machine that looks at the scene whenever asked. */
class Machine {
  #noticed: Noticed = nothingNoticed;
  constructor(
    readonly scene: Scene,
    readonly member: string,
  ) {}

  at(now: number) {
    this.#noticed = notice(this.#noticed, this.scene.view, now);
    return nextStep(this.scene.counts, memberNamed(this.member), this.#noticed, now, usualTimers);
  }
}

describe("[POLL-3] sealing", () => {
  it("waits for the own deadline, then promises", () => {
    const s = scene(four);
    const ada = new Machine(s, "ada");
    expect(ada.at(0)).toEqual({ do: "wait", until: deadline });
    expect(ada.at(deadline)).toEqual({ do: "seal" });
    s.seal("ada");
    expect(ada.at(deadline)).toEqual({ do: "wait", until: null });
  });

  it("[MEM-7] comes with the ballot where it is only asked whether newcomers are named", () => {
    const s = scene(four, { kind: "naming", names: [memberNamed("zoe")] });
    const ada = new Machine(s, "ada");
    expect(ada.at(0)).toEqual({ do: "wait", until: deadline });
    s.ballot("ada", "yes");
    expect(ada.at(0)).toEqual({ do: "seal" });
  });

  it("is not for those who are not on the roll", () => {
    expect(new Machine(scene(four), "zoe").at(deadline)).toEqual({ do: "wait", until: null });
  });
});

describe("[POLL-6] closing", () => {
  it("at once when all have sealed, even before the deadline", () => {
    const s = scene(four);
    const seals = four.map((name) => s.seal(name));
    expect(new Machine(s, "chen").at(0)).toEqual({ do: "close", seals: seals.map((a) => a.id).sort() });
  });

  it("[LAW-5] of a removal or a recall not within the notice of the bylaws, though all have sealed: whom it is about can answer", () => {
    const s = scene(four, { kind: "expulsion", names: [memberNamed("zoe")] });
    for (const name of four) s.seal(name);
    const at = (now: number, notBefore: number) => nextStep(s.counts, memberNamed("ada"), notice(nothingNoticed, s.view, now), now, usualTimers, notBefore);
    expect(at(499, 500)).toEqual({ do: "wait", until: 500 });
    expect(at(500, 500).do).toBe("close");
    const week = { ...bylawsOf.assembly, noticeDays: 7 };
    const seen = (at: number) => ({ of: () => at });
    expect(answersUntil(s.view, week, seen(900))).toBe(900 + days(7)); // whatever its mover says of when it was opened, and how long one votes
    expect(answersUntil(s.view, bylawsOf.assembly, seen(900))).toBe(0);
    expect(answersUntil(scene(four).view, bylawsOf.coop, seen(900))).toBe(0);
    s.ballot("ada", "yes"); // at 0, by the clock of these scenes
    expect(answersUntil(s.view, week, seen(900))).toBe(900 + days(7)); // one of four may be the mover, and say anything
    s.ballot("bela", "yes");
    expect(answersUntil(s.view, week, seen(900))).toBe(days(7));
  });

  it("else 30 s after the own deadline and q known seals, plus 5 s for each place before in the roll", () => {
    const s = scene(four);
    const machines = four.map((name) => new Machine(s, name));
    s.seal("ada");
    s.seal("bela");
    s.seal("chen");
    for (const machine of machines) machine.at(deadline + seconds(100));
    const places = [...s.view.roll];
    for (const machine of machines.slice(0, 3)) {
      const until = deadline + seconds(130) + seconds(5) * places.indexOf(memberNamed(machine.member));
      expect(machine.at(deadline + seconds(101))).toEqual({ do: "wait", until });
      expect(machine.at(until).do).toBe("close");
    }
  });

  it("at most five minutes after, however long the roll", () => {
    const many = [...Array(8).keys()].map((i) => firstMembers(8)[i]!);
    const s = scene(many);
    for (const name of many.slice(0, 6)) s.seal(name);
    const slow = { ...usualTimers, perPlace: minutes(60) };
    const last = [...s.view.roll].findLast((member) => s.view.sealsOf(member).length > 0)!;
    const noticed = notice(nothingNoticed, s.view, deadline);
    expect(nextStep(s.counts, last, noticed, deadline, slow)).toEqual({ do: "wait", until: deadline + minutes(5) });
  });

  it("never when too few seals can count: a forked sealer makes no close, nor the same close again and again", () => {
    const s = scene(four);
    const left = s.seal("ada", [], []);
    const right = s.ballot("ada", "no", [], []);
    s.seal("bela", [left, right]);
    s.seal("chen");
    expect(new Machine(s, "chen").at(deadline + minutes(60))).toEqual({ do: "wait", until: null });
    s.seal("dora");
    expect(new Machine(s, "chen").at(0)).toEqual({ do: "wait", until: deadline });
    s.close("chen", s.view.seals.map(({ act }) => act));
    expect(new Machine(s, "chen").at(deadline + minutes(60)).do).toBe("attest");
  });
});

describe("[POLL-6] attesting", () => {
  it("the known close with most sealers; equal: the lower id", () => {
    const s = scene(four);
    const seals = four.map((name) => s.seal(name));
    const three = s.close("ada", seals.slice(0, 3));
    expect(new Machine(s, "bela").at(deadline)).toMatchObject({ do: "attest", attestation: { close: three.id } });
    const all = [s.close("chen", seals), s.close("bela", seals)];
    const lowest = all.map((a) => a.id).sort()[0];
    expect(new Machine(s, "bela").at(deadline)).toMatchObject({ do: "attest", attestation: { close: lowest } });
  });

  it("before the own deadline only a close that names all", () => {
    const s = scene(four);
    const seals = ["ada", "bela", "chen"].map((name) => s.seal(name));
    s.close("ada", seals);
    expect(new Machine(s, "dora").at(0)).toEqual({ do: "wait", until: deadline });
    const all = s.close("dora", [...seals, s.seal("dora")]);
    expect(new Machine(s, "dora").at(0)).toMatchObject({ do: "attest", attestation: { close: all.id } });
  });

  it("comes before sealing: who returns after a close attests it", () => {
    const s = scene(four);
    s.ballot("dora", "no", [], []);
    const close = s.close("ada", ["ada", "bela", "chen"].map((name) => s.seal(name)));
    expect(new Machine(s, "dora").at(deadline)).toMatchObject({ do: "attest", attestation: { close: close.id, round: 1 } });
    for (const name of ["ada", "bela", "chen"]) s.attest(name, close);
    expect(new Machine(s, "dora").at(deadline)).toMatchObject({ do: "attest", attestation: { close: close.id, round: 1 } });
    s.attest("dora", close);
    expect(new Machine(s, "dora").at(deadline)).toEqual({ do: "wait", until: null });
  });

  it("a further round needs all attestations, or q and the delay", () => {
    const s = scene(four);
    const early = ["ada", "bela", "chen"].map((name) => s.ballot(name, "yes"));
    const seals = ["ada", "bela", "chen"].map((name) => s.seal(name, early));
    const x = s.close("ada", seals);
    const y = s.close("dora", [...seals.slice(1), s.seal("dora", [s.ballot("dora", "no"), ...early])]);
    s.attest("ada", x, 1, [], [x]);
    s.attest("bela", x, 1, [], [x]);
    const ada = new Machine(s, "ada");
    expect(ada.at(deadline + minutes(60))).toEqual({ do: "wait", until: null });
    s.attest("chen", y, 1, [], [y]);
    const from = deadline + minutes(61);
    const until = from + seconds(30) + seconds(5) * [...s.view.roll].indexOf(memberNamed("ada"));
    expect(ada.at(from)).toEqual({ do: "wait", until });
    expect(ada.at(until)).toMatchObject({ do: "attest", attestation: { round: 2, result: s.result(x).hash } });
    s.attest("dora", y, 1, [], [y]);
    expect(ada.at(from)).toMatchObject({ do: "attest", attestation: { round: 2, result: s.result(y).hash } });
  });

  it("[MEM-7] a founder alone votes and is done in three steps", () => {
    const s = scene(["ada"], { kind: "founding", names: [memberNamed("bela")] });
    const ada = new Machine(s, "ada");
    s.ballot("ada", "yes");
    expect(ada.at(0)).toEqual({ do: "seal" });
    s.seal("ada");
    const closing = ada.at(0);
    expect(closing.do).toBe("close");
    const close = s.close("ada", s.view.seals.map(({ act }) => act));
    const attesting = ada.at(0);
    expect(attesting).toMatchObject({ do: "attest", attestation: { adopted: true, round: 1 } });
    s.attest("ada", close);
    expect(s.certificate()).toMatchObject({ is: "certified", adopted: true });
    expect(ada.at(deadline)).toEqual({ do: "wait", until: null });
  });
});
