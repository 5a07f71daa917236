/** Decisions made by real machines, and their record files, for tests of the verifier. */
import { writeStep } from "../../shared/client/poll-driver.ts";
import type { MotionId } from "../../shared/base/ids.ts";
import type { RecordReport } from "../../shared/contract/record-report.ts";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import { kinds } from "../../shared/log/kind.ts";
import type { By } from "../../shared/poll/motion-view.ts";
import { nextStep, notice, nothingNoticed, usualTimers } from "../../shared/poll/next-step.ts";
import { encodePollRecord } from "../../shared/poll/records.ts";
import { exportRecord } from "../../shared/record/export.ts";
import { decodeRecord, encodeRecord, type RecordFile } from "../../shared/record/format.ts";
import { verifyRecord } from "../../shared/record/verify.ts";
import { everyoneHears, Machine, seededRandom } from "../sim/machine.ts";
import { Seeded } from "../sim/seeded.ts";

await cryptoReady;

export const chance = (seed: number) => seededRandom(new Seeded(seed));

/** The record of a motion as this machine knows it. */
export function recordOf(m: Machine, motion: MotionId): Uint8Array {
  const { log, assembly, keys } = m.group.fold;
  return exportRecord({ log, assembly, keys }, m.motion(motion));
}

export const verified = (m: Machine, motion: MotionId): RecordReport => verifyRecord(recordOf(m, motion), m.group.group);

/** The file with some of its parts replaced, in its proper encoding. */
export function altered(bytes: Uint8Array, change: (file: RecordFile) => Partial<RecordFile>): Uint8Array {
  const file = fileOf(bytes);
  return encodeRecord({ ...file, ...change(file) });
}

export function fileOf(bytes: Uint8Array): RecordFile {
  const file = decodeRecord(bytes);
  if (!file.ok) throw new Error(file.error.kind);
  return file.value;
}

/** Takes this machine's next step long after every deadline. */
export async function takeStep(m: Machine, motion: MotionId): Promise<string> {
  const { counts } = m.motion(motion);
  const step = nextStep(counts, m.group.me, notice(nothingNoticed, counts.view, 0), 2 ** 45, usualTimers);
  if (step.do !== "wait") await writeStep(m.group, motion, step);
  return step.do;
}

/** An attestation of what this close counts. */
export function attestClose(m: Machine, motion: MotionId, close: By<"close">): Promise<unknown> {
  const { hash, adopted, option } = m.motion(motion).counts.resultOf(close);
  return m.group.author(kinds.attest, () => encodePollRecord({ type: "attest", motion, close: close.act.id, round: 1, result: hash, adopted, option, lists: [] }));
}

/** A founder and one newcomer, who is named by the founding act: the smallest record there is. */
export async function founding(seed = 1): Promise<{ readonly ada: Machine; readonly motion: MotionId }> {
  const random = chance(seed);
  const ada = await Machine.found("Ada", random);
  await Machine.join("Bela", ada, random);
  await ada.constitute();
  const [motion] = ada.group.fold.assembly.motions.keys();
  return { ada, motion: motion! };
}

/** All seal, the first closes, all attest; everyone hears everything in between. */
export async function settle(machines: readonly Machine[], motion: MotionId): Promise<void> {
  for (const m of machines) await m.seal(motion);
  await everyoneHears(machines);
  await machines[0]!.close(motion);
  await everyoneHears(machines);
  for (const m of machines) await m.attest(motion);
  await everyoneHears(machines);
}
