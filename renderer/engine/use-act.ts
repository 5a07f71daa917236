/** One act at a time with what came of it: busy while it runs, then done or a refusal to be shown as a sentence. */
import { useCallback, useState } from "react";
import type { Result } from "../../shared/base/result.ts";
import type { Refusal } from "../../shared/contract/refusals.ts";

export interface Acting {
  readonly busy: boolean;
  readonly refusal: Refusal | null;
  /** `act(run({ type: … }))`: what the engine answered, or null when it refused (then `refusal` says why). */
  readonly act: <T>(asked: Promise<Result<T, Refusal>>) => Promise<{ readonly answer: T } | null>;
  readonly dismiss: () => void;
}

export function useAct(): Acting {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  const act = useCallback(async <T>(asked: Promise<Result<T, Refusal>>): Promise<{ readonly answer: T } | null> => {
    setBusy(true);
    setRefusal(null);
    const result = await asked;
    setBusy(false);
    if (result.ok) return { answer: result.value };
    setRefusal(result.error);
    return null;
  }, []);
  const dismiss = useCallback(() => setRefusal(null), []);
  return { busy, refusal, act, dismiss };
}
