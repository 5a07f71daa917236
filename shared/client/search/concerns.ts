/** Which thing's searched words an entry may have changed: itself, or what it is about. */
import type { EntryId } from "../../base/ids.ts";
import { replyCodec } from "../../deeds/records.ts";
import { editCodec, retractCodec } from "../../discussion/records.ts";
import { documentNameCodec, documentUpdateCodec } from "../../document/records.ts";
import { removeFileCodec } from "../../files/records.ts";
import { itemWordsCodec, removalCodec, shelfWordsCodec } from "../../library/records.ts";
import { kinds } from "../../log/kind.ts";
import { decodePollRecord } from "../../poll/records.ts";

/** `record` is only asked for where the entry is about something else. */
export function concerns(id: EntryId, kind: number, record: () => Uint8Array | null): EntryId | null {
  switch (kind) {
    case kinds.thread:
    case kinds.post:
    case kinds.motion:
    case kinds.document:
    case kinds.comment:
    case kinds.shelf:
    case kinds.shelfItem:
    case kinds.file:
    case kinds.report:
    case kinds.review:
      return id;
    default: {
      const about = aboutAnother[kind];
      const bytes = about === undefined ? null : record();
      return bytes === null ? null : (about?.(bytes) ?? null);
    }
  }
}

/** It may be what makes a motion a decision. */
function attestedMotion(record: Uint8Array): EntryId | undefined {
  const attested = decodePollRecord(kinds.attest, record);
  return attested?.type === "attest" ? (attested.motion as string as EntryId) : undefined;
}

const aboutAnother: Readonly<Record<number, (record: Uint8Array) => EntryId | undefined>> = {
  [kinds.reply]: (record) => replyCodec.decode(record)?.review,
  [kinds.edit]: (record) => editCodec.decode(record)?.post,
  [kinds.retract]: (record) => retractCodec.decode(record)?.post,
  [kinds.documentName]: (record) => documentNameCodec.decode(record)?.document,
  [kinds.documentUpdate]: (record) => documentUpdateCodec.decode(record)?.document,
  [kinds.shelfWords]: (record) => shelfWordsCodec.decode(record)?.shelf,
  [kinds.itemWords]: (record) => itemWordsCodec.decode(record)?.item,
  [kinds.removal]: (record) => removalCodec.decode(record)?.of,
  [kinds.attest]: attestedMotion,
  [kinds.removeFile]: (record) => removeFileCodec.decode(record)?.file,
};
