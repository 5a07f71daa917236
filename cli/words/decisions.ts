/** Decisions and what is done about them, in words. */
import type { DecisionRow, DecisionSnapshot, DecisionState, ReportView, ReviewView, TaskRow } from "../../shared/contract/decision-snapshots.ts";
import { shortId } from "../session.ts";
import { formatTime } from "../times.ts";
import { counted, list } from "./lists.ts";
import { outcomeBriefly } from "./motions.ts";

export const decisionStateWords: Readonly<Record<DecisionState, string>> = {
  inHand: "in hand",
  overdue: "report overdue",
  reported: "reported, goes on",
  done: "done",
  failed: "could not be carried out",
  inForce: "in force",
  repealed: "repealed",
};

export function decisionLine(row: DecisionRow): string {
  const state = row.state === null ? (row.adopted ? "not certified yet" : outcomeBriefly(row.outcome)) : decisionStateWords[row.state];
  const who = row.state === null || row.state === "inForce" || row.state === "repealed" ? [] : [list(row.implementers.map(({ name }) => name))];
  const due = row.due === null ? [] : [`report by ${formatTime(row.due)}`];
  const tasks = row.tasks.open === 0 ? [] : [`${counted(row.tasks.open, "task")} open`];
  return `${shortId(row.motion)}  #${row.number} ${row.title}  (${[state, ...who, ...due, ...tasks].join("; ")})`;
}

export function decisionText(d: DecisionSnapshot): string {
  const part = (title: string, lines: readonly string[]): readonly string[] => (lines.length === 0 ? [] : ["", title, ...lines]);
  return [
    decisionLine(d),
    ...(d.chosen.length === 0 ? [] : [`Chosen: ${list(d.chosen)}`]),
    ...(d.situation === "" ? [] : ["", d.situation]),
    ...(d.offer === null ? [] : ["", `${d.offer.by.name} offers it to ${d.offer.to.name}, who has not answered.`]),
    ...part("Tasks:", d.list.map(taskLine)),
    ...part("Reports:", d.reports.flatMap(reportLines)),
    ...part("Reviews:", d.reviewed.flatMap(reviewLines)),
  ].join("\n");
}

function taskLine({ id, title, note, holders, done, dropped, notes }: TaskRow): string {
  const state = dropped !== null ? `dropped by ${dropped.by.name}` : done !== null ? `done, says ${done.by.name}` : holders.length === 0 ? "free" : `taken by ${list(holders.map(({ name }) => name))}`;
  const more = [note, ...notes.map(({ by, text }) => `${by.name}: ${text}`)].filter((line) => line !== "");
  return [`  ${shortId(id)}  ${title}  (${state})`, ...more.map((line) => `            ${line}`)].join("\n");
}

const reportWords = { underway: "under way", done: "done", failed: "could not be carried out" } as const;

function reportLines({ id, by, counts, time, state, text, next }: ReportView): readonly string[] {
  const promise = next === null ? "" : `, the next by ${formatTime(next)}`;
  return [`  ${shortId(id)}  ${by.name}, ${formatTime(time)}: ${reportWords[state]}${promise}${counts ? "" : " (does not implement it)"}`, `    ${text}`];
}

function reviewLines({ id, by, time, aim, done, learnt, self, replies }: ReviewView): readonly string[] {
  const parts = [["aimed at", aim], ["done", done], ["learnt", learnt], ["self-criticism", self]].filter(([, text]) => text !== "");
  return [`  ${shortId(id)}  ${by.name}, ${formatTime(time)}`, ...parts.map(([name, text]) => `    ${name}: ${text}`), ...replies.map((reply) => `    ${reply.by.name} replies: ${reply.text}`)];
}
