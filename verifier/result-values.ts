/** POLL-5. Tally and outcome as the hash of a result takes them. */
import type { Value } from "./cbor.ts";
import type { Decided } from "./methods.ts";

export function tallyValue({ tally }: Decided): Value {
  switch (tally.method) {
    case "yes-no-abstain":
    case "lots":
      return [tally.yes, tally.no, tally.abstain];
    case "consensus":
      return [tally.agree, tally.standAside, tally.block];
    case "approval":
      return tally.approvals;
    case "score":
      return tally.sums;
    case "dots":
      return [tally.sums, tally.givers];
    case "time-poll":
      return [tally.yes, tally.ifNeedBe];
    case "sign-up":
      return [tally.signed, tally.places];
    case "irv":
    case "stv-scottish":
    case "stv-meek":
      return [tally.seats, tally.rounds.map(({ votes, exhausted, quota, elected, excluded, surplusOf, lot }): Value => [votes, exhausted, quota, elected, excluded, surplusOf, lot === null ? null : [lot.of, lot.between, lot.fell]]), tally.elected, tally.tied];
    case "schulze":
      return [tally.pairwise, tally.strongest, tally.ranking, tally.firstChoices];
  }
}

export function outcomeValue({ outcome }: Decided): Value {
  switch (outcome.is) {
    case "adopted":
    case "belowThreshold":
      return [outcome.is, outcome.option];
    case "elected":
    case "tied":
      return [outcome.is, outcome.options];
    case "noQuorum":
      return [outcome.is, outcome.have, outcome.needed];
    case "rejected":
      return [outcome.is];
  }
}
