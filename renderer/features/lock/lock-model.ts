/** Opens the profile, or destroys it. */
import { useTranslation } from "react-i18next";
import { clockOf } from "../../design/when.ts";
import { useAct } from "../../engine/use-act.ts";
import { useRun } from "../../engine/run.ts";
import type { LockActions, LockSnapshot } from "./LockView.tsx";

export function useLock(since: number | null): { snapshot: LockSnapshot; actions: LockActions } {
  const { i18n } = useTranslation("lock");
  const run = useRun();
  const { act, busy, refusal } = useAct();
  return {
    snapshot: { busy, refusal, lockedAt: since === null ? null : clockOf(since, i18n.language) },
    actions: {
      open: (passphrase) => void act(run({ type: "profile.unlock", passphrase })),
      erase: () => void act(run({ type: "profile.panic" })),
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
