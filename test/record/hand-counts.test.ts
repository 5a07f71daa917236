/** [POLL-11] Two tellers: what they enter stands beside the ballots, in the record, and with both verifiers. */
import { beforeAll, expect, it } from "vitest";
import { kinds } from "../../shared/log/kind.ts";
import { encodePollRecord, type PollRecord } from "../../shared/poll/records.ts";
import { verifyRecord } from "../../shared/record/verify.ts";
import { ready } from "../../verifier/sodium.ts";
import { verify } from "../../verifier/verify.ts";
import { everyoneHears, street, type Machine } from "../sim/machine.ts";
import { chance, recordOf, settle } from "./histories.ts";

beforeAll(() => ready);

it("[POLL-11] takes a count by one, and by another alike or not; never by one twice, and never among the ballots", async () => {
  const all = await street(chance(2), "Ada", "Bela", "Chen");
  const [ada, bela, chen] = all as [Machine, Machine, Machine];
  const motion = await ada.openMotion();
  await everyoneHears(all);
  const write = async (m: Machine, record: PollRecord) => {
    const { id } = await m.group.author(kinds[record.type], () => encodePollRecord(record));
    await everyoneHears(all);
    return { id, reason: m.group.fold.voids.get(id) };
  };
  const first = await write(ada, { type: "handCount", motion, votes: [12, 3, 1] });
  expect(first.reason).toBeUndefined();
  expect((await write(ada, { type: "handCount", motion, votes: [12, 3] })).reason).toBe("NotCountedByHand");
  expect((await write(ada, { type: "secondCount", motion, votes: [12, 3, 1], count: first.id })).reason).toBe("SameTeller");
  expect((await write(bela, { type: "secondCount", motion, votes: [12, 3, 1], count: motion as never })).reason).toBe("NoSuchCount");
  await write(bela, { type: "secondCount", motion, votes: [12, 3, 1], count: first.id });
  await write(chen, { type: "secondCount", motion, votes: [11, 4, 1], count: first.id });
  for (const m of all) await m.vote(motion, { method: "yes-no-abstain", vote: "no" });
  await everyoneHears(all);
  await settle(all, motion);
  const record = recordOf(chen, motion);
  const report = verifyRecord(record, chen.group.group);
  expect(report.problems.filter(({ kind }) => kind !== "BadEntry")).toEqual([]);
  expect(report.result).toMatchObject({ counted: 3, tally: { yes: 0, no: 3 } });
  expect(report.handCounts).toMatchObject([{ teller: { name: "Ada" }, votes: [12, 3, 1], seconds: expect.arrayContaining([expect.objectContaining({ agrees: true }), expect.objectContaining({ agrees: false, votes: [11, 4, 1] })]) as unknown }]);
  const again = verify(record, chen.group.group);
  const plain = (one: unknown): unknown => JSON.parse(JSON.stringify(one));
  expect(plain(again.handCounts)).toEqual(plain(report.handCounts));
  expect(plain(again.problems)).toEqual(plain(report.problems));
});
