/** DOC-1. The payloads of discussion entries. */
import type { EntryId } from "../base/ids.ts";
import { limits } from "../base/limits.ts";
import { id, leftOut, listOrNone, nullable, record, text } from "../base/record.ts";

export interface ThreadRecord {
  readonly title: string;
  readonly text: string;
  /** FILE-3. Entries of files that are shown with it. */
  readonly files?: readonly EntryId[];
}

export interface PostRecord {
  /** A thread or a motion. */
  readonly thread: EntryId;
  readonly text: string;
  readonly replyTo: EntryId | null;
  readonly quote: string | null;
  readonly files?: readonly EntryId[];
  /** POLL-16. Its title, where the text is proposed as an option of a motion to come. */
  readonly option?: string;
}

export interface EditRecord {
  readonly post: EntryId;
  readonly text: string;
}

export interface RetractRecord {
  readonly post: EntryId;
}

export interface ReactRecord {
  readonly post: EntryId;
  /** Empty takes an earlier one back. */
  readonly reaction: string;
}

const entry = id<EntryId>();
const files = listOrNone(entry, limits.filesInPost);

export const threadCodec = record<ThreadRecord>({ title: [1, text(limits.title)], text: [2, text(limits.postText)], files: [3, files] });
export const postCodec = record<PostRecord>({
  thread: [1, entry],
  text: [2, text(limits.postText)],
  replyTo: [3, nullable(entry)],
  quote: [4, nullable(text(limits.quote))],
  files: [5, files],
  option: [6, leftOut(text(limits.optionTitle))],
});
export const editCodec = record<EditRecord>({ post: [1, entry], text: [2, text(limits.postText)] });
export const retractCodec = record<RetractRecord>({ post: [1, entry] });
export const reactCodec = record<ReactRecord>({ post: [1, entry], reaction: [2, text(limits.reaction)] });
