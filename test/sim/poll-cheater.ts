/** What a cheating member tries in a simulated poll. Each trick answers with entries and to whom each goes first. */
import type { DeviceId, EntryId } from "../../shared/base/ids.ts";
import type { Act } from "../../shared/log/past.ts";
import { doubleAttesters, type By } from "../../shared/poll/motion-view.ts";
import type { Attestation, Hash } from "../../shared/poll/records.ts";
import { mostAttested, singleAttesters } from "../../shared/poll/rounds.ts";
import type { PollMachine, Sent, WorldRecord } from "./poll-machine.ts";
import type { Seeded } from "./seeded.ts";

export type Audience = "all" | "some" | "others" | "one";
export type Told = readonly { readonly entry: Sent; readonly to: Audience }[];

export interface Cheat {
  readonly machine: PollMachine;
  readonly secondDevice: DeviceId;
  readonly random: Seeded;
}

type Trick = (cheat: Cheat) => Told;

const votes = ["yes", "no", "abstain"] as const;

/** A past of its own choosing: what follows from a few acts heard, the motion always among it. */
function oldCut({ machine, random }: Cheat): Act<WorldRecord>[] {
  const acts = machine.graph.acts;
  return [acts[0]!, ...random.shuffled(acts).slice(0, random.below(acts.length + 1))];
}

const ballot = ({ machine, random }: Cheat): WorldRecord => ({
  type: "ballot",
  motion: machine.view.id,
  replaces: [],
  choice: random.chance(0.1) ? null : { method: "yes-no-abstain", vote: random.pick(votes) },
});

export const tricks: Record<string, Trick> = {
  /** Two ballots under one seq, each told to another half. */
  doubleVote(cheat) {
    const after = oldCut(cheat);
    const [left, right] = [0, 1].map(() => cheat.machine.write(ballot(cheat), cheat.machine.device, after));
    return [{ entry: left!, to: "some" }, { entry: right!, to: "others" }]; // prettier-ignore
  },

  /** Promises, then votes again: on the same chain, beside it, or on a second machine. */
  sealThenVote(cheat) {
    const { machine, random, secondDevice } = cheat;
    const before = machine.graph.acts.slice();
    const seal = machine.write({ type: "seal", motion: machine.view.id });
    const device = random.chance(0.5) ? secondDevice : machine.device;
    const vote = machine.write(ballot(cheat), device, random.chance(0.5) ? before : undefined);
    return [{ entry: seal, to: "all" }, { entry: vote, to: random.pick(["all", "some", "one"] as const) }]; // prettier-ignore
  },

  /** A ballot that one machine alone hears, perhaps with an old past. */
  quietVote: (cheat) => [{ entry: cheat.machine.write(ballot(cheat), cheat.machine.device, cheat.random.chance(0.5) ? oldCut(cheat) : undefined), to: "one" }],

  /** A close on some of the seals. */
  closeOnSubset(cheat) {
    const { machine, random } = cheat;
    const seals = random.shuffled(machine.view.seals).slice(0, 1 + random.below(machine.view.seals.length + 1));
    if (seals.length === 0) return [];
    const record: WorldRecord = { type: "close", motion: machine.view.id, seals: seals.map(({ act }) => act.id).sort() };
    return [{ entry: machine.write(record), to: random.pick(["all", "one"] as const) }];
  },

  /** Two different results in one round, each told to another half. */
  attestTwo(cheat) {
    const { machine, random } = cheat;
    const options = random.shuffled(attestations(cheat));
    const [first] = options;
    const second = options.find((other) => other.result !== first!.result && other.round === first!.round);
    if (first === undefined || second === undefined) return [];
    const after = machine.graph.acts.filter((act) => act.record.type !== "attest" || (act.record.round < first!.round && !isOwn(cheat, act))).filter((act) => !followsOwn(cheat, act));
    if (!coversLists(first, after) || !coversLists(second, after)) return [];
    return [
      { entry: machine.write({ type: "attest", ...first }, machine.device, after), to: "some" },
      { entry: machine.write({ type: "attest", ...second }, random.chance(0.5) ? machine.device : cheat.secondDevice, after), to: "others" },
    ];
  },

  /** Different ballots on two machines, neither following the other. */
  voteOnBoth(cheat) {
    const before = cheat.machine.graph.acts.slice();
    const one = cheat.machine.write(ballot(cheat), cheat.machine.device, before);
    const two = cheat.machine.write(ballot(cheat), cheat.secondDevice, before);
    return [{ entry: one, to: "all" }, { entry: two, to: cheat.random.pick(["all", "some"] as const) }]; // prettier-ignore
  },

  /** A ballot only its own seal holds, and two closes: one with that seal, one without. Each half hears another. */
  splitCloses(cheat) {
    const { machine, random } = cheat;
    const { view } = machine;
    const others = random.shuffled(view.seals.filter(({ member }) => member !== machine.member)).slice(0, view.q);
    if (others.length < view.q || view.sealsOf(machine.member).length > 0) return [];
    const close = (seals: readonly EntryId[]): Sent => machine.write({ type: "close", motion: view.id, seals: [...seals].sort() });
    const without = close(others.map(({ act }) => act.id));
    const vote = machine.write(ballot(cheat));
    const seal = machine.write({ type: "seal", motion: view.id });
    const withOwn = close([seal.id, ...others.slice(1).map(({ act }) => act.id)]);
    return [{ entry: without, to: "some" }, ...[vote, seal, withOwn].map((entry) => ({ entry, to: "others" as const }))];
  },

  /** A true attestation of whatever close or lists suit, told late or to one. */
  attestSelectively(cheat) {
    const options = attestations(cheat);
    if (options.length === 0) return [];
    return [{ entry: cheat.machine.write({ type: "attest", ...cheat.random.pick(options) }), to: cheat.random.pick(["all", "some", "one"] as const) }];
  },

  /** A result the close does not give, or the right one with another outcome. */
  lie(cheat) {
    const { machine, random } = cheat;
    const options = attestations(cheat);
    if (options.length === 0) return [];
    const honest = random.pick(options);
    const lied = random.chance(0.5) ? { ...honest, result: random.id<Hash>() } : { ...honest, adopted: !honest.adopted };
    return [{ entry: machine.write({ type: "attest", ...lied }), to: "all" }];
  },
};

/** Attestations that keep the rules, over every usable close and, in later rounds, over chosen lists. */
function attestations({ machine, random }: Cheat): Attestation[] {
  const { view, counts } = machine;
  const of = (close: By<"close">, round: number, lists: readonly EntryId[]): Attestation => {
    const { hash, adopted, option } = counts.resultOf(close);
    return { motion: view.id, close: close.act.id, round, result: hash, adopted, option, lists: [...lists].sort() };
  };
  const first = view.closes.filter((close) => counts.pastOf(close).sealers.length >= view.q).map((close) => of(close, 1, []));
  const later = view.rounds.flatMap((round) => {
    const before = view.attestationsIn(round);
    const doubles = doubleAttesters(before);
    const listed = random.shuffled(before).slice(0, random.below(before.length + 1));
    const best = mostAttested(counts, listed, doubles);
    if (best === null || singleAttesters(listed, doubles).size < view.q) return [];
    return [of(view.get("close", best.act.record.close)!, round + 1, listed.map(({ act }) => act.id))];
  });
  return [...first, ...later];
}

const isOwn = ({ machine, secondDevice }: Cheat, act: Act<WorldRecord>): boolean => act.device === machine.device || act.device === secondDevice;

/** An own attestation in the past would make another of the same round void. */
const followsOwn = (cheat: Cheat, act: Act<WorldRecord>): boolean =>
  cheat.machine.graph.acts.some((own) => isOwn(cheat, own) && own.record.type === "attest" && act.past.has(own));

const coversLists = ({ close, lists }: Attestation, acts: readonly Act<WorldRecord>[]): boolean =>
  [close, ...lists].every((id) => acts.some((act) => act.id === id));
