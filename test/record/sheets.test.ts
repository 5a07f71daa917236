/** [POLL-11] Votes on paper of real machines: in the result, in the record, and with both verifiers, whoever else writes what. */
import { beforeAll, expect, it } from "vitest";
import { kinds } from "../../shared/log/kind.ts";
import { encodePollRecord, type PollRecord } from "../../shared/poll/records.ts";
import { verifyRecord } from "../../shared/record/verify.ts";
import { ready } from "../../verifier/sodium.ts";
import { verify } from "../../verifier/verify.ts";
import { everyoneHears, street, type Machine } from "../sim/machine.ts";
import { chance, recordOf, settle } from "./histories.ts";
import { inOrder } from "./side-by-side.ts";

beforeAll(() => ready);

const yes = { method: "yes-no-abstain", vote: "yes" } as const;
const no = { method: "yes-no-abstain", vote: "no" } as const;

it("[POLL-11] certifies with two votes of a roll of five on paper, and shows everywhere which and who says so", async () => {
  const all = await street(chance(3), "Ada", "Bela", "Chen", "Dora", "Emil");
  const [ada, bela, chen, dora, emil] = all as [Machine, Machine, Machine, Machine, Machine];
  const motion = await ada.openMotion({ tellers: [ada.group.me, bela.group.me].sort() });
  await everyoneHears(all);
  const write = async (m: Machine, record: PollRecord) => {
    const { id } = await m.group.author(kinds[record.type], () => encodePollRecord(record));
    await everyoneHears(all);
    return m.group.fold.voids.get(id);
  };
  const sheet = (...said: (readonly [Machine, typeof yes | typeof no | null])[]) => ({ type: "sheet", motion, lines: said.map(([m, choice]) => ({ member: m.group.me, choice })).sort((a, b) => (a.member < b.member ? -1 : 1)) }) as const;
  expect(await write(ada, sheet([chen, yes], [dora, yes], [emil, no]))).toBeUndefined();
  expect(await write(bela, sheet([chen, yes], [dora, yes], [emil, null]))).toBeUndefined();
  expect(await write(dora, sheet([emil, yes]))).toBe("NotTeller");
  expect(await write(ada, sheet([chen, { method: "approval", approved: [] } as never]))).toBe("WrongSheet");
  await ada.vote(motion, no);
  await emil.vote(motion, yes);
  await everyoneHears(all);
  await settle([ada, bela, chen, emil], motion); // Dora's machine never runs
  await everyoneHears(all);

  const record = recordOf(dora, motion);
  const report = verifyRecord(record, dora.group.group);
  expect(report.problems.filter(({ kind }) => kind !== "BadEntry")).toEqual([]);
  expect(report.state).toMatchObject({ is: "certified", by: 4, roll: 5 });
  expect(report.result).toMatchObject({ counted: 4, tally: { yes: 3, no: 1 }, outcome: { is: "adopted" } });
  const byName = (name: string) => [report.rollCall.find(({ member }) => member.name === name)?.status, report.paper.lines.find(({ member }) => member.name === name)?.is];
  expect(["Ada", "Bela", "Chen", "Dora", "Emil"].map(byName)).toEqual([["counted", undefined], ["none", undefined], ["onPaper", "counted"], ["onPaper", "counted"], ["counted", "ownBallot"]]);
  expect(report.paper.tellers.map(({ name }) => name).sort()).toEqual(["Ada", "Bela"]);
  expect(inOrder(verify(record, dora.group.group))).toEqual(inOrder(report));
});
