/** What waits for this member, nearest first, and what went on. */
import { useSnapshot } from "../../engine/snapshot.ts";
import type { AgendaViewSnapshot } from "./AgendaView.tsx";
import type { AgendaNeed } from "../../../shared/contract/snapshots.ts";

export function useAgenda(group: string): AgendaViewSnapshot | null {
  const agenda = useSnapshot({ query: "agenda", group });
  const about = useSnapshot({ query: "group", group });
  if (!agenda || !about) return null;
  const needs = [...agenda.needs].sort((a, b) => urgency(a) - urgency(b));
  const asked = new Set(needs.flatMap((need) => (need.need === "ballot" ? [need.motion.id] : [])));
  return {
    group,
    alone: about.members <= 1,
    needs,
    nearest: needs.map(deadlineOf).find((deadline) => deadline !== null) ?? null,
    openVotes: agenda.openVotes.filter((motion) => !asked.has(motion.id)),
    reports: [...agenda.reports].sort((a, b) => a.due - b.due),
    replies: agenda.repliesToMe,
    chronicle: agenda.chronicle,
  };
}

function deadlineOf(need: AgendaNeed): number | null {
  if (need.need === "ballot") return need.motion.deadline;
  return need.need === "report" ? need.due : null;
}

/** The founding act first, for nothing goes on without it; then deadlines; what asks without one comes last. */
function urgency(need: AgendaNeed): number {
  if (need.need === "constitute") return Number.NEGATIVE_INFINITY;
  if (need.need === "conflict") return 0;
  return deadlineOf(need) ?? Number.POSITIVE_INFINITY;
}
