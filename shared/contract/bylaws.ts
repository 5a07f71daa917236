/** The rules of a group as windows and commands see them (LAW-1): their values, what groups begin with, and what was in force when. */
import type { Bylaws } from "../poll/bylaws.ts";

export { bases, bylawsOf, histories, templates, type Bylaws, type History, type Measure, type Template } from "../poll/bylaws.ts";

export interface BylawsInForce {
  readonly bylaws: Bylaws;
  /** Null: those the group was founded with. */
  readonly motion: string | null;
  readonly title: string;
  /** When the group was founded, or the decision counted. */
  readonly time: number;
}

export interface BylawsSnapshot extends BylawsInForce {
  /** Those before, newest first. */
  readonly before: readonly BylawsInForce[];
  /** LAW-3. Adopted side by side, so that none of them is in force. */
  readonly contested: readonly { readonly motion: string; readonly title: string }[];
  /** Changes under way. */
  readonly open: readonly { readonly motion: string; readonly title: string }[];
  readonly constituted: boolean;
  readonly iVote: boolean;
  /** How many members open the recall of a delegate now. */
  readonly petition: number;
}

/** What a motion of kind "bylaws" would put in the place of what. */
export interface ChangeView {
  readonly from: Bylaws;
  readonly to: Bylaws;
  /** Other bylaws have come since: if it is adopted too, neither is in force. */
  readonly overtaken: boolean;
}
