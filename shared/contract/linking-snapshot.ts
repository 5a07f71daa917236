import type { MemberRef } from "./member-ref.ts";

/** ID-2. Two machines of one person that are being linked. */
export type LinkingSnapshot =
  | { readonly is: "none" }
  /** This machine is the new one: the other takes in the code. */
  | { readonly is: "showing"; readonly code: string; readonly until: number }
  /** This machine has the memberships, and looks for the new one. */
  | { readonly is: "looking" }
  /**
   * Both have six digits. Where the memberships are the person types what the new machine shows ("digits"); then the new one asks
   * whether they did ("typed"). `name`: of the new machine, where it is not this one.
   */
  | { readonly is: "comparing"; readonly digits: string; readonly asks: "digits" | "typed" | null; readonly name: string }
  /** Groups of how many. */
  | { readonly is: "linking"; readonly done: number }
  | { readonly is: "linked"; readonly groups: readonly string[]; /** Names of groups in which this machine cannot link another. */ readonly left: readonly string[] }
  | { readonly is: "failed"; readonly why: "late" | "ended" | "notTheCode" };

/** ID-2. Whose machines there are in a group. */
export interface MachinesSnapshot {
  /** This machine can link another: it has the root (ID-5). */
  readonly links: boolean;
  readonly members: readonly { readonly member: MemberRef; readonly machines: readonly MachineRow[] }[];
}

/** My machines in all groups of this one. Each has other keys in each group, so they are told apart by their names. */
export interface OwnMachineRow {
  readonly name: string;
  readonly here: boolean;
  /** Where it is not shut out. */
  readonly in: readonly string[];
  /** Groups of this machine that come to it by themselves, once both are about. */
  readonly comes: readonly string[];
  /** Others in which it is not; this machine can link it there, or cannot (ID-5). */
  readonly linkable: readonly string[];
  readonly elsewhere: readonly string[];
}

export interface MachineRow {
  readonly id: string;
  readonly name: string;
  readonly since: number;
  /** "suspended": it wrote two histories (LOG-7). */
  readonly state: "active" | "suspended" | "revoked";
  /** This one. */
  readonly here: boolean;
  /** ID-6. Of mine, one that this machine was not linked with and did not find when it came in, until I say that it is mine. */
  readonly unknown: boolean;
}
