/**
 * MEET-1…3. Meetings as a fold: the call and every word said of it, in reading order, whatever the order of arrival. Several
 * may keep the list, on machines in one room or apart; what it comes to, course.ts works out.
 */
import type { EntryId } from "../base/ids.ts";
import { append, takeAll } from "../base/lists.ts";
import { inReadingOrder, insertInOrder, type Written } from "../discussion/discussion.ts";
import { kinds } from "../log/kind.ts";
import { meetingCodec, meetingWordCodec, type MeetingRecord, type MeetingWordRecord } from "./records.ts";

export type MeetingWord = Written & MeetingWordRecord;

export interface Meeting extends Written, MeetingRecord {
  /** In reading order. */
  readonly words: readonly MeetingWord[];
}

export type MeetingVoid = "Malformed";
type Voids = readonly { readonly id: EntryId; readonly reason: MeetingVoid }[];

interface GrowingMeeting extends Meeting {
  readonly words: MeetingWord[];
}

export class Meetings {
  readonly #all = new Map<EntryId, GrowingMeeting>();
  /** Words on meetings that are not here yet (LOG-5). */
  readonly #early = new Map<EntryId, MeetingWord[]>();

  get all(): readonly Meeting[] {
    return [...this.#all.values()].sort(inReadingOrder);
  }

  get(id: EntryId): Meeting | null {
    return this.#all.get(id) ?? null;
  }

  add(by: Written, kind: number, bytes: Uint8Array): Voids {
    const malformed: Voids = [{ id: by.id, reason: "Malformed" }];
    if (kind === kinds.meeting) {
      const called = meetingCodec.decode(bytes);
      if (called === null) return malformed;
      const meeting: GrowingMeeting = { ...by, ...called, words: [] };
      for (const word of takeAll(this.#early, by.id)) insertInOrder(meeting.words, word);
      this.#all.set(by.id, meeting);
      return [];
    }
    const said = meetingWordCodec.decode(bytes);
    if (said === null) return malformed;
    const meeting = this.#all.get(said.meeting);
    if (meeting === undefined) append(this.#early, said.meeting, { ...by, ...said });
    else insertInOrder(meeting.words, { ...by, ...said });
    return [];
  }
}

/** For the state hash. */
export const meetingsState = (meetings: Meetings): readonly string[] => meetings.all.map(({ id, words }) => [id, ...words.map((word) => word.id)].join());
