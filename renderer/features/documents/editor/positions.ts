/** Places in the shared text that stay where they are while others write: carets of members, ends of commented passages. */
import type { EditorState, Transaction } from "@tiptap/pm/state";
import { absolutePositionToRelativePosition, relativePositionToAbsolutePosition, ySyncPluginKey, type ProsemirrorBinding } from "@tiptap/y-tiptap";
import * as Y from "yjs";

const bindingOf = (state: EditorState): ProsemirrorBinding | null => (ySyncPluginKey.getState(state) as { binding?: ProsemirrorBinding } | undefined)?.binding ?? null;

/**
 * Whether places are to be found anew after a transaction. What is written here reaches the shared text only after the
 * editor has drawn it, so until then positions are carried along; what comes from the shared text replaces everything.
 */
export const isFromSharedText = (transaction: Transaction): boolean => (transaction.getMeta(ySyncPluginKey) as { isChangeOrigin?: boolean } | undefined)?.isChangeOrigin === true;

export function placeAt(state: EditorState, position: number): Uint8Array | null {
  const place = relative(state, position);
  return place && Y.encodeRelativePosition(place);
}

function relative(state: EditorState, position: number): Y.RelativePosition | null {
  const binding = bindingOf(state);
  return binding && (absolutePositionToRelativePosition(position, binding.type, binding.mapping) as Y.RelativePosition);
}

/** Before the letter that follows instead of behind the one before: so it goes with what is typed there, untold. */
function caretAt(state: EditorState, position: number): Uint8Array | null {
  const place = relative(state, position);
  const doc = bindingOf(state)?.doc;
  const at = place && doc && Y.createAbsolutePositionFromRelativePosition(place, doc);
  return place && Y.encodeRelativePosition(at?.type instanceof Y.XmlText ? Y.createRelativePositionFromTypeIndex(at.type, at.index, 0) : place);
}

/** Null when what it stood beside is not here, or the bytes are no place. */
export function positionOf(state: EditorState, place: Uint8Array): number | null {
  const binding = bindingOf(state);
  const found = decoded(place);
  if (binding === null || found === null) return null;
  const position = relativePositionToAbsolutePosition(binding.doc, binding.type, found, binding.mapping);
  return position === null || position < 0 || position > state.doc.content.size ? null : position;
}

/** Others send these bytes: whatever is wrong with them, they are no place. */
function decoded(bytes: Uint8Array): Y.RelativePosition | null {
  try {
    const place = Y.decodeRelativePosition(bytes);
    return place.tname === null || place.tname === "content" ? place : null;
  } catch {
    return null;
  }
}

/** A caret and the other end of what is selected with it: two places, the first with its length before it. */
export function caretBytes(state: EditorState): Uint8Array | null {
  const head = caretAt(state, state.selection.head);
  const anchor = caretAt(state, state.selection.anchor);
  if (head === null || anchor === null || head.length > 255) return null;
  return Uint8Array.of(head.length, ...head, ...anchor);
}

export function caretOf(state: EditorState, bytes: Uint8Array): { readonly head: number; readonly anchor: number } | null {
  const length = bytes[0] ?? 0;
  const head = positionOf(state, bytes.subarray(1, 1 + length));
  const anchor = positionOf(state, bytes.subarray(1 + length));
  return head === null ? null : { head, anchor: anchor ?? head };
}
