/** What the page of a meeting shows, and what one can do there. */
import type { Refusal } from "../../../shared/contract/refusals.ts";
import type { MeetingSnapshot } from "../../../shared/contract/snapshots.ts";
import type { Draft } from "../discussions/draft.ts";

export interface MeetingPageSnapshot {
  readonly group: string;
  readonly meeting: MeetingSnapshot;
  readonly refusal: Refusal | null;
  readonly item: Draft;
  readonly note: Draft;
  /** Motions that are under no point of this meeting, newest first. */
  readonly motions: readonly { readonly id: string; readonly title: string }[];
}

/** A member by id, or a guest by name; nobody: oneself. */
export interface About {
  readonly member?: string;
  readonly guest?: string;
}

export interface MeetingActions {
  keep(): void;
  begin(): void;
  end(): void;
  attend(present: boolean, who?: About): void;
  ask(who?: About): void;
  withdraw(speaker: string): void;
  giveFloor(speaker: string): void;
  spoke(speaker: string, seconds: number): void;
  addItem(): void;
  strike(item: string): void;
  take(item: string): void;
  addMotion(item: string, motion: string): void;
  addNote(): void;
  minutes(): void;
}
