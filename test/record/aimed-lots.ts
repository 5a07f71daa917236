/** Histories of lots that turn on one rule each: which motion may draw one again, and which numbers belong to it. */
import type { MotionId } from "../../shared/base/ids.ts";
import { kinds } from "../../shared/log/kind.ts";
import { commitmentTo } from "../../shared/poll/draw.ts";
import { decodePollRecord, encodePollRecord, motionTextHash, type Motion } from "../../shared/poll/records.ts";
import type { Choice } from "../../shared/tally/choice.ts";
import type { Event } from "../model/village.ts";
import type { AimedStory, Asked } from "./aimed.ts";
import { SignedVillage } from "./signed-village.ts";

const four = ["ada", "bela", "cyn", "dan"];
const option = (title: string, places?: number) => ({ title, text: `${title}.`, necessity: "", practicality: "", ...(places !== undefined && { places }) });
const [pay, strike, wait] = ["Pay", "Strike", "Wait"].map((title) => option(title)) as [Motion["options"][number], Motion["options"][number], Motion["options"][number]];
const all: Choice = { method: "lots", vote: "yes" };
const memberOf = (machine: string): string => machine.split("/")[0]!;

class Story implements AimedStory {
  readonly v = new SignedVillage(four);
  readonly asked: Asked[] = [];
  readonly told: Event[] = [];

  /** By ada. */
  #motion(after: readonly Event[], over: Partial<Motion>): Uint8Array {
    const { bytes } = this.v.motion("ordinary", [], { after, mover: "ada" });
    const record = { ...(decodePollRecord(kinds.motion, bytes) as Motion & { type: "motion" }), lots: true as const, base: "present" as const, ...over };
    return encodePollRecord({ ...record, textHash: motionTextHash(record) });
  }

  opened(after: readonly Event[], over: Partial<Motion>): Event & { readonly id: MotionId } {
    const event = this.v.says("ada", kinds.motion, this.#motion(after, over), after);
    return { ...event, id: event.acts[0]!.id as string as MotionId };
  }

  /** Each machine has a number of its own. */
  number = (machine: string): Uint8Array => new Uint8Array(32).fill(1 + four.indexOf(memberOf(machine)) + (machine.includes("/") ? 100 : 0));

  cast(machine: string, motion: MotionId, choice: Choice, after: readonly Event[], replaces: readonly Event[] = [], throwsIn = true): Event {
    const commitment = throwsIn ? { commitment: commitmentTo(motion, this.v.member(machine), this.number(machine)) } : {};
    return this.v.says(machine, kinds.ballot, encodePollRecord({ type: "ballot", motion, replaces: replaces.map(({ acts }) => acts[0]!.id), choice, ...commitment }), after);
  }

  /** Promises, a close and first attestations by these machines, which know nothing but these ballots. */
  counted(machines: readonly string[], motion: MotionId, ballots: readonly Event[]): { readonly close: Event; readonly attested: readonly Event[] } {
    const seals = machines.map((name) => this.v.says(name, kinds.seal, encodePollRecord({ type: "seal", motion }), ballots));
    const close = this.v.says(machines[0]!, kinds.close, encodePollRecord({ type: "close", motion, seals: seals.map(({ acts }) => acts[0]!.id).sort() }), seals);
    return { close, attested: machines.map((name) => ({ acts: [this.v.attest(name, motion, close.acts[0]!, close.acts)], by: new Set([name]), motion })) };
  }

  /** Everybody casts that, and the count is certified. */
  decided(motion: Event & { readonly id: MotionId }, choice: (name: string) => Choice, throwsIn: readonly string[] = four): readonly Event[] {
    const ballots = four.map((name) => this.cast(name, motion.id, choice(name), [motion], [], throwsIn.includes(name)));
    return this.counted(four, motion.id, ballots).attested;
  }

  #seed = (machine: string, motion: MotionId): Uint8Array => encodePollRecord({ type: "seed", motion, value: this.number(machine) });
  shows = (machine: string, motion: MotionId, after: readonly Event[]): Event => this.v.says(machine, kinds.seed, this.#seed(machine, motion), after);

  /** Whether a number belongs to the lot; shown by whoever's machine `by` is. */
  asksFor(machine: string, motion: MotionId, after: readonly Event[], by = machine): this {
    const answer = this.v.tries(by, kinds.seed, this.#seed(machine, motion), after) ?? "taken";
    const shown = this.v.last(by);
    this.told.push(shown);
    this.asked.push({ what: `${this.asked.length + 1}: the number of ${machine}`, answer, record: this.v.record(motion, [shown]) });
    return this;
  }

  /** Whether a motion of that kind may draw it again. */
  asksAgain(after: readonly Event[], over: Partial<Motion>): this {
    const answer = this.v.tries("ada", kinds.motion, this.#motion(after, over), after) ?? "taken";
    const opened = this.v.last("ada");
    this.told.push(opened);
    this.asked.push({ what: `${this.asked.length + 1}: ${JSON.stringify(Object.keys(over))}`, answer, record: this.v.record(opened.acts[0]!.id, [opened]) });
    return this;
  }
}

export const lotStories: Readonly<Record<string, () => Story>> = {
  "[POLL-15] a lot is drawn again about what it has to settle, in the same words": () => {
    const s = new Story();
    const first = s.opened([s.v.base], { title: "Shall we?", method: "approval", options: [pay, strike, wait] });
    const certified = s.decided(first, () => ({ method: "approval", approved: [0, 2] }));
    const after = [...certified, ...["ada", "bela", "cyn"].map((name) => s.shows(name, first.id, certified))];
    const again = { title: "Shall we?", method: "lots", options: [pay, wait], seats: 1, redraws: { motion: first.id, without: [s.v.member("dan")] } } as const;
    const second = s.opened(after, { ...again, situation: "Dan's number is missing." });
    const passed = s.decided(second, () => all, ["ada", "bela", "cyn"]);
    return s
      .asksAgain(after, again)
      .asksAgain(after, { ...again, title: "Shall we not?" })
      .asksAgain(after, { ...again, options: [wait, pay] })
      .asksAgain(after, { ...again, options: [pay, { ...wait, text: "Wait a year." }] })
      .asksAgain(after, { ...again, options: [pay, strike, wait] })
      .asksAgain(after, { ...again, options: [pay], seats: 1 })
      .asksAgain(after, { ...again, seats: 2 })
      .asksAgain(after, { ...again, method: "stv-scottish" })
      .asksAgain(after, { ...again, advice: true })
      .asksAgain(after, { ...again, redraws: { motion: first.id, without: [s.v.member("cyn")] } })
      .asksAgain(certified, { ...again, redraws: { motion: first.id, without: [s.v.member("cyn")] } })
      .asksAgain([first], again)
      .asksAgain(passed, again)
      .asksFor("dan", first.id, passed);
  },
  "[POLL-15] for the seats that were left, by no less": () => {
    const s = new Story();
    const quorum = { numerator: 1, denominator: 1, strict: false };
    const first = s.opened([s.v.base], { title: "Who goes?", method: "lots", options: [pay, strike, wait], seats: 2, quorum });
    const certified = s.decided(first, () => all);
    const again = { title: "Who goes?", method: "lots", options: [pay, strike, wait], seats: 2, quorum, redraws: { motion: first.id, without: [s.v.member("dan")] } } as const;
    return s.asksAgain(certified, again).asksAgain(certified, { ...again, seats: 1 }).asksAgain(certified, { ...again, quorum: { ...quorum, denominator: 2 } });
  },
  "[POLL-15] of a sign-up for what was overfull, with its places": () => {
    const s = new Story();
    const [door, stage] = [option("Door", 1), option("Stage", 4)] as const;
    const first = s.opened([s.v.base], { title: "Who helps?", method: "sign-up", options: [door, stage] });
    const certified = s.decided(first, () => ({ method: "sign-up", taken: [0, 1] }));
    const again = { title: "Who helps?", method: "sign-up", options: [door], redraws: { motion: first.id, without: [s.v.member("dan")] } } as const;
    return s
      .asksAgain(certified, again)
      .asksAgain(certified, { ...again, options: [{ ...door, places: 2 }] })
      .asksAgain(certified, { ...again, options: [door, stage] })
      .asksAgain(certified, { ...again, method: "lots", options: [pay], seats: 1 });
  },
  "[MAN-1, POLL-15] and by a motion of its kind, which gives no office on the way": () => {
    const s = new Story();
    const options = ["ada", "bela"].map((name) => option(name));
    const asked = { title: "Who goes?", method: "lots", options, seats: 1 } as const;
    const first = s.opened([s.v.base], asked);
    const certified = s.decided(first, () => all);
    const again = { ...asked, redraws: { motion: first.id, without: [s.v.member("dan")] } };
    const half = { numerator: 1, denominator: 2, strict: false };
    const terms = { title: "Council", scope: "", instructions: "", constituents: [], seats: 1, acts: [], floor: half, lapses: false };
    return s.asksAgain(certified, again).asksAgain(certified, { ...again, kind: "mandate", mandate: { terms, nominees: ["ada", "bela"].map((name) => s.v.member(name)) } });
  },
  "[POLL-15] advice is drawn again as advice": () => {
    const s = new Story();
    const first = s.opened([s.v.base], { method: "lots", options: [pay, wait], seats: 1, advice: true });
    const certified = s.decided(first, () => all);
    const again = { method: "lots", options: [pay, wait], seats: 1, redraws: { motion: first.id, without: [s.v.member("dan")] } } as const;
    return s.asksAgain(certified, { ...again, advice: true }).asksAgain(certified, again);
  },
  "[POLL-6, POLL-15] where a higher round counts another ballot, its number is shown too": () => {
    const s = new Story();
    const seconds = four.map((name) => `${name}/2`);
    const linked = seconds.map((machine) => s.v.link(memberOf(machine), machine, [s.v.base]));
    const first = s.opened(linked, { method: "lots", options: [pay, wait], seats: 1 });
    const ballots = four.map((name) => s.cast(name, first.id, all, [first]));
    const other = s.cast("dan/2", first.id, all, [ballots[3]!], [ballots[3]!]);
    const one = s.counted(four, first.id, ballots);
    const two = s.counted(seconds, first.id, [...ballots.slice(0, 3), other]);
    const shown = four.map((name) => s.shows(name, first.id, one.attested));
    const result = (close: Event) => s.v.assembly.motions.get(first.id)!.counts.resultOf(s.v.assembly.motions.get(first.id)!.view.get("close", close.acts[0]!.id)!);
    const { hash, adopted, option: chosen } = result(two.close);
    const lists = two.attested.map(({ acts }) => acts[0]!.id).sort();
    const above = seconds.map((machine) => s.v.says(machine, kinds.attest, encodePollRecord({ type: "attest", motion: first.id, close: two.close.acts[0]!.id, round: 2, result: hash, adopted, option: chosen, lists }), two.attested));
    const everything = [...shown, ...above];
    const again = s.shows("dan/2", first.id, everything);
    return s
      .asksFor("dan", first.id, one.attested)
      .asksFor("dan", first.id, everything)
      .asksFor("dan/2", first.id, [...one.attested])
      .asksFor("dan/2", first.id, everything)
      .asksFor("dan/2", first.id, [again])
      .asksFor("dan/2", first.id, everything, "ada")
      .asksFor("ada", first.id, [again]);
  },
};
