/** DOC-1. The payloads of discussion entries. */
import type { EntryId } from "../base/ids.ts";
import { limits } from "../base/limits.ts";
import { id, nullable, record, text } from "../base/record.ts";

export interface ThreadRecord {
  readonly title: string;
  readonly text: string;
}

export interface PostRecord {
  /** A thread or a motion. */
  readonly thread: EntryId;
  readonly text: string;
  readonly replyTo: EntryId | null;
  readonly quote: string | null;
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

export const threadCodec = record<ThreadRecord>({ title: [1, text(limits.title)], text: [2, text(limits.postText)] });
export const postCodec = record<PostRecord>({
  thread: [1, entry],
  text: [2, text(limits.postText)],
  replyTo: [3, nullable(entry)],
  quote: [4, nullable(text(limits.quote))],
});
export const editCodec = record<EditRecord>({ post: [1, entry], text: [2, text(limits.postText)] });
export const retractCodec = record<RetractRecord>({ post: [1, entry] });
export const reactCodec = record<ReactRecord>({ post: [1, entry], reaction: [2, text(limits.reaction)] });
