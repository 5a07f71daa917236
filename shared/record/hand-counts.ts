/** POLL-11. Counts of hands or paper as tellers entered them, and what the second teller says: shown beside the result. */
import type { MemberId } from "../base/ids.ts";
import type { MemberRef } from "../contract/member-ref.ts";
import type { HandCountView } from "../contract/result-snapshots.ts";
import type { MotionView } from "../poll/motion-view.ts";

/** Lowest id first. */
export function handCounts(view: MotionView, ref: (member: MemberId) => MemberRef): readonly HandCountView[] {
  const sorted = view.handCounts.toSorted((a, b) => (a.act.id < b.act.id ? -1 : 1));
  return sorted.map(({ act, member }) => ({
    id: act.id,
    teller: ref(member),
    votes: act.record.votes,
    seconds: view.secondCounts
      .filter((second) => second.act.record.count === act.id)
      .sort((a, b) => (a.act.id < b.act.id ? -1 : 1))
      .map((second) => ({ teller: ref(second.member), votes: second.act.record.votes, agrees: second.act.record.votes.every((n, line) => n === act.record.votes[line]) })),
  }));
}
