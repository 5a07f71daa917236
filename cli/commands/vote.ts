/** `veche vote`: casts, changes or withdraws a ballot. */
import { orCaughtUp } from "../catching-up.ts";
import { command, Refused, WrongUsage } from "../command.ts";
import { formatChoice, parseChoice } from "../choices.ts";
import { handOver, writing, writingHelp } from "../handing-over.ts";
import { groupOf, motionOf, withSession } from "../session.ts";
import { titleOf } from "../words/motions.ts";
import { refusalSentence } from "../words/refusals.ts";

export default command({
  name: "vote",
  usage: "MOTION CHOICE",
  summary: "Casts your ballot, or replaces it.",
  help: `
CHOICE, by the method of the motion; options by letter or title ('veche motion show'):
  yes | no | abstain      yes-no-abstain; lots: whether a lot shall fall between the options
  agree | aside | block   consensus
  "A,C"                   approval: all you approve of; none for no option
  "A=5, B=2"              score: 0 to 5 points each; what is not named gets none
  "A=3, C=2"              dots: as many in all as the motion says
  "A=yes, B=maybe"        time-poll: yes, maybe (if need be) or no; what is not named is no
  "A,C"                   sign-up: where you take a place; none for nowhere
  "B > A = C"             ranked: best first; none is "None of these"; what is not named comes last; = for equal, by schulze only

  --withdraw              takes the ballot back instead
  --done                  also promises to cast no further ballot, so that the motion can close early
${writingHelp}

MOTION is its number in 'veche motion list', its id or the beginning of it, or its title.

Example: veche vote 2 "Library > none > Yard" --done`,
  options: { ...writing, withdraw: { type: "boolean", default: false }, done: { type: "boolean", default: false } },
  words: [1, 2],
  run: ({ values, words: [typed, choice], out }) => {
    if (values.withdraw && choice !== undefined) throw new WrongUsage("Give a choice or --withdraw, not both.");
    if (!values.withdraw && !values.done && choice === undefined) throw new WrongUsage("Say how you vote: veche vote MOTION CHOICE, or --withdraw.");
    return withSession(values, out, async (session) => {
      const group = await groupOf(session, values.group);
      const motion = await orCaughtUp(session, group, values.wait, () => motionOf(session, group, typed!));
      const shown = await session.look({ query: "motion", group, motion });
      if (shown === null) throw new Refused(refusalSentence({ kind: "NoSuchMotion" }));
      const titles = shown.options.map((option) => option.title);
      const said: string[] = [];
      const done: { ballot?: string; withdrawn?: true; done?: true } = {};
      if (values.withdraw) {
        await session.run({ type: "ballot.withdraw", group, motion });
        done.withdrawn = true;
        said.push(`Your ballot on “${titleOf(shown)}” is withdrawn.`);
      } else if (choice !== undefined) {
        const parsed = parseChoice(shown.method, titles, choice);
        done.ballot = (await session.run({ type: "ballot.cast", group, motion, choice: parsed })).ballot;
        said.push(`Your ballot on “${titleOf(shown)}”: ${formatChoice(parsed, titles)}.`);
      }
      if (values.done) {
        await session.run({ type: "motion.seal", group, motion });
        done.done = true;
        said.push("You have promised to cast no further ballot.");
      }
      out.answer({ motion, ...done }, () => said.join("\n"));
      await handOver(session, group, values.wait, out);
    });
  },
});
