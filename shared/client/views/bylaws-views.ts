/** LAW-1…3. The bylaws in force, those before, and what a motion would make of them. */
import type { BylawsInForce, BylawsSnapshot, ChangeView } from "../../contract/bylaws.ts";
import type { InForce } from "../../governance/bylaws.ts";
import { certificateIn } from "../../poll/certificate.ts";
import { petitionSize } from "../../poll/bylaws.ts";
import type { MotionView } from "../../poll/motion-view.ts";
import type { GroupContext } from "../group-context.ts";
import { decidedAt } from "./chronicle.ts";

export function bylawsSnapshot(context: GroupContext): BylawsSnapshot | null {
  const { assembly } = context.group.fold;
  if (context.governance.genesis === null) return null;
  const [now, ...before] = assembly.bylawsSoFar.toReversed();
  const electorate = assembly.electorate();
  const open = context.motions.filter(({ view }) => view.motion.record.kind === "bylaws" && certificateIn(view, null).is !== "certified").map(({ view }) => view);
  return {
    ...inForce(context, now!),
    before: before.map((each) => inForce(context, each)),
    contested: now!.contested.map(row),
    open: open.map(row),
    constituted: assembly.isConstituted(),
    iVote: electorate.has(context.group.me),
    petition: petitionSize(now!.bylaws, electorate.size),
  };
}

const row = (view: MotionView) => ({ motion: view.id as string, title: view.motion.record.title });

function inForce(context: GroupContext, { bylaws, since }: InForce): BylawsInForce {
  const time = since === null ? (context.governance.founder?.admissions[0]!.act.time ?? 0) : decidedAt(since);
  return { bylaws, motion: since?.id ?? null, title: since?.motion.record.title ?? "", time };
}

export function changeView({ group }: GroupContext, { motion, id }: MotionView): ChangeView | null {
  const { change } = motion.record;
  if (change === undefined) return null;
  const { assembly } = group.fold;
  const now = assembly.bylaws();
  const isDone = assembly.bylawsSoFar.some(({ since }) => since?.id === id);
  return { from: assembly.bylaws(motion.past).bylaws, to: change.bylaws, overtaken: !isDone && (now.since?.id ?? null) !== change.replaces };
}
