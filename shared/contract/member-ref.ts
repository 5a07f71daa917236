/** A person as every page names them. */
export interface MemberRef {
  readonly id: string;
  readonly name: string;
  readonly me: boolean;
}
