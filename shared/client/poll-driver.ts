/** POLL-3…6. Takes this machine's next step in every motion of a group, whenever something is heard or a time comes. */
import type { MemberId, MotionId } from "../base/ids.ts";
import type { Motion } from "../governance/assembly.ts";
import { kinds, type Kind } from "../log/kind.ts";
import type { MotionView } from "../poll/motion-view.ts";
import { nextStep, nothingNoticed, notice, type Noticed, type Step, type Timers } from "../poll/next-step.ts";
import { encodePollRecord, type PollRecord } from "../poll/records.ts";
import type { PaperLine } from "../poll/sheet.ts";
import { answersUntil } from "../poll/time-to-answer.ts";
import type { Clock } from "../ports/clock.ts";
import { takesSteps } from "./own-device.ts";
import type { FirstSeen } from "./first-seen.ts";
import type { Group } from "./group.ts";
import { unlessUnwritable } from "./writing.ts";

/** Timers beyond this are set in pieces: hosts count in 32 bits. */
const longestWait = 24 * 3_600_000;

export class PollDriver {
  readonly #noticed = new Map<MotionId, Noticed>();
  /** Of a motion, how it stood when a step had no effect (LOG-8): as long as it stands so, none is written again. */
  readonly #inVain = new Map<MotionId, string>();
  #cancel: (() => void) | null = null;
  #busy = false;
  #again = false;
  #stopped = false;

  constructor(
    private readonly group: Group,
    private readonly clock: Clock,
    private readonly timers: Timers,
    private readonly seen: FirstSeen,
  ) {}

  /** Looks at every motion anew; called on each change of the group. */
  wake(): void {
    if (this.#stopped) return;
    if (this.#busy) this.#again = true;
    else void this.#run();
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel?.();
  }

  async #run(): Promise<void> {
    this.#busy = true;
    this.#cancel?.();
    try {
      await unlessUnwritable(() => this.#takeAll(), null); // opening the profile again begins anew
    } finally {
      this.#busy = false;
    }
  }

  async #takeAll(): Promise<void> {
    do {
      this.#again = false;
      const next = await this.#takeSteps();
      if (next !== null && !this.#stopped) this.#cancel = this.clock.after(Math.min(longestWait, Math.max(0, next - this.clock.now())), () => this.wake());
    } while (this.#again && !this.#stopped);
  }

  /** The earliest time something is due, or null. */
  async #takeSteps(): Promise<number | null> {
    if (this.group.fold.awaitsActs) return null; // a key comes first (KEY-6)
    let earliest: number | null = null;
    for (const id of [...this.group.fold.assembly.motions.keys()]) {
      const until = await this.#advance(id);
      if (until !== null && (earliest === null || until < earliest)) earliest = until;
    }
    return earliest;
  }

  /** Steps in one motion until there is nothing more to do now. */
  async #advance(id: MotionId): Promise<number | null> {
    for (;;) {
      const motion = this.group.fold.assembly.motions.get(id);
      if (motion === undefined || this.#stopped || this.#inVain.get(id) === this.#stateOf(motion.view)) return null;
      if (!takesSteps(this.group.fold, motion.view, this.group.me, this.group.own.device)) return null;
      const noticed = notice(this.#noticed.get(id) ?? nothingNoticed, motion.view, this.clock.now(), onPaperFor(motion, this.group.me));
      this.#noticed.set(id, noticed);
      const { bylaws } = this.group.fold.assembly.bylaws(motion.view.motion.past);
      const step = nextStep(motion.counts, this.group.me, noticed, this.clock.now(), this.timers, answersUntil(motion.view, bylaws, this.seen));
      if (step.do === "wait") return step.until;
      const before = this.#stateOf(motion.view);
      await writeStep(this.group, id, step);
      const after = this.group.fold.assembly.motions.get(id);
      if (after !== undefined && this.#stateOf(after.view) === before) this.#inVain.set(id, before);
    }
  }

  /** A void step leaves all of this as it was. */
  #stateOf(view: MotionView): string {
    return `${view.version} ${this.group.fold.assembly.standing().of(this.group.me) ?? ""}`;
  }
}

/** POLL-11. What tellers have entered for this member, as it would be counted now. */
export function onPaperFor({ view, counts }: Motion, me: MemberId): PaperLine | null {
  if (view.motion.record.tellers === undefined || view.sheets.length === 0) return null;
  return counts.running().paper.find(({ member, is }) => member === me && is === "counted") ?? null;
}

const recordOf = (motion: MotionId, step: Exclude<Step, { do: "wait" }>): readonly [Kind, PollRecord] => {
  switch (step.do) {
    case "seal":
      return [kinds.seal, { type: "seal", motion }];
    case "close":
      return [kinds.close, { type: "close", motion, seals: step.seals }];
    case "attest":
      return [kinds.attest, { type: "attest", ...step.attestation }];
  }
};

/** Writes a step as an entry. */
export async function writeStep(group: Group, motion: MotionId, step: Exclude<Step, { do: "wait" }>): Promise<void> {
  const [kind, record] = recordOf(motion, step);
  await group.author(kind, () => encodePollRecord(record));
}
