import { describe, expect, it } from "vitest";
import { makeEntry } from "../../shared/log/entry.ts";
import { kinds } from "../../shared/log/kind.ts";
import { encodePollRecord, motionTextHash } from "../../shared/poll/records.ts";
import type { Choice } from "../../shared/tally/choice.ts";
import { verifyRecord } from "../../shared/record/verify.ts";
import { everyoneHears, street, type Machine } from "../sim/machine.ts";
import { attestClose, chance, fileOf, founding, recordOf, settle, takeStep, verified } from "./histories.ts";

type Four = [Machine, Machine, Machine, Machine];
const option = (title: string) => ({ title, text: "", necessity: "", practicality: "" });
const say = (vote: "yes" | "no" | "abstain"): Choice => ({ method: "yes-no-abstain", vote });

describe("[POLL-9] a record made by one machine and checked by another", () => {
  const methods: readonly [Choice["method"], readonly Choice[], object][] = [
    ["yes-no-abstain", [say("yes"), say("no"), say("yes")], { is: "adopted", option: null }],
    ["approval", [{ method: "approval", approved: [0] }, { method: "approval", approved: [0, 1] }, { method: "approval", approved: [] }], { is: "adopted", option: 0 }],
    ["schulze", [{ method: "schulze", ranks: [[1], [0]] }, { method: "schulze", ranks: [[0, 1], [-1]] }, { method: "schulze", ranks: [[-1], [1]] }], { is: "adopted", option: 1 }],
    ["consensus", [{ method: "consensus", position: "agree" }, { method: "consensus", position: "standAside" }, { method: "consensus", position: "agree" }], { is: "adopted", option: null }],
    ["score", [{ method: "score", scores: [1, 5] }, { method: "score", scores: [4, 4] }, { method: "score", scores: [0, 3] }], { is: "adopted", option: 1 }],
    ["dots", [{ method: "dots", dots: [3, 0] }, { method: "dots", dots: [1, 2] }, { method: "dots", dots: [0, 1] }], { is: "adopted", option: 0 }],
    ["time-poll", [{ method: "time-poll", answers: ["yes", "ifNeedBe"] }, { method: "time-poll", answers: ["no", "yes"] }, { method: "time-poll", answers: ["ifNeedBe", "no"] }], { is: "tied", options: [0, 1] }],
    ["sign-up", [{ method: "sign-up", taken: [0] }, { method: "sign-up", taken: [0, 1] }, { method: "sign-up", taken: [] }], { is: "tied", options: [0] }],
    ["irv", [{ method: "irv", ranks: [[1], [0]] }, { method: "irv", ranks: [[0], [-1]] }, { method: "irv", ranks: [[-1], [1]] }], { is: "tied", options: [0, 1, 2] }],
    ["stv-scottish", [{ method: "stv-scottish", ranks: [[1], [0]] }, { method: "stv-scottish", ranks: [[1]] }, { method: "stv-scottish", ranks: [[0]] }], { is: "elected", options: [1, 0] }],
    ["stv-meek", [{ method: "stv-meek", ranks: [[1], [0]] }, { method: "stv-meek", ranks: [[1], [0]] }, { method: "stv-meek", ranks: [[1], [-1]] }], { is: "elected", options: [1, 0] }],
  ];

  it.each(methods)("%s: gives the count, the roll call and who attested", async (method, choices, outcome) => {
    const all = await street(chance(2), "Ada", "Bela", "Cyn");
    const [ada, bela] = all as [Machine, Machine, Machine];
    const options = method === "yes-no-abstain" || method === "consensus" ? [] : [option("Pay"), option("Strike")].map((one) => ({ ...one, ...(method === "sign-up" && { places: 1 }) }));
    const motion = await ada.openMotion({ method, options, ...(method.startsWith("stv") && { seats: 2 }), ...(method === "dots" && { dots: 3 }), textHash: motionTextHash({ title: "Shall we?", situation: "", options }) });
    await everyoneHears(all);
    for (const [i, m] of all.entries()) await m.vote(motion, choices[i]!);
    await everyoneHears(all);
    await settle(all, motion);

    const report = verified(bela, motion);
    expect(report.problems).toEqual([]);
    expect(report).toMatchObject({ valid: true, groupChecked: "given", state: { is: "certified", by: 3, round: 1 }, motion: { mover: "Ada", title: "Shall we?" } });
    expect(report.result).toEqual(bela.motion(motion).counts.running().decided);
    expect(report.result?.outcome).toEqual(outcome);
    expect(report.rollCall.map((row) => [row.member.name, row.choice, row.status]).sort()).toEqual(all.map((m, i) => [m.name, choices[i], "counted"]).sort());
    expect(report.attesters.map((a) => a.name).sort()).toEqual(["Ada", "Bela", "Cyn"]);
    expect(report.attesters.every((a) => a.agrees)).toBe(true);
    expect(report.unseen).toEqual(["RestOfLog", "LaterEntries"]);
    expect(recordOf(ada, motion)).toEqual(recordOf(bela, motion));
  });

  it("opens membership, this motion and the motions that named its voters, and nothing else", async () => {
    const all = await street(chance(3), "Ada", "Bela");
    const [ada, bela] = all as [Machine, Machine];
    await ada.invite();
    const other = await ada.openMotion();
    await ada.vote(other, say("no"));
    await everyoneHears(all);
    const motion = await bela.openMotion({ title: "Shall we?" });
    await everyoneHears(all);
    for (const m of all) await m.vote(motion, say("yes"));
    await everyoneHears(all);
    await settle(all, motion);
    const closed = fileOf(recordOf(ada, motion)).entries.filter((entry) => entry.key === null).length;
    expect(closed).toBe(4); // the rotation, an invite that is still open, the other motion and its ballot
    expect(verified(bela, motion)).toMatchObject({ valid: true });
  });

  it("is valid before anybody attested, and says that nothing is decided", async () => {
    const { ada, motion } = await founding();
    const [first, second] = [verifyRecord(recordOf(ada, motion), null), await ada.openMotion()];
    expect(first).toMatchObject({ valid: true, groupChecked: "stated", state: { is: "certified", by: 1 } });
    expect(first.unseen).toContain("GroupUnchecked");
    expect(verified(ada, second)).toMatchObject({ valid: true, problems: [], state: { is: "closing" } });
  });
});

describe("[POLL-9] records of polls in which somebody cheated", () => {
  it("[LOG-7, POLL-4] a fork: shown, not counted, and its other branches named as unseen", async () => {
    const all = await street(chance(4), "Ada", "Bela", "Chen", "Dora");
    const [ada, bela, chen, dora] = all as Four;
    const motion = await ada.openMotion();
    await everyoneHears(all);
    const copy = await bela.clone();
    await bela.vote(motion, say("yes"));
    await copy.vote(motion, say("no"));
    await everyoneHears([...all, copy]);
    for (const m of [ada, chen, dora]) await m.vote(motion, say("yes"));
    await everyoneHears(all);
    await settle([ada, chen, dora], motion);

    const report = verified(dora, motion);
    expect(report.problems).toEqual([]);
    expect(report).toMatchObject({ valid: true, state: { is: "certified", by: 3 }, result: { tally: { yes: 3, no: 0 } } });
    expect(report.rollCall.find((row) => row.member.name === "Bela")).toMatchObject({ status: "forked", conflicting: [{}, {}] });
    expect(report.unseen).toContain("OtherBranches");
  });

  /** COUNTEREXAMPLES B1: Ada closes without Dora's ballot, Dora without Ada's seal. */
  async function split(seed: number) {
    const all = await street(chance(seed), "Ada", "Bela", "Chen", "Dora");
    const [ada, bela, chen, dora] = all as Four;
    const motion = await ada.openMotion();
    await everyoneHears(all);
    for (const m of [ada, bela, chen]) await m.vote(motion, say("yes"));
    await dora.vote(motion, say("no"));
    await ada.hear(bela, chen);
    await ada.seal(motion);
    await bela.seal(motion);
    await chen.seal(motion);
    await ada.hear(bela, chen);
    await ada.close(motion);
    await dora.hear(bela, chen);
    await dora.seal(motion);
    await dora.close(motion);
    return { all: all as Four, motion };
  }

  it("[POLL-6] B1: two results in round 1, one in round 2", async () => {
    const { all, motion } = await split(5);
    const [ada, bela, chen, dora] = all;
    await bela.hear(ada);
    await chen.hear(dora);
    for (const m of all) expect(await takeStep(m, motion)).toBe("attest");
    await everyoneHears(all);
    expect(verified(ada, motion)).toMatchObject({ valid: true, state: { is: "counted", by: 2 } });
    for (const m of all) expect(await takeStep(m, motion)).toBe("attest");
    await everyoneHears(all);
    for (const m of all) expect(m.motion(motion).view.rounds).toEqual([2, 1]);
    const report = verified(bela, motion);
    expect(report.problems).toEqual([]);
    expect(report).toMatchObject({ valid: true, state: { is: "certified", round: 2, by: 4 } });
    expect(report.attesters.filter((a) => a.round === 1 && !a.agrees)).toHaveLength(2);
  });

  it("[POLL-5] B6: a double attester is exposed and still counts", async () => {
    const { all, motion } = await split(6);
    const [ada, bela, chen, dora] = all;
    await everyoneHears(all);
    const copy = await dora.clone();
    const closeBy = (m: Machine, author: Machine) => m.motion(motion).view.closes.find((close) => close.member === author.group.me)!;
    await attestClose(ada, motion, closeBy(ada, ada));
    await attestClose(bela, motion, closeBy(bela, ada));
    await attestClose(chen, motion, closeBy(chen, dora));
    await attestClose(dora, motion, closeBy(dora, dora));
    await attestClose(copy, motion, closeBy(copy, ada));
    await everyoneHears([...all, copy]);
    const report = verified(chen, motion);
    expect(report.problems).toEqual([]);
    expect(report).toMatchObject({ valid: true, state: { is: "certified", round: 1, by: 3 } });
    expect(report.attesters.filter((a) => a.name === "Dora").map((a) => a.agrees).sort()).toEqual([false, true]);
  });

  it("an entry written before its author was admitted does not make the record unreadable", async () => {
    const all = await street(chance(7), "Ada", "Bela");
    const [ada, bela] = all as [Machine, Machine];
    const genesis = ada.group.log.acts[0]!;
    const own = [...bela.group.log.placed()].filter((e) => e.decoded.device === bela.group.own.device);
    const { kid, key } = bela.group.epochKeys()[0]!;
    const [first] = ada.group.fold.assembly.motions.keys();
    const early = makeEntry(
      { group: ada.group.group, device: bela.group.own.device, seq: own.length, prev: null, deps: [genesis.id], gov: [genesis.id], lamport: genesis.decoded.lamport + 1, kind: kinds.ballot, kid, time: 0 },
      encodePollRecord({ type: "ballot", motion: first!, replaces: [], choice: say("yes") }),
      key.reveal(),
      bela.group.keys.device,
      chance(8),
    );
    await ada.group.receive([early], bela.group.own.device);
    const motion = await ada.openMotion();
    expect(ada.motion(motion).view.motion.past.has(ada.group.log.get(early.id)!.act!)).toBe(true);
    expect(verified(ada, motion)).toMatchObject({ valid: true, problems: [] });
  });
});
