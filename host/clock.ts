/** The machine's clock behind the Clock port. Pending timers do not keep a process alive. */
import type { Clock } from "../shared/ports/clock.ts";

export const systemClock: Clock = {
  now: () => Date.now(),
  after(delay, then) {
    const timer = setTimeout(then, delay);
    timer.unref();
    return () => clearTimeout(timer);
  },
};
