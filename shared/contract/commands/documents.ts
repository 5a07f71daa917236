/** Texts written together (DOC-2…5). */
import * as v from "valibot";
import { bytes, count, id, text } from "./fields.ts";

export const documentCommands = [
  /** `folder`: names joined by "/"; empty at the top. */
  v.strictObject({ type: v.literal("document.create"), group: id, title: text, folder: text }),
  v.strictObject({ type: v.literal("document.rename"), group: id, document: id, title: text, folder: text }),
  /** An update as the window's Y.Doc gave it, written under the `client` and in the `generation` of the document's snapshot (DOC-3). */
  v.strictObject({ type: v.literal("document.write"), group: id, document: id, generation: count, update: bytes }),
  /** Done for now (blur, close): what was written becomes an entry at once. */
  v.strictObject({ type: v.literal("document.flush"), group: id, document: id }),
  /** Where my caret is, in the window's own bytes; shown to connected members while they and I have the document open. */
  v.strictObject({ type: v.literal("document.point"), group: id, document: id, caret: v.nullable(bytes) }),
  /** The document as these of its updates and all they rest on make it, as a Yjs state (DOC-5): a version of its history, or heads. */
  v.strictObject({ type: v.literal("document.at"), group: id, document: id, heads: v.array(id) }),
  /** `from` and `to`: Yjs relative positions. Replies are posts whose thread is the comment. */
  v.strictObject({ type: v.literal("comment.add"), group: id, document: id, from: bytes, to: bytes, quote: text, text }),
  v.strictObject({ type: v.literal("comment.resolve"), group: id, comment: id, resolved: v.boolean() }),
] as const;
