/** What the page of delegates shows, and what can be done there. */
import type { MandateActName } from "../../../shared/contract/mandate-names.ts";
import type { Refusal } from "../../../shared/contract/refusals.ts";
import type { GroupRow, MandatesSnapshot } from "../../../shared/contract/snapshots.ts";

export interface DelegatesSnapshot extends MandatesSnapshot {
  readonly group: string;
  readonly otherGroups: readonly GroupRow[];
  readonly refusal: Refusal | null;
  /** The name a credential was saved under. */
  readonly saved: string | null;
}

export interface DelegatesActions {
  support(office: string, whom: readonly string[]): void;
  stand(office: string, stands: boolean): void;
  certify(office: string, nominee: string): void;
  petition(office: string, recall: string | null, text: string, signs: boolean): void;
  /** Writes down what I did in the name of the group. */
  did(office: string, act: MandateActName, text: string): void;
  saveCredential(office: string): void;
  link(office: string, council: string, on: boolean): void;
  present(): void;
}
