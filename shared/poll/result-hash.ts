/**
 * POLL-5. The hash that attesters sign: roll, counted ballots, exclusions with reasons, totals, every round of the
 * tally, outcome and rule version; not the sealers, so two closes that count alike give one result.
 */
import type { CborValue } from "../base/cbor.ts";
import { idBytes } from "../base/ids.ts";
import { labels } from "../crypto/labels.ts";
import { labelledHash } from "../crypto/sodium.ts";
import type { Outcome, Tally } from "../tally/outcome.ts";
import type { Round } from "../tally/rounds.ts";
import { choiceField } from "./choice-field.ts";
import { exclusionReasons, type Count } from "./count.ts";
import type { MotionView } from "./motion-view.ts";
import { hashOf, type Hash } from "./records.ts";
import { paperValue } from "./sheet.ts";

/** Grows with any change of the rules by which ballots are chosen or added up. */
const ruleVersion = 1;

export function resultHash(view: MotionView, { counted, excluded, paper, decided }: Count): Hash {
  return hashOf(
    labelledHash(
      labels.result,
      ruleVersion,
      idBytes(view.id),
      view.motion.record.roll.map(idBytes),
      counted.map(({ member, ballot, choice }) => [idBytes(member), idBytes(ballot), choiceField.write(choice)]),
      excluded.map(({ ballot, reason }) => [idBytes(ballot), exclusionReasons.indexOf(reason)]),
      [decided.counted, decided.quorumNeeded, decided.baseCount, decided.thresholdNeeded],
      tallyValue(decided.tally),
      outcomeValue(decided.outcome),
      ...(view.motion.record.tellers === undefined ? [] : [paperValue(paper)]),
    ),
  );
}

function tallyValue(tally: Tally): CborValue {
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
      return [tally.seats, tally.rounds.map(roundValue), tally.elected, tally.tied];
    case "schulze":
      return [tally.pairwise, tally.strongest, tally.ranking, tally.firstChoices];
  }
}

function roundValue({ votes, exhausted, quota, elected, excluded, surplusOf, lot }: Round): CborValue {
  return [votes, exhausted, quota, elected, excluded, surplusOf, lot === null ? null : [lot.of, lot.between, lot.fell]];
}

function outcomeValue(outcome: Outcome): CborValue {
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
