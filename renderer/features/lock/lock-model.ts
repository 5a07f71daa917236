/** Opens the profile, or destroys it. */
import { useLocation } from "wouter";
import { useLocale } from "../../design/locale.ts";
import { clockOf } from "../../design/when.ts";
import { useAct } from "../../engine/use-act.ts";
import { useRun } from "../../engine/run.ts";
import type { LockActions, LockSnapshot } from "./LockView.tsx";

export function useLock(since: number | null): { snapshot: LockSnapshot; actions: LockActions } {
  const locale = useLocale();
  const run = useRun();
  const [, go] = useLocation();
  const { act, busy, refusal } = useAct();
  return {
    snapshot: { busy, refusal, lockedAt: since === null ? null : clockOf(since, locale) },
    actions: {
      open: (passphrase) => void act(run({ type: "profile.unlock", passphrase })),
      erase: () => {
        go("/"); // where one was is gone with the rest
        void act(run({ type: "profile.panic" }));
      },
    },
  };
}

/** Says whether the profile was copied or moved. */
export function useCopy() {
  const run = useRun();
  const { act, busy, refusal } = useAct();
  return {
    snapshot: { busy, refusal },
    actions: { settle: (isCopy: boolean) => void act(run({ type: "profile.settleCopy", isCopy })) },
  };
}
