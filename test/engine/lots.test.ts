/** [POLL-15] Lots from numbers that voters throw in: on real machines, and in records that two verifiers judge. */
import { beforeAll, describe, expect, it } from "vitest";
import type { MotionId } from "../../shared/base/ids.ts";
import { kinds } from "../../shared/log/kind.ts";
import { encodePollRecord, motionTextHash, type Motion } from "../../shared/poll/records.ts";
import { drawView, shownCount } from "../../shared/record/motion-state.ts";
import type { Choice } from "../../shared/tally/choice.ts";
import { ready } from "../../verifier/sodium.ts";
import { Seeded } from "../sim/seeded.ts";
import { everyoneHears, street, type Machine } from "../sim/machine.ts";
import { chance, recordOf, settle } from "../record/histories.ts";
import { agree } from "../record/side-by-side.ts";

beforeAll(() => ready);

const option = (title: string) => ({ title, text: "", necessity: "", practicality: "" });
const three = ["Library", "Yard", "Kitchen"].map(option);
const yes: Choice = { method: "lots", vote: "yes" };
const approve = (...approved: number[]): Choice => ({ method: "approval", approved });
const ref = (id: string) => ({ id, name: id, me: false });

/** Everybody votes in turn, and the count is certified. */
async function decided(all: readonly Machine[], over: Partial<Motion>, choices: readonly (Choice | null)[]): Promise<MotionId> {
  const { options = three } = over;
  const motion = await all[0]!.openMotion({ options, base: "present", lots: true, textHash: motionTextHash({ title: "Shall we?", situation: "", options }), ...over });
  expect(all[0]!.group.fold.voids.get(motion)).toBeUndefined();
  await everyoneHears(all);
  for (const [i, choice] of choices.entries()) await all[i]!.vote(motion, choice);
  await everyoneHears(all);
  await settle(all, motion);
  return motion;
}

const draw = (m: Machine, motion: MotionId) => drawView(m.motion(motion), ref);
const outcome = (m: Machine, motion: MotionId) => shownCount(m.motion(motion)).decided.outcome;
const show = (m: Machine, motion: MotionId, value: Uint8Array) => m.group.author(kinds.seed, () => encodePollRecord({ type: "seed", motion, value }));

describe("[POLL-15] a lot", () => {
  it("falls alike on every machine, in whatever order the numbers come, and its record shows it to two verifiers", async () => {
    const all = await street(chance(7), "Ada", "Bela", "Chen", "Dora");
    const motion = await decided(all, { method: "lots", seats: 2 }, [yes, yes, yes, { method: "lots", vote: "abstain" }]);
    for (const m of all) expect([outcome(m, motion), draw(m, motion)?.seed]).toEqual([{ is: "tied", options: [0, 1, 2] }, null]);
    expect(agree(recordOf(all[0]!, motion), "before").draw?.thrown.every(({ value }) => value === null)).toBe(true);

    await Promise.all(all.map((m) => m.showNumbers())); // nobody has heard anybody's
    const random = new Seeded(7);
    for (const m of all) for (const other of random.shuffled(all.filter((one) => one !== m))) await m.hear(other);
    const [first, ...others] = all.map((m) => ({ outcome: outcome(m, motion), draw: draw(m, motion) }));
    expect(first!.outcome).toMatchObject({ is: "elected", options: { length: 2 } });
    expect(first!.draw).toMatchObject({ seed: expect.stringMatching(/^[0-9a-f]{64}$/u) as string, lots: [{ option: null, taken: 2, order: { length: 3 } }] });
    for (const one of others) expect(one).toEqual(first);
    const report = agree(recordOf(all[1]!, motion), "after");
    expect([report.valid, report.result?.outcome, report.draw?.seed]).toEqual([true, first!.outcome, first!.draw!.seed]);
  });

  it("falls on nothing when the members vote it down", async () => {
    const all = await street(chance(8), "Ada", "Bela", "Chen");
    const motion = await decided(all, { method: "lots", seats: 1 }, [yes, { method: "lots", vote: "no" }, { method: "lots", vote: "no" }]);
    for (const m of all) await m.showNumbers();
    expect([outcome(all[0]!, motion), draw(all[0]!, motion), all[0]!.motion(motion).view.seeds.length]).toEqual([{ is: "rejected" }, null, 0]);
  });

  it("settles a tie where the motion named it, and what it chose can be repealed like any decision", async () => {
    const all = await street(chance(9), "Ada", "Bela", "Chen");
    const motion = await decided(all, { method: "approval" }, [approve(0, 1), approve(0, 1), approve(0, 1, 2)]);
    expect(all[0]!.group.fold.assembly.isRepealable(all[0]!.motion(motion).view)).toBe(false);
    for (const m of all) await m.showNumbers();
    await everyoneHears(all);
    const won = outcome(all[0]!, motion);
    expect(won).toMatchObject({ is: "adopted" });
    expect(draw(all[0]!, motion)?.lots[0]?.order.map(({ item }) => item).sort()).toEqual([0, 1]);
    const words = { title: "Shall we?", situation: "", options: [] };
    const repeal = await all[1]!.openMotion({ kind: "repeal", repeals: motion, base: "present", textHash: motionTextHash(words) });
    expect(all[1]!.group.fold.voids.get(repeal)).toBeUndefined();
    await everyoneHears(all);
    for (const m of all) await m.vote(repeal, { method: "yes-no-abstain", vote: "yes" });
    await settle(all, repeal);
    expect(all[2]!.group.fold.assembly.repealOf(all[2]!.motion(motion).view)?.id).toBe(repeal);
    expect(agree(recordOf(all[0]!, repeal), "repeal").valid).toBe(true);
  });

  it("says who has the places of an overfull sign-up, one lot for each", async () => {
    const all = await street(chance(10), "Ada", "Bela", "Chen", "Dora");
    const options = [{ ...option("Kitchen"), places: 2 }, { ...option("Door"), places: 1 }, { ...option("Stage"), places: 4 }];
    const take = (...taken: number[]): Choice => ({ method: "sign-up", taken });
    const motion = await decided(all, { method: "sign-up", options }, [take(0, 1), take(0, 1), take(0, 2), take(2)]);
    expect(outcome(all[0]!, motion)).toEqual({ is: "tied", options: [0, 1] });
    for (const m of all) await m.showNumbers();
    await everyoneHears(all);
    const { draw: drawn, result } = agree(recordOf(all[3]!, motion), "places");
    expect(result?.outcome).toEqual({ is: "adopted", option: null });
    expect(drawn?.lots.map(({ option: of, taken, order }) => [of, taken, order.length])).toEqual([[0, 2, 3], [1, 1, 2]]); // prettier-ignore
  });
});

describe("[POLL-15] against who cheats", () => {
  it("one who withholds keeps the lot from falling, is named, and chooses nothing", async () => {
    const all = await street(chance(11), "Ada", "Bela", "Chen");
    const [ada, bela, chen] = all as [Machine, Machine, Machine];
    const motion = await decided(all, { method: "lots", seats: 1 }, [yes, yes, yes]);
    for (const m of [ada, bela]) await m.showNumbers();
    await everyoneHears(all);
    expect(draw(chen, motion)?.thrown.filter(({ value }) => value === null).map(({ member }) => member.id)).toEqual([chen.group.me]);
    expect(outcome(ada, motion)).toMatchObject({ is: "tied" });
    const other = await show(chen, motion, new Uint8Array(32).fill(9));
    expect(chen.group.fold.voids.get(other.id)).toBe("NotThrownIn");
    const copied = await show(chen, motion, ada.motion(motion).view.seeds.find(({ member }) => member === ada.group.me)!.act.record.value);
    expect(chen.group.fold.voids.get(copied.id)).toBe("NotThrownIn");
    await everyoneHears(all);
    expect(draw(ada, motion)?.seed).toBeNull();
    await chen.showNumbers();
    await everyoneHears(all);
    const again = await show(chen, motion, chen.motion(motion).view.seeds.find(({ member }) => member === chen.group.me)!.act.record.value);
    expect(chen.group.fold.voids.get(again.id)).toBe("ShownBefore");
    expect(outcome(ada, motion)).toMatchObject({ is: "elected" });
  });

  it("[decision 097] drawn again without the one who withholds, the first lot never falls, whatever is shown later; anybody else cannot be left out", async () => {
    const all = await street(chance(13), "Ada", "Bela", "Chen", "Dora");
    const [ada, bela, chen, dora] = all as [Machine, Machine, Machine, Machine];
    const first = await decided(all, { method: "lots", seats: 1 }, [yes, yes, yes, yes]);
    for (const m of [ada, bela, chen]) await m.showNumbers();
    await everyoneHears(all);
    const again = (without: readonly Machine[], over: Partial<Motion> = {}): Partial<Motion> => ({ method: "lots", seats: 1, redraws: { motion: first, without: without.map((m) => m.group.me).sort() }, ...over });
    const open = (over: Partial<Motion>) => ada.openMotion({ options: three, base: "present", lots: true, textHash: motionTextHash({ title: "Shall we?", situation: "", options: three }), ...over });
    const fault = async (over: Partial<Motion>) => ada.group.fold.voids.get(await open(over));
    expect([await fault(again([bela])), await fault(again([dora], { redraws: { motion: "ab".repeat(32) as MotionId, without: [dora.group.me] } })), await fault(again([chen, dora])), await fault(again([]))]).toEqual(["NothingToRedraw", "NothingToRedraw", "WrongLots", "WrongLots"]);
    const second = await decided(all, again([dora]), [yes, yes, yes, yes]);
    expect(dora.motion(second).view.ballotsOf(dora.group.me)[0]!.act.record.commitment).toBeUndefined();
    for (const m of all) await m.showNumbers(); // Dora's of the first lot too, when it suits her
    await everyoneHears(all);
    for (const m of all) expect([draw(m, first)?.seed, outcome(m, first).is, outcome(m, second).is]).toEqual([null, "tied", "elected"]);
    expect(draw(ada, second)?.thrown.map(({ member }) => member.id)).toEqual([ada, bela, chen].map((m) => m.group.me).sort());
    const report = agree(recordOf(ada, second), "drawn again");
    expect([report.problems, report.draw?.seed]).toEqual([[], draw(ada, second)!.seed]);
    const past = agree(recordOf(dora, first), "the first");
    expect([past.problems, past.draw?.thrown.filter(({ value }) => value === null), past.draw?.seed]).toEqual([[], [], null]);
    expect(await fault(again([dora]))).toBe("NothingToRedraw");
  });

  it("no number is shown, and none counts, before the certificate; ballots keep to what the motion named", async () => {
    const all = await street(chance(12), "Ada", "Bela", "Chen");
    const [ada, bela] = all as [Machine, Machine, Machine];
    const motion = await ada.openMotion({ method: "lots", options: three, seats: 1, lots: true, textHash: motionTextHash({ title: "Shall we?", situation: "", options: three }) });
    const plain = await ada.openMotion();
    await everyoneHears(all);
    await ada.vote(motion, yes);
    await ada.showNumbers();
    expect(ada.motion(motion).view.seeds).toEqual([]);
    const early = await show(ada, motion, new Uint8Array(32));
    expect(ada.group.fold.voids.get(early.id)).toBe("NothingToDraw");
    const ballot = (of: MotionId, choice: Choice, more: object) => bela.group.author(kinds.ballot, () => encodePollRecord({ type: "ballot", motion: of, replaces: [], choice, ...more }));
    for (const wrong of [await ballot(motion, yes, {}), await ballot(plain, { method: "yes-no-abstain", vote: "yes" }, { commitment: new Uint8Array(32) })]) expect(bela.group.fold.voids.get(wrong.id)).toBe("WrongCommitment");
    for (const over of [{ lots: true }, { method: "lots", options: three, seats: 1 }] as const) {
      const words = { title: "Shall we?", situation: "", options: "options" in over ? over.options : [] };
      const bad = await ada.openMotion({ ...over, textHash: motionTextHash(words) });
      expect(ada.group.fold.voids.get(bad)).toBe("WrongLots");
    }
  });
});
