/** Locks the profile after so many minutes without a key, a touch or a movement. 0 = never. */
import { useEffect } from "react";
import { useRun } from "../engine/run.ts";
import { minutes } from "../../shared/base/units.ts";

const signs = ["keydown", "pointerdown", "pointermove", "wheel"] as const;

export function useAutoLock(after: number): void {
  const run = useRun();
  useEffect(() => {
    if (after === 0) return;
    let seen = Date.now();
    const notice = (): void => {
      seen = Date.now();
    };
    // Asked by the clock, not by one long timer: a machine that slept must lock when it wakes.
    const timer = setInterval(() => {
      if (Date.now() - seen >= minutes(after)) void run({ type: "profile.lock" });
    }, 5_000);
    for (const sign of signs) window.addEventListener(sign, notice, { passive: true });
    return () => {
      clearInterval(timer);
      for (const sign of signs) window.removeEventListener(sign, notice);
    };
  }, [after, run]);
}
