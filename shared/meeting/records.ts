/** MEET-1, MEET-2. The payloads of what is written of a meeting: the call, and every word said of it since. */
import type { EntryId, MemberId } from "../base/ids.ts";
import { limits } from "../base/limits.ts";
import { id, leftOut, record, text, time, whole, word, type RecordCodec } from "../base/record.ts";

export interface MeetingRecord {
  readonly title: string;
  readonly about: string;
  /** A room, an address; as its author says. */
  readonly place: string;
  /** When it is called for. */
  readonly at: number;
}

/**
 * What is said of a meeting. item, strike: of its agenda; keep: I keep the list; present, absent; ask, withdraw: the floor;
 * call, spoke: the floor is given, and was had for so many seconds; take: this item now; motion: opened under an item;
 * begin, end; note: for the minutes.
 */
export const meetingWords = ["item", "strike", "keep", "present", "absent", "ask", "withdraw", "call", "spoke", "take", "motion", "begin", "end", "note"] as const;
export type MeetingSaying = (typeof meetingWords)[number];

export interface MeetingWordRecord {
  readonly meeting: EntryId;
  readonly word: MeetingSaying;
  /** Whom it is about, where that is another member. */
  readonly member?: MemberId;
  /** Whom it is about, where that is a guest; or an item's title; or a note. */
  readonly text?: string;
  /** The item, or the asking for the floor, it is about. */
  readonly of?: EntryId;
  readonly motion?: EntryId;
  readonly seconds?: number;
}

/** A day: longer than anybody speaks. */
const mostSeconds = 86_400;
const entry = id<EntryId>();

export const meetingCodec = record<MeetingRecord>({ title: [1, text(limits.title)], about: [2, text(limits.meetingText)], place: [3, text(limits.meetingPlace)], at: [4, time] });
const anyWord = record<MeetingWordRecord>({
  meeting: [1, entry],
  word: [2, word(meetingWords)],
  member: [3, leftOut(id<MemberId>())],
  text: [4, leftOut(text(limits.meetingText))],
  of: [5, leftOut(entry)],
  motion: [6, leftOut(entry)],
  seconds: [7, leftOut(whole(0, mostSeconds))],
});

type Part = "member" | "text" | "of" | "motion" | "seconds";
interface Parts {
  readonly needs: readonly Part[];
  readonly may: readonly Part[];
}

/** What each word says besides itself: no more, and no less. */
const parts: Readonly<Record<MeetingSaying, Parts>> = {
  item: { needs: ["text"], may: ["motion"] },
  strike: { needs: ["of"], may: [] },
  keep: { needs: [], may: [] },
  present: { needs: [], may: ["member", "text"] },
  absent: { needs: [], may: ["member", "text"] },
  ask: { needs: [], may: ["member", "text"] },
  withdraw: { needs: ["of"], may: [] },
  call: { needs: ["of"], may: [] },
  spoke: { needs: ["of", "seconds"], may: [] },
  take: { needs: ["of"], may: [] },
  motion: { needs: ["of", "motion"], may: [] },
  begin: { needs: [], may: [] },
  end: { needs: [], may: [] },
  note: { needs: ["text"], may: ["of"] },
};

const allParts: readonly Part[] = ["member", "text", "of", "motion", "seconds"];

/** Only of words that say what they must. */
export const meetingWordCodec: RecordCodec<MeetingWordRecord> = {
  encode: (said) => anyWord.encode(said),
  decode: (bytes) => {
    const said = anyWord.decode(bytes);
    return said !== null && isWhole(said) ? said : null;
  },
};

/** All that its word needs and nothing besides, of one person at most. */
function isWhole(said: MeetingWordRecord): boolean {
  const { needs, may } = parts[said.word];
  const given = allParts.filter((part) => said[part] !== undefined);
  return needs.every((part) => given.includes(part)) && given.every((part) => needs.includes(part) || may.includes(part)) && !(said.member !== undefined && said.text !== undefined);
}
