/** MEM-7. The admitter's machine opens one naming motion for all who are unnamed; another's after a day if none is known. */
import { days, seconds } from "../base/units.ts";
import type { MemberFact } from "../governance/governance.ts";
import { givesVote } from "../poll/motion-kind.ts";
import type { MemberId } from "../base/ids.ts";
import type { Clock } from "../ports/clock.ts";
import type { Group } from "./group.ts";
import { unlessUnwritable } from "./writing.ts";
import { namingMotion, openMotion } from "./opening.ts";

/** How long a machine waits, so that several who join together are named together. */
const gathering = seconds(3);
const othersTurn = days(1);
/** Timers of platforms do not run for months. */
const longestWait = days(1);
/** In one motion: whoever brings in ten thousand must not make one too long to be written. The rest is named in the next. */
const mostAtOnce = 1000;

export class NamingDriver {
  #timer: { readonly at: number; readonly cancel: () => void } | null = null;
  #opening = false;

  constructor(
    private readonly group: Group,
    private readonly clock: Clock,
    private readonly most = mostAtOnce,
  ) {}

  wake(): void {
    if (this.#opening) return;
    const due = this.#due();
    if (due === null) return;
    const now = this.clock.now();
    const at = Math.min(Math.max(now + gathering, due), now + longestWait);
    if (this.#timer !== null && this.#timer.at <= at) return;
    this.#timer?.cancel();
    this.#timer = { at, cancel: this.clock.after(at - now, () => void this.#open()) };
  }

  stop(): void {
    this.#timer?.cancel();
    this.#opening = true;
  }

  /** When this machine should open a motion, or null when there is nothing to do. */
  #due(): number | null {
    const { assembly } = this.group.fold;
    if (this.group.held || !this.group.mayGovern || !assembly.isConstituted() || !assembly.electorate().has(this.group.me)) return null;
    const times = unnamed(this.group).map((m) => this.#turn(m));
    return times.length === 0 ? null : Math.min(...times);
  }

  /** LAW-5. The admitter's machine when the probation is over, another's a day later; by a clock no rule reads. */
  #turn(member: MemberFact): number {
    const now = this.clock.now();
    const { probationDays } = this.group.fold.assembly.bylaws().bylaws;
    const mine = member.admissions.some((a) => a.by === this.group.me);
    if (mine && probationDays === 0) return now;
    return Math.min(now, member.admissions[0]!.act.time) + days(probationDays) + (mine ? 0 : othersTurn);
  }

  /** Others wait for their own day. */
  #nameable(): readonly MemberFact[] {
    const { probationDays } = this.group.fold.assembly.bylaws().bylaws;
    return unnamed(this.group).filter((m) => probationDays === 0 || this.#turn(m) <= this.clock.now());
  }

  async #open(): Promise<void> {
    this.#timer = null;
    this.#opening = true;
    try {
      const due = this.#due();
      const names = (): MemberId[] => this.#nameable().slice(0, this.most).map((m) => m.id);
      if (due !== null && due <= this.clock.now()) await unlessUnwritable(() => openMotion(this.group, () => namingMotion(this.group, this.clock, names())), null);
    } finally {
      this.#opening = false;
    }
    this.wake();
  }
}

/** Members without a vote whom no motion has ever named, who share their invite with nobody (MEM-3) and have the sponsors it takes (LAW-4). */
export function unnamed(group: Group): readonly MemberFact[] {
  const { assembly } = group.fold;
  const electorate = assembly.electorate();
  const proposed = new Set<MemberId>([...assembly.motions.values()].flatMap(({ view }) => (givesVote(view.motion.record.kind) ? view.motion.record.names : [])));
  return assembly.governance.membersIn(null).filter((m) => assembly.standing().of(m.id) === "active" && !electorate.has(m.id) && !proposed.has(m.id) && assembly.governance.rivalsOf(m, null).length === 0 && assembly.isSponsored(m.id));
}
