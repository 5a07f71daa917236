/** ID-5. What a person's words bring back, and whether they wrote them down. */
export interface IdentitySnapshot {
  /** When they gave three of them, or came back with them. */
  readonly written: number | null;
  readonly groups: readonly {
    readonly id: string;
    readonly name: string;
    /** These words bring it back. */
    readonly covered: boolean;
    /** Its root is on this machine, so it links others there. */
    readonly here: boolean;
  }[];
}
