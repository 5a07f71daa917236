/** SYNC-9. Two machines connected by hand. */
import * as v from "valibot";
import { id, text } from "./fields.ts";

export const pairingCommands = [
  /** SYNC-9. Makes the first of the two codes; `of` is a group, or one this machine asks to join. */
  v.strictObject({ type: v.literal("pair.show"), of: id }),
  /** Takes in what the other machine shows: its first code, which is answered, or the answer to mine. */
  v.strictObject({ type: v.literal("pair.take"), code: text }),
  v.strictObject({ type: v.literal("pair.stop") }),
] as const;
