/** What waits for this member, nearest first, and what went on. */
import { useSnapshot } from "../../engine/snapshot.ts";
import type { AgendaViewSnapshot } from "./AgendaView.tsx";
import type { AgendaNeed } from "../../../shared/contract/snapshots.ts";

const mostNotices = 8;

export function useAgenda(group: string): AgendaViewSnapshot | null {
  const agenda = useSnapshot({ query: "agenda", group });
  const about = useSnapshot({ query: "group", group });
  const notices = useSnapshot({ query: "notices", group });
  if (!agenda || !about || !notices) return null;
  const needs = [...agenda.needs].sort(byUrgency);
  const asked = new Set(needs.flatMap((need) => (need.need === "ballot" ? [need.motion.id] : [])));
  return {
    group,
    alone: about.members <= 1,
    standing: about.standing,
    mayMove: about.constituted && about.iVote,
    needs,
    nearest: needs.flatMap((need) => (need.need === "ballot" ? [need.motion.deadline] : []))[0] ?? null,
    openVotes: agenda.openVotes.filter((motion) => !asked.has(motion.id)),
    reports: [...agenda.reports].sort((a, b) => a.due - b.due),
    meetings: agenda.meetings,
    tasks: agenda.tasks,
    mandates: agenda.mandates,
    notices: notices.rows.slice(0, mostNotices),
    chronicle: agenda.chronicle,
  };
}

function deadlineOf(need: AgendaNeed): number | null {
  if (need.need === "ballot" || need.need === "paper" || need.need === "answer") return need.motion.deadline;
  return need.need === "report" ? need.due : null;
}

/** The founding act first, for nothing goes on without it; then what is decided about me, ballots, then reports, then what is asked of me. */
const kinds: readonly AgendaNeed["need"][] = ["constitute", "answer", "conflict", "paper", "ballot", "report", "offer", "stand", "reply"];

function byUrgency(a: AgendaNeed, b: AgendaNeed): number {
  return kinds.indexOf(a.need) - kinds.indexOf(b.need) || (deadlineOf(a) ?? 0) - (deadlineOf(b) ?? 0);
}
