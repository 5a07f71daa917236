/** Who voted how, and whether it counts (POLL-2…6): one row for each member of the roll. */
import type { MemberId } from "../base/ids.ts";
import type { BallotStatus, MemberRef, RollCallRow } from "../contract/snapshots.ts";
import type { Motion } from "../governance/assembly.ts";
import type { Count, ExclusionReason } from "../poll/count.ts";

const statusOf: Record<ExclusionReason, BallotStatus> = {
  notOnRoll: "invalid",
  invalid: "invalid",
  forked: "forked",
  afterSeal: "afterSeal",
  expelled: "expelled",
  revoked: "revoked",
  conflict: "conflict",
  withdrawn: "withdrawn",
};

export function rollCall({ view }: Motion, count: Count, ref: (id: MemberId) => MemberRef): readonly RollCallRow[] {
  const counted = new Map(count.counted.map((c) => [c.member, c] as const));
  const onPaper = new Map(count.paper.flatMap(({ member, is, choice }) => (is === "counted" ? [[member, choice] as const] : [])));
  const excluded = new Map(count.excluded.map((e) => [e.ballot, e.reason] as const));

  return view.motion.record.roll.map((id): RollCallRow => {
    const newestFirst = view.ballotsOf(id).map(({ act }) => act).sort((a, b) => b.lamport - a.lamport || (a.id < b.id ? -1 : 1));
    const out = newestFirst.filter((ballot) => excluded.has(ballot.id));
    const counts = counted.get(id);
    const shown = newestFirst.find((ballot) => ballot.id === counts?.ballot) ?? out[0] ?? newestFirst[0] ?? null;
    const reason = shown === null ? undefined : excluded.get(shown.id);
    const status: BallotStatus = counts !== undefined ? "counted" : onPaper.has(id) ? "onPaper" : shown === null ? "none" : reason === undefined ? "late" : statusOf[reason];
    return {
      member: ref(id),
      choice: onPaper.get(id) ?? shown?.record.choice ?? null,
      time: shown?.time ?? null,
      changed: shown !== null && newestFirst.some((ballot) => shown.past.has(ballot)),
      sealed: view.sealsOf(id).length > 0,
      status,
      conflicting: out.filter((ballot) => contradicts(excluded.get(ballot.id))).flatMap(({ record }) => record.choice ?? []),
    };
  });
}

/** Shown even beside a ballot that counts: one cast before a machine's histories parted still does. */
const contradicts = (reason: ExclusionReason | undefined): boolean => reason === "conflict" || reason === "forked";
