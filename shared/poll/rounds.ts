/** POLL-6. Further rounds: when nobody's result has q, members attest what most attested in the round before. */
import type { MemberId } from "../base/ids.ts";
import type { MotionCounts } from "./motion-counts.ts";
import type { By } from "./motion-view.ts";
import type { Hash } from "./records.ts";

/** Members behind these attestations, double attesters left out. */
export function singleAttesters(attestations: readonly By<"attest">[], doubles: ReadonlySet<MemberId>): ReadonlySet<MemberId> {
  return new Set(attestations.map(({ member }) => member).filter((member) => !doubles.has(member)));
}

/**
 * An attestation of the result that most members attested; equal: of more counted ballots, then of the lower hash. Of
 * several of that result the one with the lowest id. Null when nobody but double attesters attested.
 */
export function mostAttested(counts: MotionCounts, attestations: readonly By<"attest">[], doubles: ReadonlySet<MemberId>): By<"attest"> | null {
  const candidates = new Map<Hash, { first: By<"attest">; members: Set<MemberId> }>();
  for (const one of attestations) {
    if (doubles.has(one.member)) continue;
    const known = candidates.get(one.act.record.result);
    if (known === undefined) candidates.set(one.act.record.result, { first: one, members: new Set([one.member]) });
    else {
      known.members.add(one.member);
      if (one.act.id < known.first.act.id) known.first = one;
    }
  }
  const ballots = ({ act }: By<"attest">): number => counts.resultOf(counts.view.get("close", act.record.close)!).decided.counted;
  const [best] = [...candidates.values()].sort(
    (a, b) =>
      b.members.size - a.members.size ||
      ballots(b.first) - ballots(a.first) ||
      (a.first.act.record.result < b.first.act.record.result ? -1 : 1),
  );
  return best?.first ?? null;
}
