/** Who voted how, and whether it counts (POLL-2…6): one row for each member of the roll. */
import type { EntryId, MemberId } from "../base/ids.ts";
import type { BallotStatus, MemberRef, RollCallRow } from "../contract/snapshots.ts";
import type { Motion } from "../governance/assembly.ts";
import type { Count, ExclusionReason } from "../poll/count.ts";
import type { Choice } from "../tally/choice.ts";

const statusOf: Record<ExclusionReason, BallotStatus> = {
  notOnRoll: "invalid",
  invalid: "invalid",
  forked: "forked",
  afterSeal: "afterSeal",
  conflict: "conflict",
  withdrawn: "withdrawn",
};

export function rollCall({ view }: Motion, count: Count, ref: (id: MemberId) => MemberRef): readonly RollCallRow[] {
  const counted = new Map(count.counted.map((c) => [c.member, c] as const));
  const excluded = new Map<MemberId, { readonly ballot: EntryId; readonly reason: ExclusionReason }[]>();
  for (const e of count.excluded) excluded.set(e.member, [...(excluded.get(e.member) ?? []), e]);
  const choiceOf = (id: EntryId): Choice | null => view.get("ballot", id)?.act.record.choice ?? null;

  return view.motion.record.roll.map((id): RollCallRow => {
    const ballots = view.ballotsOf(id);
    const out = excluded.get(id) ?? [];
    const counts = counted.get(id);
    const newest = ballots[ballots.length - 1];
    const shown = counts?.ballot ?? newest?.act.id ?? null;
    const status: BallotStatus = counts !== undefined ? "counted" : newest === undefined ? "none" : out.length > 0 ? statusOf[out[0]!.reason] : "late";
    return {
      member: ref(id),
      choice: shown === null ? null : choiceOf(shown),
      time: shown === null ? null : (view.get("ballot", shown)?.act.time ?? null),
      changed: ballots.length > 1,
      sealed: view.sealsOf(id).length > 0,
      status,
      conflicting: status === "conflict" || status === "forked" ? out.map((o) => choiceOf(o.ballot)).filter((c) => c !== null) : [],
    };
  });
}
