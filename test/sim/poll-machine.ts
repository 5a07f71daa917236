/** One member's machine in a simulated poll: what it has heard, how it judges it, and the entries it writes. */
import type { Past } from "../../shared/log/past.ts";
import type { DeviceId, EntryId, MemberId } from "../../shared/base/ids.ts";
import type { Act } from "../../shared/log/past.ts";
import { certificateIn } from "../../shared/poll/certificate.ts";
import { faultOf } from "../../shared/poll/fault.ts";
import { Forks } from "../../shared/poll/forks.ts";
import { MotionCounts } from "../../shared/poll/motion-counts.ts";
import { doubleAttesters, MotionView } from "../../shared/poll/motion-view.ts";
import { nextStep, notice, nothingNoticed, usualTimers, type Noticed, type Step } from "../../shared/poll/next-step.ts";
import type { PollAct, PollActOf, PollRecord } from "../../shared/poll/records.ts";
import { ActGraph, headsOf, type SentAct } from "./act-graph.ts";
import type { Seeded } from "./seeded.ts";

/** LOG-7. Stands for the governance entry that carries both headers. */
export interface ProofRecord {
  readonly type: "proof";
  readonly device: DeviceId;
  readonly seq: number;
}
export type WorldRecord = PollRecord | ProofRecord;
export type Sent = SentAct<WorldRecord>;

export class PollMachine {
  readonly graph = new ActGraph<WorldRecord>();
  readonly forks = new Forks();
  readonly view: MotionView;
  readonly counts: MotionCounts;
  readonly sent = new Map<EntryId, Sent>();
  /** Acts that broke a rule, and which. */
  readonly voids = new Map<EntryId, string>();
  readonly #waiting = new Map<EntryId, Sent>();
  readonly #headers = new Map<string, EntryId>();
  readonly #unproven: ProofRecord[] = [];
  readonly #proven = new Set<DeviceId>();
  #noticed: Noticed = nothingNoticed;

  constructor(
    readonly member: MemberId,
    readonly device: DeviceId,
    motion: Sent,
    memberOf: (device: DeviceId, past: Past) => MemberId | null,
    private readonly random: Seeded,
  ) {
    const act = this.graph.place(motion)!;
    this.sent.set(motion.id, motion);
    this.forks.add(act);
    this.view = new MotionView(act as PollActOf<"motion">, memberOf);
    this.counts = new MotionCounts(this.view, this.forks);
  }

  /** Takes an entry in; answers with all that could be placed by it. */
  receive(entry: Sent): Sent[] {
    if (this.sent.has(entry.id) || this.#waiting.has(entry.id)) return [];
    this.#waiting.set(entry.id, entry);
    const placed: Sent[] = [];
    for (let progress = true; progress; ) {
      progress = false;
      for (const waiting of [...this.#waiting.values()]) {
        const act = this.graph.place(waiting);
        if (act === null) continue;
        this.#waiting.delete(waiting.id);
        this.#take(waiting, act);
        placed.push(waiting);
        progress = true;
      }
    }
    return placed;
  }

  /** Writes and takes in an entry that follows everything heard, or only what follows from the acts given. */
  write(record: WorldRecord, device: DeviceId = this.device, after?: readonly Act<WorldRecord>[]): Sent {
    const gov = after === undefined ? this.graph.heads : headsOf(after);
    const before = gov.map((id) => this.graph.get(id)!);
    const own = this.graph.acts.filter((act) => act.device === device && before.some((b) => b === act || b.past.has(act)));
    const entry: Sent = {
      id: this.random.id<EntryId>(),
      device,
      seq: 1 + Math.max(0, ...own.map((act) => act.seq)),
      lamport: 1 + Math.max(...before.map((act) => act.lamport)),
      gov,
      record,
    };
    this.receive(entry);
    return entry;
  }

  step(now: number): Step {
    this.#noticed = notice(this.#noticed, this.view, now);
    return nextStep(this.counts, this.member, this.#noticed, now, usualTimers);
  }

  /** Proofs of forks seen in headers and not yet proven by anybody. */
  takeProofs(): ProofRecord[] {
    return this.#unproven.splice(0).filter(({ device }) => !this.#proven.has(device));
  }

  get certificate() {
    return certificateIn(this.view, null);
  }

  /** Everything two machines that heard the same must agree on. */
  digest(): string {
    return JSON.stringify({
      certificate: this.certificate,
      running: this.counts.running(),
      closes: this.view.closes.map((close) => [close.act.id, this.counts.pastOf(close).sealers, this.counts.resultOf(close).hash]).sort(),
      doubles: this.view.rounds.map((round) => [...doubleAttesters(this.view.attestationsIn(round))].sort()),
      voids: [...this.voids].sort(),
      forked: [...this.forks.devices].sort(),
      heads: this.graph.heads,
    });
  }

  #take(entry: Sent, act: Act<WorldRecord>): void {
    this.sent.set(entry.id, entry);
    this.forks.add(act);
    const header = `${entry.device} ${entry.seq}`;
    const twin = this.#headers.get(header);
    if (twin === undefined) this.#headers.set(header, entry.id);
    else this.#unproven.push({ type: "proof", device: entry.device, seq: entry.seq });
    if (act.record.type === "proof") {
      this.forks.addProof({ act, device: act.record.device, seq: act.record.seq });
      this.#proven.add(act.record.device);
      return;
    }
    const fault = faultOf(this, act as PollAct);
    if (fault === null) this.view.add(act as PollAct);
    else this.voids.set(act.id, fault);
  }
}
