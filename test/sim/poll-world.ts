/**
 * A simulated poll: members with their own clocks, a network that delays, repeats and cuts off, some members absent and
 * some cheating. Everything follows from the seed. Whatever one honest machine has heard reaches all others in the end.
 */
import type { DeviceId, EntryId, MemberId } from "../../shared/base/ids.ts";
import { hours, minutes, seconds } from "../../shared/base/units.ts";
import { motionTextHash, type Motion } from "../../shared/poll/records.ts";
import { certifyingNumber } from "../../shared/poll/motion-view.ts";
import { tricks, type Audience, type Cheat, type Told } from "./poll-cheater.ts";
import { PollMachine, type Sent } from "./poll-machine.ts";
import { Seeded } from "./seeded.ts";

export interface WorldEnd {
  readonly members: number;
  readonly cheaters: number;
  readonly absent: number;
  /** The honest who were present. */
  readonly honest: readonly PollMachine[];
  /** Every entry that an honest machine wrote. */
  readonly honestEntries: ReadonlySet<EntryId>;
  /** Results that an honest machine once saw certified and later saw replaced by another. */
  readonly replaced: number;
  /** Enough honest members were present for a certificate. */
  readonly enough: boolean;
}

const deadline = minutes(10);
const horizon = hours(40);

export interface WorldShape {
  readonly members: number;
  readonly cheaters: number;
  readonly absent: number;
}

/** One to seven members, up to two cheating, absent ones within what q tolerates beside the cheats where there is room. */
function shapeOf(random: Seeded): WorldShape {
  const members = 1 + random.below(7);
  const tolerated = members - certifyingNumber(members);
  const cheaters = Math.min(random.below(3), members - 1);
  const absent = random.below(Math.max(0, tolerated - (random.chance(0.8) ? cheaters : 0)) + 1);
  return { members, cheaters, absent: Math.min(absent, members - cheaters - 1) };
}

export function simulate(seed: number, shape?: Partial<WorldShape>): WorldEnd {
  return new World(seed, shape).run();
}

class World {
  readonly #random: Seeded;
  readonly #shape: WorldShape;
  readonly #queue = new Agenda();
  readonly #machines: PollMachine[] = [];
  readonly #cheats = new Map<PollMachine, Cheat>();
  readonly #skew = new Map<PollMachine, number>();
  /** When each machine is cut off. */
  readonly #cuts = new Map<PollMachine, { from: number; to: number }>();
  readonly #meanDelay: number;
  readonly #honestEntries = new Set<EntryId>();
  readonly #certified = new Map<PollMachine, string>();
  #replaced = 0;
  #now = 0;

  constructor(seed: number, shape: Partial<WorldShape> = {}) {
    const random = (this.#random = new Seeded(seed));
    this.#shape = { ...shapeOf(random), ...shape };
    this.#meanDelay = random.pick([seconds(0.1), seconds(2), seconds(20), seconds(60)]);
    const { members, cheaters, absent } = this.#shape;

    const ids = Array.from({ length: members }, () => random.id<MemberId>());
    const devices = ids.map(() => random.id<DeviceId>());
    const seconds_ = ids.map(() => random.id<DeviceId>());
    const memberOf = (device: DeviceId): MemberId | null => ids[devices.indexOf(device)] ?? ids[seconds_.indexOf(device)] ?? null;
    const motion = openingEntry(random, ids, devices[0]!);
    for (const [i, id] of ids.slice(0, members - absent).entries()) {
      const machine = new PollMachine(id, devices[i]!, motion, memberOf, random);
      this.#machines.push(machine);
      this.#skew.set(machine, random.chance(0.5) ? 0 : (random.next() - 0.5) * minutes(4));
      if (i >= members - absent - cheaters) this.#cheats.set(machine, { machine, secondDevice: seconds_[i]!, random });
      if (random.chance(0.3)) {
        const from = random.next() * deadline * 1.2;
        this.#cuts.set(machine, { from, to: from + random.next() * minutes(30) });
      }
    }
  }

  run(): WorldEnd {
    for (const machine of this.#machines) {
      if (this.#cheats.has(machine)) this.#planCheat(machine);
      else this.#planVoter(machine);
      this.#queue.at(deadline - this.#skew.get(machine)!, () => this.#live(machine));
    }
    for (let next = this.#queue.next(); next !== null && next.time < horizon; next = this.#queue.next()) {
      this.#now = next.time;
      next.run();
    }
    const { members, cheaters, absent } = this.#shape;
    return {
      members,
      cheaters,
      absent,
      honest: this.#machines.filter((machine) => !this.#cheats.has(machine)),
      honestEntries: this.#honestEntries,
      replaced: this.#replaced,
      enough: members - absent - cheaters >= certifyingNumber(members),
    };
  }

  /** Votes once or more, often shortly before the deadline, sometimes never; may say "I am done". */
  #planVoter(machine: PollMachine): void {
    const random = this.#random;
    const times = Array.from({ length: random.below(3) }, () => (random.chance(0.5) ? random.next() * deadline : deadline - random.next() * seconds(90)));
    for (const time of times) this.#queue.at(time, () => this.#vote(machine));
    if (random.chance(0.2)) this.#queue.at(random.next() * deadline, () => this.#sealEarly(machine));
  }

  #vote(machine: PollMachine): void {
    const { view, member, counts } = machine;
    if (view.sealsOf(member).length > 0 || this.#localTime(machine) >= deadline) return;
    const mine = counts.running().counted.filter((one) => one.member === member).map(({ ballot }) => ballot);
    const vote = this.#random.pick(["yes", "yes", "no", "abstain"] as const);
    this.#tell(machine, machine.write({ type: "ballot", motion: view.id, replaces: mine, choice: { method: "yes-no-abstain", vote } }));
  }

  #sealEarly(machine: PollMachine): void {
    if (machine.view.sealsOf(machine.member).length > 0) return;
    this.#tell(machine, machine.write({ type: "seal", motion: machine.view.id }));
    this.#live(machine);
  }

  #planCheat(machine: PollMachine): void {
    const random = this.#random;
    const names = random.chance(0.3) ? ["splitCloses", "attestTwo", "attestSelectively"] : Object.keys(tricks).filter(() => random.chance(0.5));
    if (names.length === 0) return; // withholds everything
    const also = random.chance(0.6); // and otherwise plays along
    for (let i = 0; i < 20; i++) {
      const tight = deadline + (random.next() - 0.3) * (seconds(40) + 3 * this.#meanDelay);
      const time = random.chance(0.3) ? random.next() * deadline : random.chance(0.5) ? tight : deadline + random.next() * minutes(12);
      this.#queue.at(time, () => {
        for (const told of tricks[random.pick(names)]!(this.#cheats.get(machine)!)) this.#whisper(machine, told);
        if (also) this.#live(machine);
      });
    }
  }

  /** All that the machine would do now, then when it looks again. */
  #live(machine: PollMachine): void {
    for (const proof of machine.takeProofs()) this.#tell(machine, machine.write(proof));
    for (;;) {
      const local = this.#localTime(machine);
      const step = machine.step(local);
      this.#watch(machine);
      if (step.do === "wait") {
        if (step.until !== null) this.#queue.at(this.#now + step.until - local + 1, () => this.#live(machine));
        return;
      }
      const motion = machine.view.id;
      const entry =
        step.do === "seal"
          ? machine.write({ type: "seal", motion })
          : step.do === "close"
            ? machine.write({ type: "close", motion, seals: step.seals })
            : machine.write({ type: "attest", ...step.attestation });
      const fault = machine.voids.get(entry.id);
      if (fault !== undefined && !this.#cheats.has(machine)) throw new Error(`an honest ${step.do} is void: ${fault}`);
      this.#tell(machine, entry);
      if (fault !== undefined) return;
    }
  }

  #watch(machine: PollMachine): void {
    const certificate = machine.certificate;
    if (certificate.is !== "certified") return;
    const before = this.#certified.get(machine);
    if (before !== undefined && before !== certificate.result && !this.#cheats.has(machine)) this.#replaced += 1;
    this.#certified.set(machine, certificate.result);
  }

  #localTime(machine: PollMachine): number {
    return this.#now + this.#skew.get(machine)!;
  }

  #tell(from: PollMachine, entry: Sent): void {
    if (!this.#cheats.has(from)) this.#honestEntries.add(entry.id);
    for (const to of this.#machines) if (to !== from) this.#deliver(from, to, entry);
  }

  #whisper(from: PollMachine, { entry, to }: Told[number]): void {
    const honest = this.#machines.filter((machine) => machine !== from);
    const half = Math.floor(honest.length / 2);
    const audiences: Record<Audience, PollMachine[]> = {
      all: honest,
      some: honest.slice(0, half),
      others: honest.slice(half),
      one: honest.length === 0 ? [] : [this.#random.pick(honest)],
    };
    for (const listener of audiences[to]) this.#deliver(from, listener, entry);
  }

  /** Late, sometimes twice, and not while either side is cut off. */
  #deliver(from: PollMachine, to: PollMachine, entry: Sent): void {
    const copies = this.#random.chance(0.1) ? 2 : 1;
    for (let i = 0; i < copies; i++) {
      const delay = -Math.log(1 - this.#random.next()) * this.#meanDelay;
      const time = this.#connected(to, this.#connected(from, this.#now) + delay);
      this.#queue.at(time, () => this.#receive(to, entry));
    }
  }

  #connected(machine: PollMachine, time: number): number {
    const cut = this.#cuts.get(machine);
    return cut !== undefined && time >= cut.from && time < cut.to ? cut.to : time;
  }

  /** Honest machines pass on what cheaters told them, and all it follows. */
  #receive(machine: PollMachine, entry: Sent): void {
    const placed = machine.receive(entry);
    if (placed.length === 0) {
      if (!machine.sent.has(entry.id)) for (const id of entry.gov) if (!machine.sent.has(id)) this.#ask(machine, id);
      return;
    }
    if (this.#cheats.has(machine)) return;
    for (const one of placed) {
      if (this.#honestEntries.has(one.id)) continue;
      for (const to of this.#machines) if (to !== machine && !to.sent.has(one.id)) this.#deliver(machine, to, one);
    }
    this.#live(machine);
  }

  /** A missing entry is asked of whoever has it. */
  #ask(machine: PollMachine, id: EntryId): void {
    const holder = this.#machines.find((other) => other.sent.has(id));
    if (holder !== undefined) this.#deliver(holder, machine, holder.sent.get(id)!);
  }
}

function openingEntry(random: Seeded, roll: readonly MemberId[], device: DeviceId): Sent {
  const words = { title: "Repairs first", situation: "The heating fails.", options: [] };
  const motion: Motion = {
    ...words,
    kind: "ordinary",
    names: [],
    method: "yes-no-abstain",
    roll: [...roll].sort(),
    quorum: { numerator: 1, denominator: 2, strict: false },
    threshold: { numerator: 1, denominator: 2, strict: true },
    base: "cast",
    deadline,
    secrecy: "open",
    implementer: roll[0]!,
    reportBy: null,
    thread: null,
    textHash: motionTextHash(words),
  };
  return { id: random.id<EntryId>(), device, seq: 1, lamport: 1, gov: [], record: { type: "motion", ...motion } };
}

/** What happens when, earliest first; equal times in the order planned (a binary heap). */
class Agenda {
  readonly #heap: { time: number; order: number; run: () => void }[] = [];
  #order = 0;

  at(time: number, run: () => void): void {
    const heap = this.#heap;
    let i = heap.push({ time, order: this.#order++, run }) - 1;
    for (let up = (i - 1) >> 1; i > 0 && this.#before(i, up); i = up, up = (i - 1) >> 1) this.#swap(i, up);
  }

  next(): { readonly time: number; readonly run: () => void } | null {
    const heap = this.#heap;
    if (heap.length === 0) return null;
    this.#swap(0, heap.length - 1);
    const first = heap.pop()!;
    for (let i = 0; ; ) {
      let least = i;
      for (const child of [2 * i + 1, 2 * i + 2]) if (child < heap.length && this.#before(child, least)) least = child;
      if (least === i) return first;
      this.#swap(i, least);
      i = least;
    }
  }

  #before(a: number, b: number): boolean {
    const [x, y] = [this.#heap[a]!, this.#heap[b]!];
    return x.time < y.time || (x.time === y.time && x.order < y.order);
  }

  #swap(a: number, b: number): void {
    [this.#heap[a], this.#heap[b]] = [this.#heap[b]!, this.#heap[a]!];
  }
}
