/** [POLL-11] Votes on paper, as tellers enter them by name: what of them counts, judged from one past. */
import { describe, expect, it } from "vitest";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import { faultOf } from "../../shared/poll/fault.ts";
import { nextStep, nothingNoticed, notice, usualTimers } from "../../shared/poll/next-step.ts";
import { MotionCounts } from "../../shared/poll/motion-counts.ts";
import { MotionView } from "../../shared/poll/motion-view.ts";
import type { Motion, PollAct } from "../../shared/poll/records.ts";
import type { PaperStatus } from "../../shared/poll/sheet.ts";
import { Seeded } from "../sim/seeded.ts";
import { memberNamed, scene, type Scene } from "./scene.ts";

await cryptoReady;

const five = ["ada", "bela", "chen", "dora", "emil"];
const yes = { method: "yes-no-abstain", vote: "yes" } as const;
const no = { method: "yes-no-abstain", vote: "no" } as const;
const tellers = (...names: readonly string[]): Partial<Motion> => ({ tellers: names.map(memberNamed).sort() });

type Said = Readonly<Record<string, typeof yes | typeof no | null>>;
const sheet = (s: Scene, who: string, said: Said, after: readonly PollAct[] = [], apart?: readonly PollAct[]): PollAct => s.act(who, { type: "sheet", motion: s.view.id, lines: linesOf(said) }, after, apart);
const linesOf = (said: Said) => Object.entries(said).map(([name, choice]) => ({ member: memberNamed(name), choice })).sort((a, b) => (a.member < b.member ? -1 : 1));
const statusOf = (s: Scene, name: string): PaperStatus | undefined => s.counts.running().paper.find(({ member }) => member === memberNamed(name))?.is;
const yesNo = (s: Scene): readonly number[] => {
  const { tally, counted } = s.counts.running().decided;
  return tally.method === "yes-no-abstain" ? [tally.yes, tally.no, counted] : [];
};

describe("[POLL-11] a vote on paper", () => {
  it("counts like a ballot where two tellers of the motion say the same, and is no ballot", () => {
    const s = scene(five, tellers("ada", "bela"));
    s.ballot("ada", "no");
    sheet(s, "ada", { chen: yes, dora: yes });
    expect([statusOf(s, "chen"), yesNo(s)]).toEqual(["alone", [0, 1, 1]]);
    sheet(s, "bela", { chen: yes, dora: no, emil: null });
    expect([statusOf(s, "chen"), statusOf(s, "dora"), statusOf(s, "emil")]).toEqual(["counted", "differs", "alone"]);
    expect(yesNo(s)).toEqual([1, 1, 2]);
    expect(s.counts.running().counted.map(({ member }) => member)).toEqual([memberNamed("ada")]);
  });

  it("gives way to whatever its member sends, even to nothing but a word that it is not theirs", () => {
    const s = scene(five, tellers("ada", "bela"));
    sheet(s, "ada", { chen: yes, dora: yes });
    sheet(s, "bela", { chen: yes, dora: yes });
    s.ballot("chen", "no");
    s.ballot("dora", null);
    expect([statusOf(s, "chen"), statusOf(s, "dora"), yesNo(s)]).toEqual(["ownBallot", "ownBallot", [0, 1, 1]]);
  });

  it("does not count where any teller says otherwise, or that there was none", () => {
    const s = scene(five, tellers("ada", "bela", "chen"));
    sheet(s, "ada", { dora: yes, emil: null });
    sheet(s, "bela", { dora: yes, emil: null });
    expect([statusOf(s, "dora"), statusOf(s, "emil"), yesNo(s)]).toEqual(["counted", "none", [1, 0, 1]]);
    sheet(s, "chen", { dora: null });
    expect([statusOf(s, "dora"), yesNo(s)]).toEqual(["differs", [0, 0, 0]]);
  });

  it("is what a teller's newest sheet says; two that do not know each other both stand", () => {
    const s = scene(five, tellers("ada", "bela"));
    sheet(s, "ada", { dora: no });
    sheet(s, "ada", { dora: yes });
    sheet(s, "bela", { dora: yes });
    expect(statusOf(s, "dora")).toBe("counted");
    sheet(s, "bela#2", { dora: yes }, [], []);
    expect(statusOf(s, "dora")).toBe("counted");
    sheet(s, "ada#2", { dora: no }, [], []);
    expect(statusOf(s, "dora")).toBe("differs");
    const t = scene(five, tellers("ada", "bela"));
    sheet(t, "ada", { dora: yes });
    sheet(t, "ada#2", { dora: yes }, [], []);
    expect(statusOf(t, "dora")).toBe("alone"); // one teller on two machines is one
  });

  it("does not count from a sheet its teller signed after promising to be done", () => {
    const s = scene(five, tellers("ada", "bela"));
    sheet(s, "ada", { dora: yes });
    s.seal("bela");
    sheet(s, "bela", { dora: yes });
    expect([statusOf(s, "dora"), yesNo(s)]).toEqual(["alone", [0, 0, 0]]);
  });

  it("does not count where it was held back until the machine of whom it is about had promised, and could object no more", () => {
    const s = scene(five, tellers("ada", "bela"));
    const dora = s.seal("dora");
    const held = [sheet(s, "ada", { dora: yes, chen: yes }), sheet(s, "bela", { dora: yes, chen: yes })];
    const close = s.close("ada", [dora, s.seal("ada", held), s.seal("bela", held), s.seal("emil")]);
    expect(s.result(close).paper.map(({ member, is }) => [member, is])).toEqual([[memberNamed("chen"), "counted"]]);
    expect([statusOf(s, "dora"), yesNo(s)]).toEqual([undefined, [1, 0, 1]]);
  });

  it("stands beside the ballots where the motion names no tellers, whoever signs", () => {
    const s = scene(five);
    sheet(s, "dora", { chen: yes });
    sheet(s, "emil", { chen: yes });
    expect([statusOf(s, "chen"), yesNo(s)]).toEqual(["beside", [0, 0, 0]]);
  });

  it("is entered by the motion's tellers alone, of its roll, with choices it has", () => {
    const s = scene(five, tellers("ada", "bela"));
    const written = (who: string, said: Said) => s.faultOf(who, { type: "sheet", motion: s.view.id, lines: linesOf(said) });
    expect(written("chen", { dora: yes })).toBe("NotTeller");
    expect(written("ada", { stranger: yes })).toBe("WrongSheet");
    expect(s.faultOf("ada", { type: "sheet", motion: s.view.id, lines: [{ member: memberNamed("dora"), choice: { method: "approval", approved: [] } }] })).toBe("WrongSheet");
    expect(s.faultOf("stranger", { type: "sheet", motion: s.view.id, lines: [] })).toBe("NotOnRoll");
    const opened = (change: Partial<Motion>) => faultOf(null, scene(five, change).motion);
    expect(opened(tellers("ada", "bela"))).toBeNull();
    for (const wrong of [tellers("ada"), tellers("ada", "stranger"), { ...tellers("ada", "bela"), kind: "repeal" as const, repeals: s.view.id }, { ...tellers("ada", "bela"), method: "approval" as const, options: [{ title: "A", text: "", necessity: "", practicality: "" }], lots: true as const }]) {
      expect(opened(wrong)).toBe("WrongTellers");
    }
  });

  it("is judged from the seals' pasts, and signed with the result; in motions without tellers the result is what it was", () => {
    const closed = (change: Partial<Motion>) => {
      const s = scene(["ada", "bela", "chen"], change);
      s.ballot("ada", "yes");
      const [a, b] = [sheet(s, "ada", { chen: yes }), sheet(s, "bela", { chen: yes })];
      const first = s.result(s.close("ada", [s.seal("ada", [a]), s.seal("bela")]));
      const second = s.result(s.close("chen", s.view.seals.map(({ act }) => act).concat(s.seal("chen", [a, b]) as never)));
      return { first, second };
    };
    const { first, second } = closed(tellers("ada", "bela"));
    expect([first.decided.counted, second.decided.counted, first.hash === second.hash]).toEqual([2, 2, true]);
    const beside = closed({});
    expect([beside.second.decided.counted, beside.second.hash === second.hash]).toEqual([1, false]);
  });

  it("adds up to the same in any order of arrival", () => {
    const s = scene(five, tellers("ada", "bela", "chen"));
    sheet(s, "ada", { dora: yes, emil: no });
    sheet(s, "bela", { dora: yes, emil: no });
    sheet(s, "chen#2", { emil: yes }, [], []);
    sheet(s, "chen", { dora: yes }, [], []);
    s.ballot("emil", "no");
    s.seal("dora");
    const expected = JSON.stringify(s.counts.running().paper);
    const acts = [...s.view.sheets, ...s.view.ballotsOf(memberNamed("emil")), ...s.view.seals].map(({ act }) => act);
    for (let seed = 1; seed <= 20; seed++) {
      const again = new MotionView(s.motion, s.view.memberOf);
      for (const act of new Seeded(seed).shuffled(acts)) again.add(act);
      expect(JSON.stringify(new MotionCounts(again, s.forks).running().paper)).toBe(expected);
    }
  });

  it("leaves an hour to say otherwise: until then the machine of whom it is about does not promise", () => {
    const s = scene(five, tellers("ada", "bela"));
    sheet(s, "ada", { dora: yes });
    sheet(s, "bela", { dora: yes });
    const after = s.motion.record.deadline + 1;
    const hour = 3_600_000;
    const mine = s.counts.running().paper[0]!;
    const heard = notice(nothingNoticed, s.view, after, mine);
    expect(nextStep(s.counts, memberNamed("dora"), heard, after, usualTimers)).toEqual({ do: "wait", until: after + hour });
    expect(nextStep(s.counts, memberNamed("dora"), notice(heard, s.view, after + hour, mine), after + hour, usualTimers)).toEqual({ do: "seal" });
    const changed = notice(heard, s.view, after + hour, { ...mine, choice: no });
    expect(nextStep(s.counts, memberNamed("dora"), changed, after + hour, usualTimers)).toEqual({ do: "wait", until: after + 2 * hour });
    expect(nextStep(s.counts, memberNamed("dora"), changed, s.motion.record.deadline + 24 * hour, usualTimers)).toEqual({ do: "seal" });
    // Of Emil tellers may have said something that has not come yet.
    expect(nextStep(s.counts, memberNamed("emil"), notice(nothingNoticed, s.view, after), after, usualTimers)).toEqual({ do: "wait", until: s.motion.record.deadline + hour });
    s.ballot("emil", null);
    expect(nextStep(s.counts, memberNamed("emil"), notice(nothingNoticed, s.view, after), after, usualTimers)).toEqual({ do: "seal" });
  });
});
