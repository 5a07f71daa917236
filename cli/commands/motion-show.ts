/** `veche motion show`: one motion, who voted how, and the count. */
import type { MotionSnapshot } from "../../shared/contract/snapshots.ts";
import { catchUp, orCaughtUp, reading, readingHelp } from "../catching-up.ts";
import { command, Refused } from "../command.ts";
import { letterOf } from "../choices.ts";
import { formatFraction } from "../fractions.ts";
import { groupOf, motionOf, withSession, shortId } from "../session.ts";
import { formatTime } from "../times.ts";
import { differenceLines } from "../words/bylaws.ts";
import { drawLines } from "../words/lots.ts";
import { counted, list } from "../words/lists.ts";
import { motionFileLine } from "../words/files.ts";
import { baseWords, methodWords, outcomeSentence, paperLine, resultLines, rollCallLine, stateSentence, titleOf } from "../words/motions.ts";
import { refusalSentence } from "../words/refusals.ts";

export default command({
  name: "motion show",
  usage: "MOTION",
  summary: "Shows a motion: its options, the roll call and the count.",
  help: `
${readingHelp}

MOTION is its number in 'veche motion list', its id or the beginning of it, or its title.

Example: veche motion show 2`,
  options: reading,
  words: [1, 1],
  run: ({ values, words: [typed], out }) =>
    withSession(values, out, async (session) => {
      const group = await groupOf(session, values.group);
      await catchUp(session, group, values.wait);
      const id = await orCaughtUp(session, group, values.wait, () => motionOf(session, group, typed!));
      const motion = await session.look({ query: "motion", group, motion: id });
      if (motion === null) throw new Refused(refusalSentence({ kind: "NoSuchMotion" }));
      out.answer(motion, () => motionText(motion));
    }),
});

function motionText(m: MotionSnapshot): string {
  const titles = m.options.map((option) => option.title);
  const options = m.options.flatMap((option, i) => [
    `${letterOf(i)}. ${option.title}${option.places === undefined ? "" : ` (${counted(option.places, "place")})`}`,
    ...[option.text, option.necessity && `Necessary: ${option.necessity}`, option.practicality && `Practical: ${option.practicality}`].filter((text) => text !== "").map((text) => `   ${text}`),
  ]);
  const names = m.names.length > 0 ? [`Names ${list(m.names.map((each) => each.name))}.`] : [];
  const outcome = m.outcome === null ? [] : [`Outcome: ${outcomeSentence(m.outcome, titles)}`];
  return [
    `#${m.number} ${titleOf(m)}`,
    `${m.id}`,
    `Moved by ${m.mover.name}, ${formatTime(m.opened)}; implemented by ${m.implementer.name}${m.reportBy === null ? "" : `, report by ${formatTime(m.reportBy)}`}`,
    m.method === "sign-up" ? `Method: ${methodWords[m.method]}` : `Method: ${methodWords[m.method]}${m.dots > 0 ? `, ${m.dots} each` : ""}; passes with ${formatFraction(m.threshold)} of ${baseWords[m.base]}; quorum ${formatFraction(m.quorum)}`,
    ...(m.lots && m.method !== "lots" ? ["A lot settles what the ballots cannot tell."] : []),
    ...(m.advice ? ["It asks for advice and binds nobody."] : []),
    ...(m.paper.tellers.length === 0 ? [] : [`Votes on paper count as its tellers enter them: ${list(m.paper.tellers.map((each) => each.name))}.`]),
    `Until ${formatTime(m.deadline)}`,
    ...(m.redraws === null ? [] : [`It draws the lot of “${m.redraws.title}” again, without the numbers of ${list(m.redraws.without.map((each) => each.name))}.`]),
    ...(m.redrawnIn === null ? [] : ["Another motion is to draw its lot again."]),
    ...(m.repealedBy === null ? [] : ["A later decision repealed it."]),
    ...names,
    ...(m.office === null ? [] : officeLines(m.office)),
    ...(m.situation === "" ? [] : ["", m.situation]),
    ...(m.change === null ? [] : ["", "What changes of the bylaws:", ...differenceLines(m.change.from, m.change.to)]),
    ...(m.change?.overtaken === true ? ["Other bylaws have come into force since. If this is adopted too, neither is in force until a motion that knows both decides."] : []),
    ...(options.length === 0 ? [] : ["", ...options]),
    ...(m.files.length === 0 ? [] : ["", "Files:", ...m.files.map(motionFileLine)]),
    "",
    `State: ${stateSentence(m.state)}`,
    ...outcome,
    "",
    ...resultLines(m.result, titles, m),
    "",
    ...(m.draw === null ? [] : [...drawLines(m.draw, titles), ""]),
    ...m.rollCall.map((row) => rollCallLine(row, titles)),
    ...m.handCounts.flatMap(({ id, teller, votes, seconds }) => [`Counted by hand by ${teller.name}: ${votes.join(", ")} (${shortId(id)})`, ...seconds.map((second) => `  ${second.agrees ? "the same" : `differently, ${second.votes.join(", ")},`} by ${second.teller.name}`)]),
    ...m.paper.lines.map((line) => paperLine(line, titles)),
    ...m.disputes.map((d) => `Disputed by ${d.member.name}: ${d.text}`),
    ...m.replacedRounds.map((round) => `Another result was certified in round ${round}; the later round stands.`),
    ...(m.doubleAttesters.length === 0 ? [] : [`Signed two counts: ${list(m.doubleAttesters.map((each) => each.name))}`]),
  ].join("\n");
}

function officeLines({ title, scope, instructions, acts, nominees }: NonNullable<MotionSnapshot["office"]>): string[] {
  return [
    `The office: ${title}. ${scope}`,
    ...(instructions === "" ? [] : [`Instructions: ${instructions}`]),
    `In the name of the group its holder may ${acts.length === 0 ? "do nothing" : list(acts)}.`,
    ...(nominees.length === 0 ? [] : [`To be held by ${list(nominees.map(({ name }) => name))}.`]),
  ];
}
