/** LAW-1…5. Motions that change the bylaws or admit somebody, and standing for a newcomer. */
import type { MemberId, MotionId } from "../../base/ids.ts";
import { limits } from "../../base/limits.ts";
import { ok } from "../../base/result.ts";
import type { CommandOf } from "../../contract/answers.ts";
import { sponsorCodec } from "../../governance/records.ts";
import { kinds } from "../../log/kind.ts";
import type { Motion } from "../../poll/records.ts";
import { isSane } from "../../tally/fraction.ts";
import { all, bounded, refuse, required, type Done } from "../checks.ts";
import type { GroupContext } from "../group-context.ts";
import { usualMotion } from "../opening.ts";
import { deadlineOf, notMover, putToVote } from "../proposing.ts";
import type { GroupHandlers } from "./handlers.ts";

async function change(context: GroupContext, command: CommandOf<"bylaws.change">): Promise<Done<{ motion: string }>> {
  const { bylaws } = command;
  const inForce = context.group.fold.assembly.bylaws();
  if (command.replaces !== (inForce.since?.id ?? null)) return refuse({ kind: "BylawsMoved" });
  const measures = [bylaws, bylaws.changing, bylaws.expelling].filter((each) => each !== null);
  if (measures.some(({ quorum }) => !isSane(quorum))) return refuse({ kind: "BadFraction", field: "quorum" });
  if (measures.some(({ threshold }) => !isSane(threshold))) return refuse({ kind: "BadFraction", field: "threshold" });
  if (!isSane(bylaws.petition)) return refuse({ kind: "BadFraction", field: "petition" });
  const replaces = command.replaces as MotionId | null;
  return put(context, command, { kind: "bylaws", names: [], change: { bylaws, replaces } });
}

async function admit(context: GroupContext, command: CommandOf<"member.admit">): Promise<Done<{ motion: string }>> {
  const { assembly } = context.group.fold;
  const member = command.member as MemberId;
  if (assembly.standing().of(member) !== "active") return refuse({ kind: "NoSuchMember" });
  if (assembly.electorate().has(member)) return refuse({ kind: "NotWaiting" });
  return put(context, command, { kind: "admission", names: [member] });
}

interface Words {
  readonly title: string;
  readonly grounds: string;
  readonly deadline?: number | undefined;
}

/** Opens a motion of members about the group itself, by the measure its bylaws ask of that kind. */
async function put(context: GroupContext, typed: Words, what: Pick<Motion, "kind" | "names" | "change">): Promise<Done<{ motion: string }>> {
  const { group } = context;
  const text = all({ title: required("title", typed.title, limits.title), situation: bounded("situation", typed.grounds.trim(), limits.situation) });
  if (!text.ok) return text;
  const barred = notMover(context);
  if (barred !== null) return refuse({ kind: barred });
  const deadline = deadlineOf(context, typed.deadline);
  if (!deadline.ok) return deadline;
  return putToVote(context, () => usualMotion(group, { ...text.value, options: [], ...what, deadline: deadline.value }));
}

async function sponsor({ group }: GroupContext, command: CommandOf<"member.sponsor">): Promise<Done<null>> {
  const { assembly } = group.fold;
  const member = command.member as MemberId;
  if (!assembly.electorate().has(group.me)) return refuse({ kind: "NotVotingMember" });
  if (member === group.me || assembly.standing().of(member) !== "active") return refuse({ kind: "NoSuchMember" });
  if (assembly.electorate().has(member)) return refuse({ kind: "NotWaiting" });
  if (assembly.sponsorsOf(member).includes(group.me)) return refuse({ kind: "AlreadySponsor" });
  await group.author(kinds.sponsor, () => sponsorCodec.encode({ member }));
  return ok(null);
}

export const bylawsHandlers = {
  "bylaws.change": ({ context }, command) => change(context, command),
  "member.sponsor": ({ context }, command) => sponsor(context, command),
  "member.admit": ({ context }, command) => admit(context, command),
} satisfies Partial<GroupHandlers>;
