/** Files. One is read in piece by piece, then posted with a text or shared by itself. */
import * as v from "valibot";
import { bytes, count, id, text } from "./fields.ts";

export const fileCommands = [
  /** `place`: the draft it belongs to. */
  v.strictObject({ type: v.literal("file.begin"), group: id, place: text, name: text, mediaType: text, size: count }),
  v.strictObject({ type: v.literal("file.append"), group: id, upload: text, bytes }),
  v.strictObject({ type: v.literal("file.finish"), group: id, upload: text }),
  v.strictObject({ type: v.literal("file.abandon"), group: id, upload: text }),
  v.strictObject({ type: v.literal("file.share"), group: id, upload: text }),
  v.strictObject({ type: v.literal("file.fetch"), group: id, file: id }),
  v.strictObject({ type: v.literal("file.stop"), group: id, file: id }),
  /** Kept: not cleared to make room, nor when its author takes it back. */
  v.strictObject({ type: v.literal("file.keep"), group: id, file: id, keep: v.boolean() }),
  v.strictObject({ type: v.literal("file.clear"), group: id, file: id }),
  /** Its author takes it back: the machines of those who do not keep it let go of its bytes. */
  v.strictObject({ type: v.literal("file.remove"), group: id, file: id }),
  v.strictObject({ type: v.literal("file.read"), group: id, file: id, at: count, length: count }),
] as const;
