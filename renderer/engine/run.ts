/** Asks the engine to do something. Expected failures come back as refusals. */
import { useServed } from "./engine-context.tsx";
import type { Run } from "../../shared/contract/answers.ts";

export function useRun(): Run {
  return useServed().engine.run;
}
