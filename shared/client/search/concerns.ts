/** Which thing's searched words an entry may have changed: itself, or what it is about. */
import type { EntryId } from "../../base/ids.ts";
import { editCodec, retractCodec } from "../../discussion/records.ts";
import { documentNameCodec, documentUpdateCodec } from "../../document/records.ts";
import { removeFileCodec } from "../../files/records.ts";
import { itemWordsCodec, removalCodec, shelfWordsCodec } from "../../library/records.ts";
import { kinds } from "../../log/kind.ts";

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
      return id;
    default: {
      const about = aboutAnother[kind];
      const bytes = about === undefined ? null : record();
      return bytes === null ? null : (about?.(bytes) ?? null);
    }
  }
}

const aboutAnother: Readonly<Record<number, (record: Uint8Array) => EntryId | undefined>> = {
  [kinds.edit]: (record) => editCodec.decode(record)?.post,
  [kinds.retract]: (record) => retractCodec.decode(record)?.post,
  [kinds.documentName]: (record) => documentNameCodec.decode(record)?.document,
  [kinds.documentUpdate]: (record) => documentUpdateCodec.decode(record)?.document,
  [kinds.shelfWords]: (record) => shelfWordsCodec.decode(record)?.shelf,
  [kinds.itemWords]: (record) => itemWordsCodec.decode(record)?.item,
  [kinds.removal]: (record) => removalCodec.decode(record)?.of,
  [kinds.removeFile]: (record) => removeFileCodec.decode(record)?.file,
};
