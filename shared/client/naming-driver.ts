/** MEM-7. The admitter's machine opens one naming motion for all who are unnamed; another's after a day if none is known. */
import { days, seconds } from "../base/units.ts";
import type { MemberFact } from "../governance/governance.ts";
import { isAboutOne } from "../governance/motion-rules.ts";
import type { MemberId } from "../base/ids.ts";
import type { Clock } from "../ports/clock.ts";
import { StorageFailure, WritingHeld, type Group } from "./group.ts";
import { namingMotion, openMotion } from "./opening.ts";

/** How long a machine waits, so that several who join together are named together. */
const gathering = seconds(3);
const othersTurn = days(1);
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
    const at = Math.max(this.clock.now() + gathering, due);
    if (this.#timer !== null && this.#timer.at <= at) return;
    this.#timer?.cancel();
    this.#timer = { at, cancel: this.clock.after(at - this.clock.now(), () => void this.#open()) };
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

  #turn(member: MemberFact): number {
    const mine = member.admissions.some((a) => a.by === this.group.me);
    return mine ? this.clock.now() : Math.min(this.clock.now(), member.admissions[0]!.act.time) + othersTurn;
  }

  async #open(): Promise<void> {
    this.#timer = null;
    this.#opening = true;
    try {
      const due = this.#due();
      const names = (): MemberId[] => unnamed(this.group).slice(0, this.most).map((m) => m.id);
      if (due !== null && due <= this.clock.now()) await openMotion(this.group, () => namingMotion(this.group, this.clock, names()));
    } catch (error) {
      if (!(error instanceof StorageFailure || error instanceof WritingHeld)) throw error;
    } finally {
      this.#opening = false;
    }
    this.wake();
  }
}

/** Members without a vote whom no motion has ever named and who share their invite with nobody (MEM-3). */
export function unnamed(group: Group): readonly MemberFact[] {
  const { assembly } = group.fold;
  const electorate = assembly.electorate();
  const proposed = new Set<MemberId>([...assembly.motions.values()].flatMap(({ view }) => (isAboutOne(view.motion.record.kind) ? [] : view.motion.record.names)));
  return assembly.governance.membersIn(null).filter((m) => assembly.standing().of(m.id) === "active" && !electorate.has(m.id) && !proposed.has(m.id) && assembly.governance.rivalsOf(m, null).length === 0);
}
