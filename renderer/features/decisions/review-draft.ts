/** A review while it is written, kept as one text on this machine. */
import * as v from "valibot";

const schema = v.object({
  /** The report it is about; null for the decision as a whole. */
  of: v.fallback(v.nullable(v.string()), null),
  aim: v.fallback(v.string(), ""),
  done: v.fallback(v.string(), ""),
  learnt: v.fallback(v.string(), ""),
  self: v.fallback(v.string(), ""),
});

export type ReviewDraft = v.InferOutput<typeof schema>;
export const reviewParts = ["aim", "done", "learnt", "self"] as const;
export const emptyReview: ReviewDraft = { of: null, aim: "", done: "", learnt: "", self: "" };

export function readReview(text: string): ReviewDraft {
  try {
    const read = v.safeParse(schema, JSON.parse(text));
    return read.success ? read.output : emptyReview;
  } catch (error) {
    if (error instanceof SyntaxError) return emptyReview;
    throw error;
  }
}
