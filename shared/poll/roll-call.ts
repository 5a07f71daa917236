/** Who voted how and what became of it: one row per member of the roll (POLL-2…6, POLL-10). Nothing heard is hidden. */
import type { MemberId } from "../base/ids.ts";
import type { Choice } from "../tally/choice.ts";
import type { Count, ExclusionReason } from "./count.ts";
import type { By, MotionView } from "./motion-view.ts";

export interface RollCallEntry {
  readonly member: MemberId;
  /** The ballot that counts, or else the newest heard; null when none is. */
  readonly ballot: By<"ballot"> | null;
  readonly choice: Choice | null;
  readonly status: "counted" | "none" | "late" | Exclude<ExclusionReason, "notOnRoll">;
  /** The counted ballot replaced another. */
  readonly changed: boolean;
  readonly sealed: boolean;
  /** Of a conflict or fork: what the ballots say, in the order of their ids. */
  readonly conflicting: readonly Choice[];
  /** Ballots heard that the sealers had not (POLL-6). */
  readonly late: readonly By<"ballot">[];
}

/** `has`: whether a ballot is in the past that `count` was made from. */
export function rollCall(view: MotionView, count: Count, has: (ballot: By<"ballot">) => boolean): readonly RollCallEntry[] {
  const counted = new Map(count.counted.map((one) => [one.member, one]));
  const excluded = new Map(count.excluded.map((one) => [one.ballot, one.reason]));
  return [...view.roll].map((member): RollCallEntry => {
    const heard = view.ballotsOf(member).toSorted((a, b) => b.act.lamport - a.act.lamport || (a.act.id < b.act.id ? -1 : 1));
    const late = heard.filter((one) => !has(one));
    const sealed = view.sealsOf(member).length > 0;
    const counts = counted.get(member);
    const out = heard.filter((one) => excluded.has(one.act.id));
    if (counts !== undefined) {
      const ballot = view.get("ballot", counts.ballot)!;
      const changed = heard.some((one) => ballot.act.past.has(one.act));
      return { member, ballot, choice: counts.choice, status: "counted", changed, sealed, conflicting: choicesOf(out, excluded), late };
    }
    const shown = out[0] ?? late[0] ?? null;
    const reason = shown === null ? undefined : excluded.get(shown.act.id);
    const status = shown === null ? "none" : reason === undefined || reason === "notOnRoll" ? "late" : reason;
    return { member, ballot: shown, choice: shown?.act.record.choice ?? null, status, changed: false, sealed, conflicting: choicesOf(out, excluded), late };
  });
}

function choicesOf(out: readonly By<"ballot">[], excluded: ReadonlyMap<string, ExclusionReason>): Choice[] {
  return out
    .filter(({ act }) => ["conflict", "forked"].includes(excluded.get(act.id)!))
    .sort((a, b) => (a.act.id < b.act.id ? -1 : 1))
    .flatMap(({ act }) => (act.record.choice === null ? [] : [act.record.choice]));
}
