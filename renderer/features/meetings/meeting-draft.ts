/** A meeting while it is called, kept as one text on this machine. */
import * as v from "valibot";

const words = v.fallback(v.string(), "");
const schema = v.object({ title: words, place: words, date: words, time: v.fallback(v.string(), "19:00"), items: words, about: words });
export type MeetingDraft = v.InferOutput<typeof schema>;

/** An empty one for anything else. */
export function readMeeting(text: string): MeetingDraft {
  try {
    const given = v.safeParse(schema, JSON.parse(text === "" ? "{}" : text));
    if (given.success) return given.output;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  return v.parse(schema, {});
}
