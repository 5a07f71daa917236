/** LAW-5. When this machine first saw motions, by its own clock: kept, so that a notice goes on through a restart. */
import type { MotionId } from "../base/ids.ts";
import type { Clock } from "../ports/clock.ts";
import type { GroupStore } from "./group-store.ts";

export class FirstSeen {
  constructor(
    private readonly clock: Clock,
    /** Nowhere in demonstrations. */
    private readonly store: Pick<GroupStore, "sawMotion"> | null = null,
    private readonly known: Map<MotionId, number> = new Map<MotionId, number>(),
  ) {}

  /** Now, if it was not seen before. */
  of(motion: MotionId): number {
    const known = this.known.get(motion);
    if (known !== undefined) return known;
    const now = this.clock.now();
    this.known.set(motion, now);
    void this.store?.sawMotion(motion, now).catch(() => undefined); // where the disk fails, the notice begins anew at the next start
    return now;
  }
}
