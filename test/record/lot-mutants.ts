/** Mistakes one could make about lots in the page's verifier (mutants.ts), and the history of aimed-lots.ts that notices each. */
import type { Mutant } from "./mutants.ts";

export const lotMutants: readonly Mutant[] = [
  { broken: "a lot is drawn again under another title", find: "record.title === title && ", put: "", by: "[POLL-15] a lot is drawn again about what it has to settle, in the same words" },
  { broken: "among other options", find: " && JSON.stringify(record.options) === JSON.stringify(rest)", put: "", by: "[POLL-15] a lot is drawn again about what it has to settle, in the same words" },
  { broken: "among all options again", find: "const rest = (outcome.is === \"tied\" ? outcome.options : \"tied\" in tally ? tally.tied : [])", put: "const rest = options.map((_, i) => i)", by: "[POLL-15] a lot is drawn again about what it has to settle, in the same words" },
  { broken: "by another method", find: "record.method === asks.method && ", put: "", by: "[POLL-15] a lot is drawn again about what it has to settle, in the same words" },
  { broken: "for other seats", find: "record.seats === asks.seats && ", put: "", by: "[POLL-15] for the seats that were left, by no less" },
  { broken: "a sign-up is drawn again by lots", find: "const asks = method === \"sign-up\" ?", put: "const asks = false ?", by: "[POLL-15] of a sign-up for what was overfull, with its places" },
  { broken: "advice is drawn again so that it binds", find: "record.advice === advice && ", put: "", by: "[POLL-15] advice is drawn again as advice" },
  { broken: "a lot is drawn again by less", find: "isShort(record, first.record) ? \"BelowDecision\"", put: "false ? \"BelowDecision\"", by: "[POLL-15] for the seats that were left, by no less" },
  { broken: "anybody is left out", find: "draw === null || !redraws.without.every(isAwaited)", put: "draw === null", by: "[POLL-15] a lot is drawn again about what it has to settle, in the same words" },
  { broken: "a lot is drawn again twice", find: " || this.isRedrawn(redraws.motion, past)", put: "", by: "[POLL-15] a lot is drawn again about what it has to settle, in the same words" },
  { broken: "the first lot falls all the same", find: " || this.histories.isRedrawn(this.act.id, past)", put: "", by: "[POLL-15] a lot is drawn again about what it has to settle, in the same words" },
  { broken: "each member has one number", find: "same(one_.record.value, record.value) && ", put: "", by: "[POLL-6, POLL-15] where a higher round counts another ballot, its number is shown too" },
  { broken: "any number is thrown in", find: "if (!this.#threwIn(result, member, record.value)) return \"NotThrownIn\";", put: "", by: "[POLL-6, POLL-15] where a higher round counts another ballot, its number is shown too" },
  { broken: "a number is shown twice", find: "this.seeds.some((one_) => one_.member === member && same", put: "false && this.seeds.some((one_) => one_.member === member && same", by: "[POLL-6, POLL-15] where a higher round counts another ballot, its number is shown too" },
  { broken: "a lot is drawn again by what gives an office", find: "record.kind !== first.record.kind || ", put: "", by: "[MAN-1, POLL-15] and by a motion of its kind, which gives no office on the way" },
];
