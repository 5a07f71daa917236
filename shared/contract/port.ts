/** Messages between a window and the engine that serves it. Queries are pushed as whole snapshots or as patches. */
import type { Run } from "./answers.ts";
import type { Command } from "./commands.ts";
import type { Refusal } from "./refusals.ts";
import type { Query, QueryName, Snapshots } from "./snapshots.ts";
import type { Result } from "../base/result.ts";

export type ToEngine =
  | { readonly say: "run"; readonly id: number; readonly command: Command }
  | { readonly say: "watch"; readonly id: number; readonly query: Query }
  | { readonly say: "unwatch"; readonly id: number };

export type FromEngine =
  | { readonly say: "done"; readonly id: number; readonly result: Result<unknown, Refusal> }
  | { readonly say: "snapshot"; readonly id: number; readonly value: Snapshots[QueryName] };

/** The engine as windows and commands use it, in process or through a port. */
export interface EngineApi {
  run: Run;
  /** Calls `seen` with the present snapshot soon, and with each later one; the answer stops it. */
  watch<Q extends Query>(query: Q, seen: (snapshot: Snapshots[Q["query"]]) => void): () => void;
}
