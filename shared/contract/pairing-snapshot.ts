/** SYNC-9. Two machines connecting by codes; `of` is the group, or the one this machine asks to join. */
export type PairingSnapshot =
  | { readonly is: "none" }
  /** Finding out at which addresses this machine can be reached. */
  | { readonly is: "preparing"; readonly of: string }
  /** The first code, for the other machine to take in; it answers with a second. */
  | { readonly is: "showing"; readonly of: string; readonly code: string; readonly until: number }
  /** The second code, for the machine that showed the first. `made`: when that was, by its clock; `old`: by mine it no longer works. */
  | { readonly is: "answering"; readonly of: string; readonly code: string; readonly until: number; readonly made: number; readonly old: boolean }
  | { readonly is: "connecting"; readonly of: string }
  | { readonly is: "connected"; readonly of: string; readonly since: number }
  /** No address of this machine was found; nobody came in time; no way led from one to the other; the connection was lost. */
  | { readonly is: "failed"; readonly of: string; readonly why: "noAddress" | "late" | "noWay" | "lost" };
