/** Records of decisions. */
import * as v from "valibot";
import { bytes, id } from "./fields.ts";

export const recordCommands = [
  v.strictObject({ type: v.literal("record.export"), group: id, motion: id }),
  v.strictObject({ type: v.literal("record.verify"), file: bytes, group: v.optional(id) }),
] as const;
