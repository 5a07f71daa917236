/** The engine as windows and commands use it, in process or through a port, and the messages of such a port. */
import type { Run } from "./answers.ts";
import type { Command } from "./commands.ts";
import type { Refusal } from "./refusals.ts";
import type { Query, Snapshots } from "./snapshots.ts";
import type { Result } from "../base/result.ts";

export interface EngineApi {
  /** Never rejects for an expected failure. */
  readonly run: Run;
  /** Calls `seen` with the present snapshot soon, and with each later one; the answer stops it. */
  watch<Q extends Query>(query: Q, seen: (snapshot: Snapshots[Q["query"]]) => void): () => void;
}

export type ToEngine =
  | { readonly say: "run"; readonly id: number; readonly command: Command }
  | { readonly say: "watch"; readonly id: number; readonly query: Query }
  | { readonly say: "unwatch"; readonly id: number }
  /** Settings of the host, usable before unlocking. */
  | { readonly say: "getPref"; readonly id: number; readonly key: string }
  | { readonly say: "setPref"; readonly id: number; readonly key: string; readonly value: string | null };

export type FromEngine =
  | { readonly say: "done"; readonly id: number; readonly result: Result<unknown, Refusal> }
  | { readonly say: "snapshot"; readonly id: number; readonly value: unknown }
  | { readonly say: "patch"; readonly id: number; readonly patch: Patch }
  | { readonly say: "pref"; readonly id: number; readonly value: string | null }
  /** A bug, or the host is gone: nothing more will come. */
  | { readonly say: "failed"; readonly reason: string };

/** What changed from one snapshot to the next: whole fields, and stretches of lists whose other rows stayed the same. */
export interface Patch {
  readonly set: Readonly<Record<string, unknown>>;
  readonly splices: readonly Splice[];
}

/** `field` is empty where the snapshot itself is the list. */
export interface Splice {
  readonly field: string;
  readonly start: number;
  readonly remove: number;
  readonly items: readonly unknown[];
}
