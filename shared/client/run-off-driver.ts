/**
 * POLL-7. Where the bylaws say so, a certified tie is followed by a run-off among the tied, once: the machines of the
 * electorate open it in turn. Two that opened one without knowing of each other leave the one with the lower id.
 */
import type { MotionId, ThreadId } from "../base/ids.ts";
import { days, minutes, seconds } from "../base/units.ts";
import { kinds } from "../log/kind.ts";
import { strictest } from "../poll/bylaws.ts";
import { certificateIn } from "../poll/certificate.ts";
import type { MotionView } from "../poll/motion-view.ts";
import { encodePollRecord, type Motion as MotionRecord } from "../poll/records.ts";
import type { Clock } from "../ports/clock.ts";
import { shownCount } from "../record/motion-state.ts";
import { openMotion, rollNow, usualMotion } from "./opening.ts";
import type { Group } from "./group.ts";
import { unlessUnwritable } from "./writing.ts";

/** Whoever comes first on the roll; another only when none is known after its own turn. */
const firstTurn = seconds(3);
const perPlace = minutes(1);

export class RunOffDriver {
  readonly #followed = new Map<MotionId, boolean>();
  readonly #noticed = new Map<MotionId, number>();
  #cancel: (() => void) | null = null;
  #busy = false;
  #stopped = false;

  constructor(
    private readonly group: Group,
    private readonly clock: Clock,
  ) {}

  wake(): void {
    if (this.#busy || this.#stopped || this.group.held) return;
    const { assembly } = this.group.fold;
    if (!this.group.mayGovern || !assembly.electorate().has(this.group.me)) return; // a void one would be due again at once
    const now = this.clock.now();
    let next: number | null = null;
    for (const { view } of assembly.motions.values()) {
      if (!this.#followed.has(view.id)) this.#followed.set(view.id, isFollowed(this.group, view));
      if (!this.#followed.get(view.id)!) continue;
      const surplus = surplusRunOffs(this.group, view);
      if (surplus.length > 0) return void this.#write(() => this.#withdraw(surplus[0]!));
      if (tiedIn(this.group, view) === null || runOffsOf(this.group, view).length > 0) continue;
      if (!this.#noticed.has(view.id)) this.#noticed.set(view.id, now);
      const due = this.#noticed.get(view.id)! + firstTurn + perPlace * rollNow(this.group).indexOf(this.group.me);
      if (due <= now) return void this.#write(() => openMotion(this.group, () => runOffOf(this.group, view, this.clock)));
      next = Math.min(next ?? due, due);
    }
    this.#cancel?.();
    this.#cancel = next === null ? null : this.clock.after(next - now, () => this.wake());
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel?.();
  }

  #withdraw(view: MotionView): Promise<unknown> {
    return this.group.author(kinds.withdrawal, () => encodePollRecord({ type: "withdrawal", motion: view.id }));
  }

  async #write(step: () => Promise<unknown>): Promise<void> {
    this.#busy = true;
    try {
      this.#stopped ||= await unlessUnwritable(() => step().then(() => false), true);
    } finally {
      this.#busy = false;
    }
    this.wake();
  }
}

/** Whether a tie of this motion is followed by a run-off. It never changes; a run-off has none of its own. */
function isFollowed(group: Group, { motion: { record, past } }: MotionView): boolean {
  const { assembly } = group.fold;
  if (record.kind !== "ordinary" || record.advice === true || record.method === "sign-up" || record.lots === true) return false;
  if (record.thread !== null && assembly.motions.has(record.thread as string as MotionId)) return false;
  return assembly.bylaws(past).bylaws.ties === "runOff";
}

/** The options between which a certified count could not tell, and the seats they are tied for; null where no run-off follows. */
export function tiedIn(group: Group, view: MotionView): { readonly options: readonly number[]; readonly seats: number } | null {
  const { assembly } = group.fold;
  const { record } = view.motion;
  if (!isFollowed(group, view)) return null;
  if (certificateIn(view, null).is !== "certified") return null;
  const { outcome, tally } = shownCount(assembly.motions.get(view.id)!).decided;
  const tied = outcome.is === "tied" ? outcome.options : outcome.is === "elected" && "tied" in tally ? tally.tied : [];
  const options = tied.filter((option) => option < record.options.length);
  const seats = (record.seats ?? 1) - (outcome.is === "elected" ? outcome.options.length : 0);
  return options.length > seats ? { options, seats } : null;
}

/** Motions that came from it and ask between some of its options, lowest id first; what was taken back is none. */
export function runOffsOf(group: Group, tied: MotionView): readonly MotionView[] {
  const titles = new Set(tied.motion.record.options.map(({ title }) => title));
  return [...group.fold.assembly.motions.values()]
    .map(({ view }) => view)
    .filter(({ motion, withdrawals }) => (motion.record.thread as string | null) === tied.id && withdrawals.length === 0 && motion.record.options.length > 0 && motion.record.options.every(({ title }) => titles.has(title)))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Mine, beside one with a lower id, while nothing is certified in it. */
function surplusRunOffs(group: Group, tied: MotionView): readonly MotionView[] {
  if (tiedIn(group, tied) === null) return [];
  return runOffsOf(group, tied).slice(1).filter((view) => view.memberOf(view.motion.device, view.motion.past) === group.me && certificateIn(view, null).is === "none");
}

function runOffOf(group: Group, view: MotionView, clock: Clock): MotionRecord {
  const { record } = view.motion;
  const { bylaws } = group.fold.assembly.bylaws();
  const { options: tied, seats } = tiedIn(group, view)!;
  const deadline = clock.now() + days(bylaws.deadlineDays);
  return usualMotion(group, {
    title: record.title,
    situation: record.situation,
    options: tied.map((option) => record.options[option]!),
    kind: "ordinary",
    names: [],
    method: record.method,
    ...(record.seats !== undefined && { seats }),
    ...(record.dots !== undefined && { dots: record.dots }),
    ...strictest(record, bylaws),
    deadline,
    ...(group.fold.assembly.standing().isEntitled(record.implementer) && { implementer: record.implementer }),
    reportBy: record.reportBy === null ? null : Math.max(record.reportBy, deadline),
    thread: view.id as string as ThreadId,
  });
}
