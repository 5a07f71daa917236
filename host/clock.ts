/** The machine's clock behind the Clock port. */
import type { Clock } from "../shared/ports/clock.ts";

export const systemClock: Clock = {
  now: () => Date.now(),
  after(delay, then) {
    const timer = setTimeout(then, delay);
    return () => clearTimeout(timer);
  },
};
