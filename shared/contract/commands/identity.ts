/** ID-5, ID-6. This person's words: written down, and come back with. */
import * as v from "valibot";
import { count, text } from "./fields.ts";

export const identityCommands = [
  /** Shows the words, and those of each group that has its own. */
  v.strictObject({ type: v.literal("identity.words") }),
  /** That they are on paper: three of them, by their places from one. */
  v.strictObject({ type: v.literal("identity.confirm"), answers: v.array(v.strictObject({ place: count, word: text })) }),
  /**
   * The words of another machine, from then on this one's; `replace`: also where groups rest on its own. Or words of one group in which this
   * machine was linked: it has the root there from then on.
   */
  v.strictObject({ type: v.literal("identity.enter"), words: text, replace: v.optional(v.boolean()) }),
  /**
   * Comes back into the group of any member's link, as the member one was, by the words that were entered or by `words` of that group alone.
   * `lost`: one's other machines are shut out.
   */
  v.strictObject({ type: v.literal("identity.return"), link: text, lost: v.boolean(), words: v.optional(text) }),
] as const;
