/** Shelves and what stands on them (LIB-1…3). */
import * as v from "valibot";
import { id, text } from "./fields.ts";

export const libraryCommands = [
  v.strictObject({ type: v.literal("shelf.make"), group: id, title: text, about: text }),
  v.strictObject({ type: v.literal("shelf.change"), group: id, shelf: id, title: text, about: text }),
  /** `names` is what of the group is to be read; without it `title` says what: a book, an address. */
  v.strictObject({ type: v.literal("shelf.add"), group: id, shelf: id, names: v.optional(id), title: text, note: text }),
  v.strictObject({ type: v.literal("item.change"), group: id, item: id, title: text, note: text }),
  /** Before another item of the same shelf, or to the end. Anyone may (LIB-2). */
  v.strictObject({ type: v.literal("item.move"), group: id, item: id, before: v.nullable(id) }),
  /** A shelf with nothing on it, or an item; false puts it back. */
  v.strictObject({ type: v.literal("library.remove"), group: id, of: id, removed: v.boolean() }),
  /** Kept here; told to the others only while `shared` (LIB-3). */
  v.strictObject({ type: v.literal("item.progress"), group: id, item: id, state: v.picklist(["none", "reading", "read"]), shared: v.boolean() }),
] as const;
