/** Relays of a group, as far as this machine knows. */
import type { RelayProblemKind } from "../ports/mailboxes.ts";

export interface RelaysSnapshot {
  readonly relays: readonly RelayRow[];
  /** A SOCKS5 proxy everything to relays goes through, of all groups; null for none. */
  readonly proxy: string | null;
}

export interface RelayRow {
  readonly address: string;
  /** Entered on this machine; otherwise an invite or a member brought it. */
  readonly entered: boolean;
  readonly state: "trying" | "reached" | "trouble";
  readonly problem: RelayProblemKind | null;
  /** When all that lay there was last here and all that was due there; null for not since this start. */
  readonly checked: number | null;
  /** So long it keeps things, by its own word. */
  readonly daysKept: number;
  /** Parcels there that are not here yet, and entries here that are to go there. */
  readonly coming: number;
  readonly going: number;
  /** Parcels it lists and does not hand out. */
  readonly withheld: number;
  /** It no longer has what it had taken. */
  readonly loses: boolean;
}
