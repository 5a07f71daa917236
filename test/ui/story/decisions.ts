/** What the tenants decided, and what became of it. */
import { days, hours } from "../../../shared/base/units.ts";
import type { DecisionRow, DecisionSnapshot, MotionSnapshot, TaskRow } from "../../../shared/contract/snapshots.ts";
import { motionId } from "./motions.ts";
import { idOf, ref } from "./people.ts";

export const followedMotion = motionId(27);

function rowOf(motion: MotionSnapshot, now: number): DecisionRow {
  const outcome = motion.outcome!;
  const adopted = outcome.is === "adopted";
  const certified = motion.state.is === "certified" && adopted;
  const followed = motion.id === followedMotion;
  return {
    motion: motion.id,
    number: motion.number,
    title: motion.title,
    kind: motion.kind,
    chosen: adopted ? [motion.options[outcome.option ?? 0]!.title] : [],
    certified: motion.state,
    outcome,
    adopted,
    decided: motion.deadline + hours(1),
    state: certified ? (followed ? "overdue" : "inHand") : null,
    implementers: [followed ? ref("ines") : motion.implementer],
    due: certified ? (followed ? now - days(2) : motion.reportBy) : null,
    tasks: followed ? { open: 2, free: 1, all: 3 } : { open: 0, free: 0, all: 0 },
    reviews: followed ? 1 : 0,
  };
}

const isCounted = ({ outcome }: MotionSnapshot): boolean => outcome !== null;

/** One list for one world, as the engine keeps what did not change. */
let kept: { readonly of: readonly MotionSnapshot[]; readonly rows: readonly DecisionRow[] } | null = null;

export function decisionsOf(motions: readonly MotionSnapshot[], now: number): readonly DecisionRow[] {
  if (kept?.of !== motions) kept = { of: motions, rows: motions.filter(isCounted).map((motion) => rowOf(motion, now)) };
  return kept.rows;
}

const pages = new Map<MotionSnapshot, DecisionSnapshot>();

export function decisionOf(motions: readonly MotionSnapshot[], id: string, now: number): DecisionSnapshot | null {
  const motion = motions.find((each) => each.id === id && isCounted(each));
  if (motion === undefined) return null;
  const known = pages.get(motion) ?? pageOf(motion, now);
  pages.set(motion, known);
  return known;
}

function pageOf(motion: MotionSnapshot, now: number): DecisionSnapshot {
  const { situation, options, outcome } = motion;
  const row = rowOf(motion, now);
  const bare = { ...row, situation, repeals: null, repealedBy: null, won: outcome?.is === "adopted" ? [options[outcome.option ?? 0]!] : [], list: [], reports: [], reviewed: [], mine: "no", offer: null, others: [ref("amara"), ref("samir")] } as const;
  if (motion.id !== followedMotion) return bare;
  const task = (at: number, title: string, over: Partial<TaskRow>): TaskRow => ({ id: idOf(`task ${at}`), title, note: "", by: ref("amara"), added: now - days(9), holders: [], done: null, dropped: null, notes: [], may: { finish: true, drop: true, release: true }, ...over });
  const report = idOf("report 1");
  return {
    ...bare,
    mine: "now",
    list: [
      task(1, "Copy the heating log", { holders: [ref("tomasz")], done: { by: ref("tomasz"), time: now - days(4) }, notes: [{ by: ref("tomasz"), time: now - days(4), text: "The whole of October is in it." }] }),
      task(2, "Have two neighbours sign it", { holders: [ref("ines")], note: "One from each staircase." }),
      task(3, "Перевести отчёт на русский", { by: ref("olena") }),
    ],
    reports: [{ id: report, by: ref("ines"), counts: true, time: now - days(5), state: "underway", text: "The list is written; two signatures are missing.", next: now - days(2) }],
    reviewed: [
      {
        id: idOf("review 1"),
        by: ref("ruth"),
        time: now - days(1),
        report,
        aim: "The office knows on which days we had no heating.",
        done: "The list, without the signatures.",
        learnt: "One person should not carry it alone.",
        self: "I had promised to come along, and did not.",
        replies: [],
        iMayReply: true,
        motions: [],
      },
    ],
  };
}
