/** One act at a time with what came of it: busy while it runs, then done or a refusal to be shown as a sentence. */
import { useCallback, useState } from "react";
import { useRun } from "./run.ts";
import type { Answer, CommandOf } from "../../shared/contract/answers.ts";
import type { CommandType } from "../../shared/contract/commands.ts";
import type { Refusal } from "../../shared/contract/refusals.ts";

/** Answers with what the engine answered, or null when it refused (then `refusal` says why). */
type Act = <T extends CommandType>(command: CommandOf<T> & { type: T }) => Promise<{ readonly answer: Answer<T> } | null>;

export interface Acting {
  readonly busy: boolean;
  readonly refusal: Refusal | null;
  readonly act: Act;
  readonly dismiss: () => void;
}

export function useAct(): Acting {
  const run = useRun();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  const act: Act = useCallback(
    async <T extends CommandType>(command: CommandOf<T> & { type: T }) => {
      setBusy(true);
      setRefusal(null);
      const result = await run<T>(command);
      setBusy(false);
      if (result.ok) return { answer: result.value };
      setRefusal(result.error);
      return null;
    },
    [run],
  );
  const dismiss = useCallback(() => setRefusal(null), []);
  return { busy, refusal, act, dismiss };
}
