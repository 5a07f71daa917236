/** Records of decisions. */
import * as v from "valibot";
import { bytes, id } from "./fields.ts";

export const recordCommands = [
  v.strictObject({ type: v.literal("record.export"), group: id, motion: id }),
  /** The ballots as a sheet to count elsewhere; `names`: a line for each member, which BLT has no room for. */
  v.strictObject({ type: v.literal("record.ballots"), group: id, motion: id, form: v.picklist(["csv", "blt"]), names: v.boolean() }),
  /** One row of the `evidence` snapshot, with the signed things, for somebody outside. */
  v.strictObject({ type: v.literal("evidence.export"), group: id, evidence: v.string() }),
  v.strictObject({ type: v.literal("record.verify"), file: bytes, group: v.optional(id) }),
] as const;
