/** Bundles, relays and folders (SYNC-5, SYNC-6). A bundle is read out, or taken in, piece by piece. */
import * as v from "valibot";
import { bytes, count, id, text } from "./fields.ts";

export const carryingCommands = [
  /** What is not known to be with these members, or with everybody; with files it names, or they want, up to so many bytes each. */
  v.strictObject({ type: v.literal("bundle.write"), group: id, members: v.optional(v.array(id)), files: v.optional(count) }),
  v.strictObject({ type: v.literal("bundle.read"), bundle: text }),
  v.strictObject({ type: v.literal("bundle.open") }),
  v.strictObject({ type: v.literal("bundle.take"), bundle: text, bytes }),
  v.strictObject({ type: v.literal("bundle.finish"), bundle: text }),
  v.strictObject({ type: v.literal("bundle.drop"), bundle: text }),
  v.strictObject({ type: v.literal("relay.add"), group: id, address: text }),
  v.strictObject({ type: v.literal("relay.remove"), group: id, address: text }),
  /** Does not wait for the next look. */
  v.strictObject({ type: v.literal("relay.look"), group: id }),
  v.strictObject({ type: v.literal("folder.within"), folder: v.nullable(text) }),
  /** Uses a folder, or says anew up to which size files of the group go there too (none when left out). */
  v.strictObject({ type: v.literal("folder.add"), group: id, folder: text, files: v.optional(count) }),
  /** Its files stay. */
  v.strictObject({ type: v.literal("folder.remove"), group: id, folder: text }),
  /** Looks through all of them at once, and answers when that is done. */
  v.strictObject({ type: v.literal("folder.look"), group: id }),
] as const;
