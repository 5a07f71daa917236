/** A ballot's choice as CBOR: `[method, …]`, options ascending, so that equal choices have equal bytes (ENC-1). */
import type { CborValue } from "../base/cbor.ts";
import { limits } from "../base/limits.ts";
import type { Field } from "../base/record.ts";
import { answers, canonical, mostDots, mostPoints, noneOfThese, type Choice, type MethodName } from "../tally/choice.ts";

/** New ones at the end: their places are written. */
export const methods = ["yes-no-abstain", "approval", "schulze", "score", "irv", "stv-scottish", "stv-meek", "consensus", "dots", "time-poll", "sign-up", "lots"] as const satisfies readonly MethodName[];
const votes = ["yes", "no", "abstain"] as const;
const positions = ["agree", "standAside", "block"] as const;

export const choiceField: Field<Choice> = {
  write(choice) {
    const c = canonical(choice);
    const method = methods.indexOf(c.method);
    switch (c.method) {
      case "yes-no-abstain":
      case "lots":
        return [method, votes.indexOf(c.vote)];
      case "consensus":
        return [method, positions.indexOf(c.position)];
      case "approval":
        return [method, c.approved];
      case "score":
        return [method, c.scores];
      case "dots":
        return [method, c.dots];
      case "time-poll":
        return [method, c.answers.map((answer) => answers.indexOf(answer))];
      case "sign-up":
        return [method, c.taken];
      default:
        return [method, c.ranks];
    }
  },

  read(value) {
    if (!Array.isArray(value) || value.length !== 2) return undefined;
    const [method, body] = value as [CborValue, CborValue];
    const name = typeof method === "number" ? methods[method] : undefined;
    switch (name) {
      case "yes-no-abstain":
      case "lots": {
        const vote = typeof body === "number" ? votes[body] : undefined;
        return vote === undefined ? undefined : { method: name, vote };
      }
      case "consensus": {
        const position = typeof body === "number" ? positions[body] : undefined;
        return position === undefined ? undefined : { method: "consensus", position };
      }
      case "approval":
        return areAscending(body, 0) ? { method: "approval", approved: body } : undefined;
      case "score":
        return areUpTo(mostPoints, body) ? { method: "score", scores: body } : undefined;
      case "dots":
        return areUpTo(mostDots, body) ? { method: "dots", dots: body } : undefined;
      case "time-poll":
        return areUpTo(answers.length - 1, body) ? { method: "time-poll", answers: body.map((place) => answers[place]!) } : undefined;
      case "sign-up":
        return areAscending(body, 0) ? { method: "sign-up", taken: body } : undefined;
      case undefined:
        return undefined;
      default:
        return areRanks(body) ? { method: name, ranks: body } : undefined;
    }
  },
};

/** Indexes of options from `least`, ascending, none twice. */
function areAscending(value: CborValue, least: number): value is readonly number[] {
  if (!Array.isArray(value) || value.length > limits.options + 1) return false;
  return (value as readonly CborValue[]).every(
    (index, i, all) => typeof index === "number" && index >= least && index < limits.options && (i === 0 || (all[i - 1] as number) < index),
  );
}

/** A number for each option. */
function areUpTo(most: number, value: CborValue): value is readonly number[] {
  if (!Array.isArray(value) || value.length > limits.options) return false;
  return (value as readonly CborValue[]).every((points) => typeof points === "number" && points >= 0 && points <= most);
}

function areRanks(value: CborValue): value is readonly (readonly number[])[] {
  if (!Array.isArray(value) || value.length > limits.options + 1) return false;
  const groups = value as readonly CborValue[];
  if (!groups.every((group): group is readonly number[] => areAscending(group, noneOfThese) && group.length > 0)) return false;
  const named = groups.flat();
  return new Set(named).size === named.length;
}
