/** [POLL-9, LAW-1…4] Records of decisions by bylaws that were changed, as both verifiers see them. */
import { beforeAll, describe, expect, it } from "vitest";
import { openMotion, rollNow } from "../../shared/client/opening.ts";
import type { MotionId } from "../../shared/base/ids.ts";
import { sponsorCodec } from "../../shared/governance/records.ts";
import { kinds } from "../../shared/log/kind.ts";
import { bylawsOf, measureFor, type Bylaws } from "../../shared/poll/bylaws.ts";
import type { MotionKind } from "../../shared/poll/motion-kind.ts";
import { motionTextHash, type Motion } from "../../shared/poll/records.ts";
import { verifyRecord } from "../../shared/record/verify.ts";
import { ready } from "../../verifier/sodium.ts";
import { verify } from "../../verifier/verify.ts";
import { closedStreet, everyoneHears, foundedAs, Machine, still, street } from "../sim/machine.ts";
import { altered, chance, recordOf, settle } from "./histories.ts";

beforeAll(() => ready);

const unanimous = { quorum: { numerator: 1, denominator: 1, strict: false }, threshold: { numerator: 1, denominator: 1, strict: false }, base: "all" } as const;

function measured(m: Machine, kind: MotionKind, more: Partial<Motion>): Promise<MotionId> {
  const words = { title: "Shall we?", situation: "", options: [] };
  const { quorum, threshold, base } = measureFor(m.group.fold.assembly.bylaws().bylaws, kind);
  return openMotion(m.group, () => ({ ...words, kind, names: [], method: "yes-no-abstain", roll: rollNow(m.group), quorum, threshold, base, deadline: still.now() + 1000, secrecy: "open", implementer: m.group.me, reportBy: null, thread: null, textHash: motionTextHash(words), ...more }));
}

async function carried(machines: readonly Machine[], motion: MotionId): Promise<MotionId> {
  await everyoneHears(machines);
  const voters = machines.filter((m) => m.motion(motion).view.roll.has(m.group.me));
  for (const m of voters) await m.vote(motion, { method: "yes-no-abstain", vote: "yes" });
  await everyoneHears(machines);
  await settle(voters, motion);
  await everyoneHears(machines);
  return motion;
}

const changed = (machines: readonly Machine[], bylaws: Bylaws): Promise<MotionId> => {
  const m = machines[0]!;
  return measured(m, "bylaws", { change: { bylaws, replaces: m.group.fold.assembly.bylaws().since?.id ?? null } }).then((motion) => carried(machines, motion));
};

/** What both say of a record, which is the same. */
function both(record: Uint8Array) {
  const ours = verifyRecord(record, null);
  const theirs = verify(record, null);
  expect(theirs.problems).toEqual(ours.problems);
  expect([theirs.valid, theirs.state, theirs.result]).toEqual(JSON.parse(JSON.stringify([ours.valid, ours.state, ours.result])));
  return ours;
}

describe("a record", () => {
  it("[KEY-4] is the same of a newcomer who is not to read what was written before, and both read its bylaws", async () => {
    const random = chance(90);
    const machines = await closedStreet(random, "Ada", "Bela");
    const motion = await carried(machines, await measured(machines[0]!, "ordinary", {}));
    const cyn = await Machine.join("Cyn", machines[1]!, random);
    await everyoneHears([...machines, cyn]);
    const opened = await changed(machines, { ...bylawsOf.assembly, history: "all" });
    await everyoneHears([...machines, cyn]);
    for (const one of [motion, opened]) {
      const of = [machines[0]!, cyn].map((m) => both(recordOf(m, one)));
      expect(of.map(({ valid, state }) => [valid, state?.is])).toEqual([[true, "certified"], [true, "certified"]]); // prettier-ignore
    }
  });

  it("of a change, and of a decision by what it brought, checks; without the change the decision breaks the rules of before", async () => {
    const all = await street(chance(1), "Ada", "Bela", "Cyn");
    const [ada] = all as [Machine, ...Machine[]];
    const change = await changed(all, { ...bylawsOf.assembly, ...unanimous, changing: bylawsOf.coop.changing });
    expect(both(recordOf(ada, change))).toMatchObject({ valid: true, state: { is: "certified" } });
    const next = await carried(all, await measured(ada, "ordinary", {}));
    expect(both(recordOf(ada, next))).toMatchObject({ valid: true, state: { is: "certified" } });
    const again = await changed(all, bylawsOf.union);
    const record = recordOf(ada, again);
    expect(both(record)).toMatchObject({ valid: true, state: { is: "certified" } });
    const id = ada.group.log.get(change)!;
    const closed = altered(record, ({ entries }) => ({ entries: entries.map((one) => (one.header.join() === id.header.join() ? { ...one, payload: null, key: null } : one)) }));
    expect(both(closed)).toMatchObject({ valid: false, problems: [{ kind: "BadEntry", reason: "BelowBylaws" }] });
  });

  it("shows a motion below the bylaws of its past, or one that replaces others, as without effect", async () => {
    const all = await street(chance(2), "Ada", "Bela");
    const [ada] = all as [Machine, ...Machine[]];
    const before = await measured(ada, "ordinary", {});
    await changed(all, { ...bylawsOf.assembly, ...unanimous });
    const { quorum, threshold, base } = bylawsOf.assembly;
    const low = await measured(ada, "ordinary", { quorum, threshold, base });
    expect(ada.group.fold.voids.get(low)).toBe("BelowBylaws");
    const stale = await measured(ada, "bylaws", { change: { bylaws: bylawsOf.coop, replaces: null } });
    expect(ada.group.fold.voids.get(stale)).toBe("BylawsMoved");
    expect(both(recordOf(ada, await carried(all, before)))).toMatchObject({ valid: true, state: { is: "certified" } }); // opened before, by the old rules
  });

  it("of a group that asks for sponsors opens who stood for whom", async () => {
    const all = await foundedAs("union", chance(3), "Ada", "Bela");
    const [ada, bela] = all as [Machine, Machine];
    const cyn = await Machine.join("Cyn", ada, chance(4));
    const three = [...all, cyn];
    await everyoneHears(three);
    const early = await measured(ada, "naming", { names: [cyn.group.me], title: "", textHash: motionTextHash({ title: "", situation: "", options: [] }) });
    expect(ada.group.fold.voids.get(early)).toBe("NamesWaiting");
    for (const m of [ada, bela]) await m.group.author(kinds.sponsor, () => sponsorCodec.encode({ member: cyn.group.me }));
    await everyoneHears(three);
    const naming = await carried(three, await measured(ada, "naming", { names: [cyn.group.me], title: "", textHash: motionTextHash({ title: "", situation: "", options: [] }) }));
    const next = await carried(three, await measured(cyn, "ordinary", {}));
    for (const motion of [naming, next]) expect(both(recordOf(bela, motion))).toMatchObject({ valid: true, state: { is: "certified" } });
  });

  it("of a group that admits by motion takes no motion of machines, and gives a vote by a member's", async () => {
    const all = await foundedAs("coop", chance(5), "Ada", "Bela");
    const [ada] = all as [Machine, Machine];
    const cyn = await Machine.join("Cyn", ada, chance(6));
    const three = [...all, cyn];
    await everyoneHears(three);
    const naming = await measured(ada, "naming", { names: [cyn.group.me] });
    expect(ada.group.fold.voids.get(naming)).toBe("NamesWaiting");
    const admission = await carried(three, await measured(ada, "admission", { names: [cyn.group.me] }));
    expect(rollNow(ada.group)).toContain(cyn.group.me);
    expect(both(recordOf(ada, admission))).toMatchObject({ valid: true, state: { is: "certified" } });
  });
});
