/** What the page of delegates shows, and what can be done there. */
import type { MethodName } from "../../../shared/contract/commands.ts";
import type { MandateActName } from "../../../shared/contract/mandate-names.ts";
import type { RecordReport } from "../../../shared/contract/record-report.ts";
import type { Refusal } from "../../../shared/contract/refusals.ts";
import type { GroupRow, MandatesSnapshot, MemberRow } from "../../../shared/contract/snapshots.ts";

export interface DelegatesSnapshot extends MandatesSnapshot {
  readonly group: string;
  readonly otherGroups: readonly GroupRow[];
  /** Who can be asked to stand. */
  readonly members: readonly MemberRow[];
  /** Days a vote is open, by the bylaws. */
  readonly days: number;
  /** What the engine refused last, and of which office; null: of a credential of another group. */
  readonly refused: { readonly office: string | null; readonly refusal: Refusal } | null;
  /** The name a credential was saved under. */
  readonly saved: { readonly office: string; readonly fileName: string } | null;
  /** A credential that was opened, and shown to nobody yet. */
  readonly opened: OpenedCredential | null;
  /** One was: the focus goes back to where it came from. */
  readonly wasOpened: boolean;
}

export interface OpenedCredential {
  readonly report: RecordReport;
  /** What the group was shown already has all of it and more. */
  readonly isOlder: boolean;
}

/** Who is to hold an office, as it is put to the vote. */
export interface Election {
  readonly nominees: readonly string[];
  /** Absent: yes or no to all of them together. */
  readonly method?: MethodName;
  /** A lot says who. */
  readonly lots?: true;
  /** Absent: as before. */
  readonly instructions?: string;
  readonly grounds: string;
}

export interface DelegatesActions {
  support(office: string, whom: readonly string[]): void;
  stand(office: string, stands: boolean): void;
  /** Asks another to stand. */
  ask(office: string, member: string): void;
  /** Leads to the vote it opens. */
  putToVote(office: string, election: Election): void;
  petition(office: string, recall: string | null, text: string, signs: boolean): void;
  /** Writes down what I did in the name of the group. */
  did(office: string, act: MandateActName, text: string): void;
  saveCredential(office: string): void;
  link(office: string, council: string, on: boolean): void;
  /** Reads a file and shows it to me alone. */
  openCredential(): void;
  /** Shows the opened file to the group. */
  present(): void;
  closeCredential(): void;
}
