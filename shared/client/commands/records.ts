/** POLL-9. The file of one decision, and its ballots as a sheet. */
import type { MotionId } from "../../base/ids.ts";
import { ok } from "../../base/result.ts";
import { utf8 } from "../../base/bytes.ts";
import type { CommandOf } from "../../contract/answers.ts";
import { bltOf, csvOf } from "../../record/ballot-sheet.ts";
import { exportRecord } from "../../record/export.ts";
import { shownCount } from "../../record/motion-state.ts";
import { rollCall } from "../../record/roll-call.ts";
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
export function fileStem(title: string): string {
  const stem = title.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/gu, "").slice(0, 60);
  return stem === "" ? "decision" : stem;
}

/** Everybody on the roll, and the ballots that count as their count says. */
function writeBallots(context: GroupContext, { motion: id, form, names }: CommandOf<"record.ballots">): Done<{ file: Uint8Array; fileName: string }> {
  const motion = context.group.fold.assembly.motions.get(id as MotionId);
  if (motion === undefined) return refuse({ kind: "NoSuchMotion" });
  const { record } = motion.view.motion;
  const lines = rollCall(motion, shownCount(motion), context.ref.bind(context)).map(({ member, choice, status }) => ({ name: member.name, choice, status, counted: status === "counted" || status === "onPaper" }));
  const sheet = { title: record.title, options: record.options, seats: record.seats ?? 1, lines };
  const text = form === "csv" ? csvOf(sheet, names) : bltOf(sheet);
  return text === null ? refuse({ kind: "NoBlt" }) : ok({ file: utf8(text), fileName: `${fileStem(record.title)}-${id.slice(0, 8)}.${form}` });
}

export const recordHandlers = {
  "record.export": ({ context }, command) => writeRecord(context, command.motion as MotionId),
  "record.ballots": ({ context }, command) => writeBallots(context, command),
} satisfies Partial<GroupHandlers>;
