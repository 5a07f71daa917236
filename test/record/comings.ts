/**
 * Histories of groups that members leave, are expelled from and come back to, while others know nothing of it: on branches that
 * meet late, by machines that were linked, revoked or copied, under old keys and new ones. Nobody keeps to what the app
 * would do.
 */
import { rollAbout } from "../../shared/client/opening.ts";
import { KeyDriver } from "../../shared/client/key-driver.ts";
import type { MotionId } from "../../shared/base/ids.ts";
import { deviceRevokeCodec, leaveCodec } from "../../shared/governance/records.ts";
import { kinds } from "../../shared/log/kind.ts";
import { everyoneHears, Machine, seededRandom, still, street } from "../sim/machine.ts";
import { SimClock } from "../sim/network.ts";
import type { Seeded } from "../sim/seeded.ts";
import { recordOf, takeStep } from "./histories.ts";

/** Records of motions of one such group, as several of its machines know them. */
export async function comings(random: Seeded): Promise<readonly Uint8Array[]> {
  const machines = await street(seededRandom(random), ...["Ada", "Bela", "Cyn", "Dan", "Eve"].slice(0, 4 + random.below(2)));
  for (let step = 0; step < 14; step++) await happen(random.pick(machines), machines, random);
  if (random.chance(0.7)) await everyoneHears(machines);
  for (let step = 0; step < 4; step++) await happen(random.pick(machines), machines, random);
  const records: Uint8Array[] = [];
  for (let i = 0; i < 4; i++) {
    const m = random.pick(machines);
    const newest = [...m.group.fold.assembly.motions.keys()].slice(-4);
    if (newest.length > 0) records.push(recordOf(m, random.pick(newest)));
  }
  return records;
}

async function happen(m: Machine, machines: Machine[], random: Seeded): Promise<void> {
  const motions = [...m.group.fold.assembly.motions.keys()];
  switch (random.below(14)) {
    case 0:
    case 1:
    case 2:
      return decide(m, machines, random, "expulsion");
    case 3:
      return decide(m, machines, random, "reinstatement");
    case 4:
      return decide(m, machines, random, "ordinary");
    case 5:
      return decide(m, machines, random, "naming");
    case 6:
      return random.chance(0.4) ? void (await m.group.author(kinds.leave, () => leaveCodec.encode({ nothing: [] }))) : undefined;
    case 7:
      return comeIn(m, machines, random);
    case 8:
      return keys(m);
    case 9:
      return machine(m, machines, random);
    case 10:
      return dispute(machines.slice(0, 4));
    case 11:
      return motions.length === 0 ? undefined : void (await m.vote(random.pick(motions), yes));
    default:
      return m.hear(random.pick(machines));
  }
}

const yes = { method: "yes-no-abstain", vote: "yes" } as const;

/** Some of the machines decide among themselves; the others may hear of it later, or have decided something else. */
async function decide(mover: Machine, machines: readonly Machine[], random: Seeded, kind: "expulsion" | "reinstatement" | "ordinary" | "naming"): Promise<void> {
  const circle = [mover, ...machines.filter((m) => m !== mover && random.chance(0.8))];
  const members = mover.group.fold.assembly.governance.membersIn(null).map(({ id }) => id);
  const standing = mover.group.fold.assembly.standing();
  const fitting = members.filter((id) => (kind === "expulsion" ? standing.of(id) === "active" : kind === "reinstatement" ? standing.of(id) !== "active" : true));
  if (kind === "reinstatement" && fitting.length === 0) return;
  const about = { kind, names: kind === "ordinary" ? [] : [random.pick(fitting.length === 0 ? members : fitting)] };
  const motion = await mover.openMotion({ ...about, roll: rollAbout(mover.group, about) });
  if (!mover.group.fold.assembly.motions.has(motion)) return;
  for (let round = 0; round < 4; round++) {
    if (round < 2 || random.chance(0.9)) for (const m of circle) await m.hear(...circle.filter((other) => other !== m && random.chance(0.9)));
    for (const m of circle) await takePart(m, motion, round);
  }
}

/** MEM-6. Two expel each other, both with the help of the same others, who attest both before they hear of either. */
async function dispute(circle: readonly Machine[]): Promise<void> {
  const [ada, bela] = circle as [Machine, Machine];
  const expelling = async (mover: Machine, target: Machine): Promise<MotionId> => {
    const about = { kind: "expulsion", names: [target.group.me] } as const;
    return mover.openMotion({ ...about, roll: rollAbout(mover.group, about) });
  };
  const motions = [await expelling(ada, bela), await expelling(bela, ada)];
  for (let round = 0; round < 4; round++) {
    await everyoneHears(circle);
    for (const motion of motions) for (const m of circle) if (m.group.fold.assembly.motions.get(motion)?.view.roll.has(m.group.me) === true) await takePart(m, motion, round);
  }
}

async function takePart(m: Machine, motion: MotionId, round: number): Promise<void> {
  if (!m.group.fold.assembly.motions.has(motion)) return;
  if (round === 0) await m.vote(motion, yes);
  else await takeStep(m, motion);
}

async function comeIn(host: Machine, machines: Machine[], random: Seeded): Promise<void> {
  if (machines.length > 7) return;
  try {
    machines.push(await Machine.join(`Newcomer ${machines.length}`, host, seededRandom(random)));
  } catch {
    // Refused: the host has no place any more.
  }
}

async function keys(m: Machine): Promise<void> {
  const clock = new SimClock(still.now());
  const driver = new KeyDriver(m.group, clock);
  driver.wake();
  await clock.advance(30_000);
  await m.group.idle();
  driver.stop();
}

async function machine(m: Machine, machines: Machine[], random: Seeded): Promise<void> {
  if (machines.length < 8 && random.chance(0.5)) {
    try {
      machines.push(random.chance(0.7) ? await Machine.link(`${m.name}'s other`, m, seededRandom(random)) : await m.clone());
    } catch {
      // Not linked: its member has no place any more.
    }
    return;
  }
  const own = m.group.fold.assembly.governance.devicesOf(m.group.me);
  if (own.length > 1) await m.group.author(kinds.deviceRevoke, () => deviceRevokeCodec.encode({ device: random.pick(own) }));
}
