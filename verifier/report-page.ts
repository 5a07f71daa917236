/** What was found, for people: the verdict first, then what it proves, what it cannot show, and the decision itself. */
import { bullets, el, table } from "./elements.ts";
import type { Choice, Decided } from "./methods.ts";
import type { Mandate, Report } from "./report.ts";
import type { Round } from "./rounds.ts";
import { sentenceFor } from "./words/languages.ts";
import type { Words } from "./words/words.ts";

type Motion = NonNullable<Report["motion"]>;

export function reportPage(report: Report, words: Words, language: string): readonly HTMLElement[] {
  const { valid, problems, motion, result } = report;
  const parts: HTMLElement[] = [el("h2", { class: valid ? "right" : "wrong" }, valid ? words.valid : words.invalid)];
  if (!valid) parts.push(...problemsPart(problems, words));
  if (motion === null || result === null) return parts;
  if (report.mandate !== null) parts.push(...mandatePart(report.mandate, words, language));
  if (valid) parts.push(...proofs(report, result, words));
  if (report.gone.length > 0) parts.push(el("h3", {}, words.goneTitle), bullets(report.gone.map(({ member, is }) => el("span", { dir: "auto" }, words.gone[is](member.name)))));
  parts.push(el("h3", {}, words.unseenTitle), bullets([...report.unseen.map((one) => words.unseen[one]), ...(report.gone.length > 0 ? [words.goneUnseen] : []), words.unseenAlways]));
  parts.push(...motionPart(report, motion, words, language), ...resultPart(motion, result, words, report.draw), ...drawPart(report.draw, motion, words), ...tables(report, motion, words));
  return parts;
}

/** One is enough to refuse it; a broken file may have one for each entry. */
function problemsPart(problems: Report["problems"], words: Words): readonly HTMLElement[] {
  const shown = problems.slice(0, mostProblems).map((problem) => el("span", {}, `${sentenceFor(problem, words)} `, ...("reason" in problem ? [el("code", {}, problem.reason)] : [])));
  const more = problems.length - shown.length;
  return [bullets(shown), ...(more > 0 ? [el("p", {}, words.moreProblems(more))] : [])];
}

const mostProblems = 20;

/** Of a file with problems nothing is claimed. */
function proofs({ group, groupChecked, state, attesters }: Report, result: Decided, words: Words): readonly HTMLElement[] {
  const names = attesters.filter(({ agrees }) => agrees).map(({ name }) => name).join(", ");
  const claims = [words.provesGroup(group?.name ?? "", groupChecked === "given"), words.provesBallots(result.counted)];
  switch (state?.is) {
    case "certified":
      claims.push(words.provesRecount, words.state.certified(state.by, state.roll, names));
      break;
    case "provisional":
    case "counted":
      claims.push(words.provesRecount, words.state[state.is](state.by, state.roll, state.needed));
      break;
    case "closing":
      claims.push(words.state.closing(state.sealed, state.roll));
      break;
    case "contradicted":
      claims.push(words.state.contradicted(state.doubleAttesters.map(({ name }) => name).join(", ")));
      break;
    case "withdrawn":
      claims.push(words.state.withdrawn(state.by.name));
      break;
    case undefined:
  }
  return [el("h3", {}, words.proves), bullets(claims)];
}

/** MAN-9. */
function mandatePart({ title, scope, acts, disputed, holders, ended, asOf }: Mandate, { mandate: words }: Words, language: string): readonly HTMLElement[] {
  const held = disputed ? words.disputed : holders.length === 0 ? words.nobody : words.held(holders.map(({ name }) => name).join(", "));
  return [
    el("h3", {}, words.title),
    el("h4", { dir: "auto" }, title),
    el("p", { class: "outcome", dir: "auto" }, held),
    ...(ended.length === 0 ? [] : [bullets(ended.map(({ name, by, time }) => el("span", { dir: "auto" }, words.ended[by](name, at(time, language)))))]),
    el("p", { class: "help" }, words.asOf(at(asOf, language))),
    ...(scope === "" ? [] : [el("h5", {}, words.scope), el("p", { class: "said", dir: "auto" }, scope)]),
    el("p", {}, `${words.may}: ${acts.length === 0 ? words.mayNothing : acts.map((act) => words.acts[act]).join(", ")}.`),
  ];
}

const at = (time: number, language: string): string => new Date(time).toLocaleString(language, { dateStyle: "long", timeStyle: "short" });

function motionPart({ group }: Report, motion: Motion, words: Words, language: string): readonly HTMLElement[] {
  const part = (name: string, content: string): HTMLElement[] => (content === "" ? [] : [el("h5", {}, name), el("p", { class: "said", dir: "auto" }, content)]);
  return [
    el("h3", {}, words.motion),
    el("h4", { dir: "auto" }, heading(motion, words)),
    el("p", { class: "help" }, words.moved(motion.mover, at(motion.opened, language), at(motion.deadline, language))),
    el("p", { class: "help" }, `${words.groupId}: `, el("code", {}, group?.id ?? "")),
    el("p", { class: "said", dir: "auto" }, motion.situation),
    ...motion.options.flatMap((option, i) => [
      el("h4", { dir: "auto" }, option.title === "" ? words.what : words.option(letter(i), option.title)),
      el("p", { class: "said", dir: "auto" }, option.text),
      ...part(words.necessity, option.necessity),
      ...part(words.practicality, option.practicality),
    ]),
    ...(motion.files.length === 0 ? [] : [el("h4", {}, words.files), bullets(motion.files.map(({ name, size, content }) => el("span", { dir: "auto" }, `${name} (${size} B) `, el("code", {}, content))))]),
  ];
}

function heading({ kind, title }: Motion, { kinds }: Words): string {
  return kind === "mandate" || kind === "recall" || kind === "repeal" ? kinds[kind](title) : title;
}

function resultPart(motion: Motion, result: Decided, words: Words, draw: Report["draw"]): readonly HTMLElement[] {
  const { outcome, counted, roll, quorumNeeded, thresholdNeeded, baseCount } = result;
  const named = (option: number | null): string | null => (option === null ? null : nameOf(option, motion, words));
  const verdict = {
    adopted: () => draw?.seed != null && result.tally.method === "sign-up" ? words.drawn.places : words.outcome.adopted("option" in outcome ? named(outcome.option) : null),
    belowThreshold: () => words.outcome.belowThreshold("option" in outcome ? named(outcome.option) : null),
    elected: () => words.outcome.elected("options" in outcome ? outcome.options.map((option) => nameOf(option, motion, words)).join(", ") : ""),
    rejected: () => words.outcome.rejected,
    tied: () => (result.tally.method === "sign-up" && "options" in outcome ? words.overfull(outcome.options.map((option) => nameOf(option, motion, words)).join(", ")) : words.outcome.tied),
    noQuorum: () => words.outcome.noQuorum(counted, quorumNeeded),
  }[outcome.is]();
  return [el("h3", {}, words.result), el("p", { class: "outcome" }, verdict), bullets([...(motion.advice ? [words.advice] : []), words.turnout(counted, roll, quorumNeeded), ...(result.method === "sign-up" ? [] : [words.threshold(thresholdNeeded, baseCount)])]), ...tallyPart(motion, result, words)];
}

/** POLL-15. Whoever checks can work it out again: the numbers, what they give, and what follows for each. */
function drawPart(draw: Report["draw"], motion: Motion, words: Words): readonly HTMLElement[] {
  if (draw === null) return [];
  const { title, say, waits, number, notShown, seed, fell } = words.drawn;
  const name = (item: number | { readonly name: string }): string => (typeof item === "number" ? nameOf(item, motion, words) : item.name);
  const missing = draw.thrown.filter(({ value }) => value === null).map(({ member }) => member.name);
  const numbers = table(title, [words.member, number], draw.thrown.map(({ member, value }) => [member.name, value ?? notShown]));
  if (draw.seed === null) return [el("h4", {}, title), el("p", {}, waits(missing.join(", "))), numbers];
  const lots = draw.lots.flatMap(({ option, order, taken }) => {
    const says = fell(order.slice(0, taken).map(({ item }) => name(item)).join(", "), option === null ? null : nameOf(option, motion, words));
    return [el("p", { dir: "auto" }, says), table(number, ["", number], order.map(({ item, number: of }) => [name(item), of]))];
  });
  return [el("h4", {}, title), el("p", {}, say), numbers, el("p", {}, `${seed}: `, el("code", {}, draw.seed)), ...lots];
}

function tallyPart(motion: Motion, { tally }: Decided, words: Words): readonly HTMLElement[] {
  switch (tally.method) {
    case "yes-no-abstain":
    case "lots":
      return [table(words.result, ["", words.ballots], (["yes", "no", "abstain"] as const).map((vote) => [words.votes[vote], String(tally[vote])]))];
    case "consensus":
      return [table(words.result, ["", words.ballots], (["agree", "standAside", "block"] as const).map((position) => [words.positions[position], String(tally[position])]))];
    case "approval":
      return [table(words.approvals, ["", words.approvals], tally.approvals.map((n, option) => [nameOf(option, motion, words), String(n)]))];
    case "score":
      return [table(words.points(tally.most), ["", words.pointsHead], tally.sums.map((n, option) => [nameOf(option, motion, words), String(n)]))];
    case "dots":
      return [table(words.dots, ["", words.dots, words.givers], tally.sums.map((n, option) => [nameOf(option, motion, words), String(n), String(tally.givers[option])]))];
    case "time-poll":
      return [table(words.times, ["", words.answers.yes, words.answers.ifNeedBe], tally.yes.map((n, option) => [nameOf(option, motion, words), String(n), String(tally.ifNeedBe[option])]))];
    case "sign-up":
      return [table(words.signUp, ["", words.signed, words.placesHad], tally.signed.map((n, option) => [nameOf(option, motion, words), String(n), String(tally.places[option])]))];
    case "irv":
    case "stv-scottish":
    case "stv-meek":
      return [roundsTable(motion, tally.rounds, words), ...(tally.tied.length > 0 ? [el("p", {}, words.tiedSeats(tally.tied.map((option) => nameOf(option, motion, words)).join(", ")))] : [])];
    case "schulze": {
      const candidates = tally.pairwise.map((_, i) => nameOf(i, motion, words));
      const matrix = (caption: string, numbers: readonly (readonly number[])[]): HTMLElement =>
        table(caption, ["", ...candidates], numbers.map((row, i) => [candidates[i]!, ...row.map((n, j) => (i === j ? "–" : String(n)))]));
      const places = el("ol", {}, ...tally.ranking.map((group) => el("li", {}, group.map((i) => candidates[i]).join(" = "))));
      return [matrix(words.pairs, tally.pairwise), matrix(words.paths, tally.strongest), el("h4", {}, words.places), places];
    }
  }
}

/** A column a round: the votes as they stood, and then what followed from them. */
function roundsTable(motion: Motion, rounds: readonly Round[], words: Words): HTMLElement {
  const candidates = rounds[0]!.votes.map((_, i) => i);
  const names = (list: readonly number[]): string => list.map((option) => nameOf(option, motion, words)).join(", ");
  const lotOf = ({ lot }: Round): string => (lot === null ? "" : lot.idle ? names(lot.between) : words.lot(names(lot.between), names([lot.fell])));
  const row = (name: string, of: (round: Round) => string): readonly string[] => [name, ...rounds.map(of)];
  const rows = [
    ...candidates.map((i) => row(nameOf(i, motion, words), ({ votes }) => votes[i]!)),
    row(words.exhausted, ({ exhausted }) => exhausted),
    row(words.quota, ({ quota }) => quota ?? ""),
    row(words.electedHead, ({ elected }) => names(elected)),
    row(words.excluded, ({ excluded }) => names(excluded)),
    row(words.surplus, ({ surplusOf }) => (surplusOf === null ? "" : names([surplusOf]))),
    row(words.lots, lotOf),
  ];
  return table(words.rounds, ["", ...rounds.map((_, i) => `${words.round} ${i + 1}`)], rows.filter((cells) => cells.slice(1).some((cell) => cell !== "")));
}

function tables({ rollCall, attesters, handCounts, paper }: Report, motion: Motion, words: Words): readonly HTMLElement[] {
  const roll = rollCall.map(({ member, choice, status, conflicting }) => [member.name, conflicting.length > 0 && status !== "counted" ? conflicting.map((one) => choiceText(one, motion, words)).join(" / ") : choiceText(choice, motion, words), words.status[status]]);
  const signers = attesters.map(({ name, round, agrees }) => [name, String(round), agrees ? words.yes : words.no]);
  const byHand = handCounts.flatMap(({ teller, votes, seconds }) => [[teller.name, votes.join(" · "), ""], ...seconds.map((second) => [second.teller.name, second.votes.join(" · "), second.agrees ? words.yes : words.no])]);
  const sheets = paper.lines.map(({ member, said, is }) => [member.name, said.map(({ teller, choice }) => `${teller.name}: ${choice === null ? words.noBallot : choiceText(choice, motion, words)}`).join("; "), words.paper[is]]);
  return [table(words.roll, [words.member, words.ballot, words.counts], roll), ...(byHand.length > 0 ? [table(words.byHand, [words.member, words.ballots, words.agrees], byHand)] : []), ...(sheets.length > 0 ? [table(words.paper.title(paper.tellers.map(({ name }) => name).join(", ")), [words.member, words.paper.said, words.counts], sheets)] : []), ...(signers.length > 0 ? [table(words.attesters, [words.member, words.round, words.agrees], signers)] : [])];
}

function choiceText(choice: Choice | null, motion: Motion, words: Words): string {
  switch (choice?.method) {
    case "yes-no-abstain":
    case "lots":
      return words.votes[choice.vote];
    case "consensus":
      return words.positions[choice.position];
    case "approval":
      return choice.approved.length === 0 ? words.approvedNone : choice.approved.map((i) => nameOf(i, motion, words)).join(", ");
    case "score":
      return choice.scores.map((points, i) => `${nameOf(i, motion, words)}: ${points}`).join(", ");
    case "dots":
      return choice.dots.flatMap((given, i) => (given > 0 ? [`${nameOf(i, motion, words)}: ${given}`] : [])).join(", ") || words.approvedNone;
    case "time-poll":
      return choice.answers.map((answer, i) => `${nameOf(i, motion, words)}: ${words.answers[answer]}`).join(", ");
    case "sign-up":
      return choice.taken.length === 0 ? words.approvedNone : choice.taken.map((i) => nameOf(i, motion, words)).join(", ");
    case "irv":
    case "stv-scottish":
    case "stv-meek":
    case "schulze":
      return choice.ranks.map((group) => group.map((i) => (i < 0 ? words.none : nameOf(i, motion, words))).join(" = ")).join(" › ");
    case undefined:
      return words.noBallot;
  }
}

const letter = (option: number): string => (option < 26 ? String.fromCharCode(65 + option) : String(option + 1));

function nameOf(option: number, { options }: Motion, words: Words): string {
  const title = options[option]?.title;
  return title === undefined ? words.none : words.option(letter(option), title);
}
