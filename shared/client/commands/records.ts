/** POLL-9. The file of one decision. */
import type { MotionId } from "../../base/ids.ts";
import { ok } from "../../base/result.ts";
import { exportRecord } from "../../record/export.ts";
import { refuse, type Done } from "../checks.ts";
import type { GroupContext } from "../group-context.ts";
import type { GroupHandlers } from "./handlers.ts";

function writeRecord({ group }: GroupContext, id: MotionId): Done<{ file: Uint8Array; fileName: string }> {
  const motion = group.fold.assembly.motions.get(id);
  if (motion === undefined) return refuse({ kind: "NoSuchMotion" });
  if (motion.view.rounds.length === 0) return refuse({ kind: "MotionNotClosed" });
  const file = exportRecord({ log: group.log, assembly: group.fold.assembly, keys: group.fold.keys }, motion);
  return ok({ file, fileName: `${fileStem(motion.view.motion.record.title)}-${(id as string).slice(0, 8)}.veche-record` });
}

/** Letters and digits of any script; what a file system may refuse becomes a hyphen. */
function fileStem(title: string): string {
  const stem = title.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/gu, "").slice(0, 60);
  return stem === "" ? "decision" : stem;
}

export const recordHandlers = {
  "record.export": ({ context }, command) => writeRecord(context, command.motion as MotionId),
} satisfies Partial<GroupHandlers>;
