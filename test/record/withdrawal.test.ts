/** [POLL-13] Taking back, [POLL-14] ending a decision, and [POLL-9] what a record shows of both, to two verifiers. */
import { beforeAll, describe, expect, it } from "vitest";
import type { MotionId } from "../../shared/base/ids.ts";
import { kinds } from "../../shared/log/kind.ts";
import { encodePollRecord, motionTextHash, type Motion } from "../../shared/poll/records.ts";
import { motionState } from "../../shared/record/motion-state.ts";
import { verifyRecord } from "../../shared/record/verify.ts";
import { ready } from "../../verifier/sodium.ts";
import { verify } from "../../verifier/verify.ts";
import { everyoneHears, street, type Machine } from "../sim/machine.ts";
import { Seeded } from "../sim/seeded.ts";
import { chance, recordOf, settle, takeStep } from "./histories.ts";

beforeAll(() => ready);

const withdraw = (m: Machine, motion: MotionId) => m.group.author(kinds.withdrawal, () => encodePollRecord({ type: "withdrawal", motion }));
const stateOf = (m: Machine, motion: MotionId): string => motionState(m.motion(motion), 2 ** 45, (id) => ({ id, name: id, me: false })).is;
const words = { title: "Shall we?", situation: "The hall is closed.", options: [] };
const repealing = (repeals: MotionId, over: Partial<Motion> = {}): Partial<Motion> => ({ kind: "repeal", repeals, situation: words.situation, textHash: motionTextHash(words), ...over });

/** Both say the same of it, and it is whole. */
function both(m: Machine, motion: MotionId) {
  const record = recordOf(m, motion);
  const [ours, theirs] = [verifyRecord(record, m.group.group), verify(record, m.group.group)];
  expect(JSON.parse(JSON.stringify({ ...theirs, attesters: [], gone: undefined }))).toEqual(JSON.parse(JSON.stringify({ ...ours, attesters: [] })));
  expect(ours.problems).toEqual([]);
  return ours;
}

async function three(): Promise<[Machine, Machine, Machine]> {
  return (await street(chance(2), "Ada", "Bela", "Chen")) as [Machine, Machine, Machine];
}

describe("[POLL-13] a motion is taken back", () => {
  it("by its mover alone, before it is certified, and nobody helps to certify it then", async () => {
    const all = await three();
    const [ada, bela] = all;
    const motion = await ada.openMotion();
    await everyoneHears(all);
    const strange = await withdraw(bela, motion);
    expect(bela.group.fold.voids.get(strange.id)).toBe("NotMover");
    await bela.vote(motion, { method: "yes-no-abstain", vote: "yes" });
    await withdraw(ada, motion);
    await everyoneHears(all);
    for (const m of all) {
      expect(stateOf(m, motion)).toBe("withdrawn");
      expect(await takeStep(m, motion)).toBe("wait");
    }
    expect(both(bela, motion).state).toMatchObject({ is: "withdrawn", by: { name: "Ada" } });
  });

  it("too late where its own past shows the certificate; where it does not, the certificate wins all the same", async () => {
    const all = await three();
    const [ada, bela, chen] = all;
    const motion = await ada.openMotion();
    await everyoneHears(all);
    for (const m of all) await m.vote(motion, { method: "yes-no-abstain", vote: "yes" });
    for (const m of all) await m.seal(motion);
    await everyoneHears(all);
    await bela.close(motion);
    await ada.hear(bela);
    await ada.attest(motion);
    const concurrent = await withdraw(ada, motion); // has its own attestation in its past, and no certificate
    expect(ada.group.fold.voids.has(concurrent.id)).toBe(false);
    expect(stateOf(ada, motion)).toBe("withdrawn");
    await chen.hear(bela);
    await bela.attest(motion);
    await chen.attest(motion);
    await everyoneHears(all);
    for (const m of all) expect(stateOf(m, motion)).toBe("certified");
    const late = await withdraw(ada, motion);
    expect(ada.group.fold.voids.get(late.id)).toBe("DecidedBefore");
    expect(both(chen, motion).state).toMatchObject({ is: "certified", by: 3 });
  });

  it("[MEM-2] ends alike on every machine, whatever is heard when, and never both certified and taken back", async () => {
    const seen = new Set<string>();
    for (let seed = 1; seed <= 12; seed++) {
      const random = new Seeded(seed);
      const all = await street(chance(seed), "Ada", "Bela", "Chen", "Dora");
      const motion = await all[0]!.openMotion();
      await everyoneHears(all);
      for (let step = 0; step < 40; step++) {
        const m = random.pick(all);
        if (m === all[0] && random.chance(0.12)) await withdraw(m, motion);
        else if (random.chance(0.5)) await m.hear(random.pick(all));
        else await takeStep(m, motion);
      }
      await everyoneHears(all);
      for (let round = 0; round < 3; round++) {
        for (const m of random.shuffled(all)) await takeStep(m, motion);
        await everyoneHears(all);
      }
      const states = new Set(all.map((m) => stateOf(m, motion)));
      expect(states.size, `seed ${seed}`).toBe(1);
      expect(new Set(all.map((m) => JSON.stringify(m.group.fold.assembly.state()))).size, `seed ${seed}`).toBe(1);
      for (const state of states) seen.add(state);
    }
    expect([...seen].sort()).toEqual(["certified", "withdrawn"]);
  }, 60_000);

  it("not where it says who votes", async () => {
    const [ada] = await three();
    const founding = [...ada.group.fold.assembly.motions.keys()][0]!;
    const entry = await withdraw(ada, founding);
    expect(ada.group.fold.voids.get(entry.id)).toBe("NotWithdrawable");
  });
});

describe("[POLL-14] a decision is ended", () => {
  it("by a certified motion that names it, once, and by no less than made it", async () => {
    const all = await three();
    const [ada, bela] = all;
    const decision = await ada.openMotion({ threshold: { numerator: 2, denominator: 3, strict: false } });
    await everyoneHears(all);
    const early = await bela.openMotion(repealing(decision));
    expect(bela.group.fold.voids.get(early)).toBe("NothingToRepeal");
    for (const m of all) await m.vote(decision, { method: "yes-no-abstain", vote: "yes" });
    await everyoneHears(all);
    await settle(all, decision);
    const cheap = await bela.openMotion(repealing(decision));
    expect(bela.group.fold.voids.get(cheap)).toBe("BelowDecision");
    const threshold = { numerator: 2, denominator: 3, strict: false };
    const repeal = await bela.openMotion(repealing(decision, { threshold }));
    expect(bela.group.fold.voids.get(repeal)).toBeUndefined();
    await everyoneHears(all);
    expect(ada.group.fold.assembly.repealOf(ada.motion(decision).view)).toBeNull();
    for (const m of all) await m.vote(repeal, { method: "yes-no-abstain", vote: "yes" });
    await everyoneHears(all);
    await settle(all, repeal);
    for (const m of all) expect(m.group.fold.assembly.repealOf(m.motion(decision).view)?.id).toBe(repeal);
    expect(both(ada, repeal)).toMatchObject({ valid: true, motion: { kind: "repeal" }, result: { outcome: { is: "adopted" } } });
    const again = await ada.openMotion(repealing(decision, { threshold }));
    expect(ada.group.fold.voids.get(again)).toBe("NothingToRepeal");
  });

  it("but not where it bound nobody", async () => {
    const all = await three();
    const advice = await all[0].openMotion({ advice: true });
    await everyoneHears(all);
    for (const m of all) await m.vote(advice, { method: "yes-no-abstain", vote: "yes" });
    await everyoneHears(all);
    await settle(all, advice);
    const motion = await all[1].openMotion(repealing(advice));
    expect(all[1].group.fold.voids.get(motion)).toBe("NothingToRepeal");
  });
});
