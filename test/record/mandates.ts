/**
 * Histories of groups with offices: given to one or several, by vote or by ranking, by two side by side; supported, petitioned,
 * recalled, lapsed and laid down, on branches that meet late, by who may and who may not, while members leave and are expelled.
 * Records are taken of certificates, and now and then of something else.
 */
import { rollAbout } from "../../shared/client/opening.ts";
import type { MemberId, MotionId } from "../../shared/base/ids.ts";
import { deedCodec, lapseCodec, nominationCodec, petitionCodec, presentationCodec, supportCodec } from "../../shared/governance/mandate-records.ts";
import { leaveCodec } from "../../shared/governance/records.ts";
import { kinds } from "../../shared/log/kind.ts";
import { mandateActs, type MandateMatter, type OfficeTerms } from "../../shared/poll/mandate-field.ts";
import { motionTextHash, type Motion } from "../../shared/poll/records.ts";
import type { Choice } from "../../shared/tally/choice.ts";
import { everyoneHears, seededRandom, street, type Machine } from "../sim/machine.ts";
import type { Seeded } from "../sim/seeded.ts";
import { recordOf, takeStep } from "./histories.ts";

/** Records of one such group, as several of its machines know them. */
export async function mandates(random: Seeded): Promise<readonly Uint8Array[]> {
  const machines = await street(seededRandom(random), ...["Ada", "Bela", "Cyn", "Dan"].slice(0, 3 + random.below(2)));
  for (let made = 0; made < 2; made++) await make(machines[0]!, machines, random);
  for (let step = 0; step < 16; step++) await happen(random.pick(machines), machines, random);
  if (random.chance(0.7)) await everyoneHears(machines);
  for (let step = 0; step < 4; step++) await happen(random.pick(machines), machines, random);
  return random.shuffled(machines).slice(0, 3).flatMap((m) => recordFrom(m, random));
}

/** Of what an office rests on, as a credential is written; else of any motion. */
function recordFrom(m: Machine, random: Seeded): Uint8Array[] {
  const { assembly } = m.group.fold;
  const { mandates: known } = assembly;
  const certificates = known.offices(null).flatMap((office) => (random.chance(0.7) ? known.newest(office, null) : known.motionsOf(office, null)));
  const motions = random.chance(0.9) && certificates.length > 0 ? certificates.map(({ id }) => id) : [...assembly.motions.keys()].slice(-5);
  return motions.length === 0 ? [] : [recordOf(m, random.pick(motions))];
}

const half = { numerator: 1, denominator: 2, strict: false };
const yes: Choice = { method: "yes-no-abstain", vote: "yes" };
const said = (m: Machine): readonly MemberId[] => m.group.fold.assembly.governance.membersIn(null).map(({ id }) => id);
const nameOf = (m: Machine, id: MemberId): string => m.group.fold.assembly.governance.members.get(id)!.admissions[0]!.identity.name;

async function happen(m: Machine, machines: readonly Machine[], random: Seeded): Promise<void> {
  const { assembly } = m.group.fold;
  const offices = assembly.mandates.offices(null);
  if (offices.length === 0 || random.chance(0.2)) return m.hear(random.pick(machines));
  const office = random.pick(offices);
  const held = assembly.mandates.holders(office, null);
  const certificates = assembly.mandates.motionsOf(office, null).map(({ id }) => id);
  const member = held.length > 0 && random.chance(0.7) ? random.pick(held).member : random.pick(said(m));
  const mandate = held[0] !== undefined && random.chance(0.8) ? held[0].view.id : random.pick(certificates);
  switch (random.below(15)) {
    case 0:
    case 1:
      return give(m, office, machines, random);
    case 2:
      return giveBoth(office, machines, random);
    case 3:
    case 4:
      return recall(m, office, mandate, member, machines, random);
    case 5:
      return void (await m.group.author(kinds.nominate, () => nominationCodec.encode({ office, member: random.chance(0.6) ? m.group.me : member, stands: random.chance(0.8) })));
    case 6:
    case 7:
      return void (await m.group.author(kinds.support, () => supportCodec.encode({ office, members: random.chance(0.5) ? [] : [member] })));
    case 8:
      return void (await m.group.author(kinds.petition, () => petitionCodec.encode({ office, recall: random.chance(0.4) ? null : { mandate, member }, text: "", signs: random.chance(0.8) })));
    case 9:
      return void (await m.group.author(kinds.delegateAct, () => deedCodec.encode({ mandate, act: random.pick(mandateActs), text: "" })));
    case 10:
      return withdrawAll(office, mandate, member, machines, random);
    case 11:
      return void (await m.group.author(kinds.nominate, () => nominationCodec.encode({ office, member: m.group.me, stands: false })));
    case 12:
    case 13:
      return random.chance(0.3) ? void (await m.group.author(kinds.leave, () => leaveCodec.encode({ nothing: [] }))) : expel(m, machines, random);
    default:
      return void (await m.group.author(kinds.credential, () => presentationCodec.encode({ file: new Uint8Array(3), bearer: null })));
  }
}

/** By all; sometimes for some of them, and sometimes given at once. */
async function make(m: Machine, machines: readonly Machine[], random: Seeded): Promise<void> {
  const members = said(m);
  const constituents = random.chance(0.3) ? members.filter(() => random.chance(0.7)) : [];
  const terms: OfficeTerms = { title: "Council", scope: "Speaks", instructions: "", constituents: constituents.toSorted(), seats: 1 + random.below(2), acts: mandateActs.filter(() => random.chance(0.6)), floor: half, lapses: random.chance(0.7) };
  const nominees = random.chance(0.4) ? { nominees: [random.pick(members)] } : {};
  return decide(m, "mandate", { terms, ...nominees }, [], machines, random);
}

/** Whoever stands, holds it or moves it, and sometimes somebody else; on its terms, or changed ones. */
async function give(m: Machine, office: MotionId, machines: readonly Machine[], random: Seeded): Promise<void> {
  const { mandates: known } = m.group.fold.assembly;
  const terms = known.termsOf(office, null);
  const willing = said(m).filter((id) => id === m.group.me || known.isStanding(id, office, null) || known.held(id, office, null) !== null || random.chance(0.1));
  const nominees = random.shuffled(willing).slice(0, random.chance(0.6) ? 1 : 2);
  const changed = random.chance(0.1) ? { scope: "Speaks, and no more" } : {};
  return decide(m, "mandate", { office, terms: { ...terms, ...changed }, ...(nominees.length > 0 && { nominees }) }, [], machines, random);
}

/** MAN-1. Two members give it to themselves, each before they hear of the other's motion; the others carry both. */
async function giveBoth(office: MotionId, machines: readonly Machine[], random: Seeded): Promise<void> {
  await everyoneHears(machines);
  const movers = random.shuffled(machines).slice(0, 2);
  const motions: MotionId[] = [];
  for (const m of movers) {
    const about = { kind: "mandate", names: [], mandate: { office, terms: m.group.fold.assembly.mandates.termsOf(office, null), nominees: [m.group.me] } } as const;
    motions.push(await m.openMotion({ ...about, roll: rollAbout(m.group, about) }));
  }
  for (let round = 0; round < 4; round++) {
    await everyoneHears(machines);
    for (const motion of motions) for (const m of machines) if (m.group.fold.assembly.motions.has(motion)) await (round === 0 ? m.vote(motion, yes) : takeStep(m, motion));
  }
}

/** With a name under it, most of the time. */
async function recall(m: Machine, office: MotionId, ends: MotionId, member: MemberId, machines: readonly Machine[], random: Seeded): Promise<void> {
  if (random.chance(0.9)) await m.group.author(kinds.petition, () => petitionCodec.encode({ office, recall: { mandate: ends, member }, text: "", signs: true }));
  return decide(m, "recall", { office, ends }, [member], machines, random);
}

/** So that it may lapse, where its terms say so. */
async function withdrawAll(office: MotionId, mandate: MotionId, member: MemberId, machines: readonly Machine[], random: Seeded): Promise<void> {
  for (const m of machines) if (random.chance(0.8)) await m.group.author(kinds.support, () => supportCodec.encode({ office, members: [] }));
  const [first] = random.shuffled(machines);
  await first!.hear(...machines.filter((m) => m !== first));
  await first!.group.author(kinds.lapse, () => lapseCodec.encode({ mandate, member }));
}

async function expel(m: Machine, machines: readonly Machine[], random: Seeded): Promise<void> {
  return decide(m, "expulsion", null, [random.pick(said(m))], machines, random);
}

/** Some of the machines decide among themselves; the others may hear of it later, or have decided something else. */
async function decide(mover: Machine, kind: "mandate" | "recall" | "expulsion", mandate: MandateMatter | null, names: readonly MemberId[], machines: readonly Machine[], random: Seeded): Promise<void> {
  const about = { kind, names, ...(mandate !== null && { mandate }) };
  const { nominees = [] } = mandate ?? {};
  const ranked = kind === "mandate" && nominees.length > 0 && random.chance(0.4) ? random.pick(["approval", "score", "stv-scottish"] as const) : null;
  const options = ranked === null ? [] : nominees.map((id) => ({ title: nameOf(mover, id), text: "", necessity: "", practicality: "" }));
  const how: Partial<Motion> = ranked === null ? {} : { method: ranked, options, textHash: motionTextHash({ title: "Shall we?", situation: "", options }), ...(ranked === "stv-scottish" && { seats: 1 }) };
  const motion = await mover.openMotion({ ...about, ...how, roll: rollAbout(mover.group, about) });
  if (!mover.group.fold.assembly.motions.has(motion)) return;
  const isWhole = random.chance(0.6);
  const circle = [mover, ...machines.filter((m) => m !== mover && (isWhole || random.chance(0.8)))];
  for (let round = 0; round < 4; round++) {
    if (isWhole || round < 2 || random.chance(0.9)) for (const m of circle) await m.hear(...circle.filter((other) => other !== m && (isWhole || random.chance(0.9))));
    for (const m of circle) {
      if (!m.group.fold.assembly.motions.has(motion)) continue;
      if (round === 0) await m.vote(motion, random.chance(0.9) ? choice(ranked, nominees.length, random) : null);
      else await takeStep(m, motion);
    }
  }
}

function choice(method: "approval" | "score" | "stv-scottish" | null, nominees: number, random: Seeded): Choice {
  const all = Array.from({ length: nominees }, (_, i) => i);
  if (method === "approval") return { method, approved: all.filter(() => random.chance(0.7)) };
  if (method === "score") return { method, scores: all.map(() => random.below(6)) };
  return method === null ? yes : { method, ranks: random.shuffled(all).map((i) => [i]) };
}
