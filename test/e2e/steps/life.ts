/** What a member that is killed again and again says of itself. */
export const subject = "Shall we go on?";

export type Vote = "yes" | "no";

export interface Found {
  readonly posts: readonly string[];
  readonly vote: Vote | null;
}

export type Said = { readonly found: Found } | { readonly posted: string } | { readonly voting: Vote } | { readonly voted: Vote };
