/** `veche bylaws change`: puts other rules to the vote (LAW-2). */
import { bylawsOf, templates, type Bylaws } from "../../shared/contract/bylaws.ts";
import { command, Refused, WrongUsage } from "../command.ts";
import { parseFraction } from "../fractions.ts";
import { handOver, writing, writingHelp } from "../handing-over.ts";
import { groupOf, withSession } from "../session.ts";
import { differenceLines, historyChoices } from "../words/bylaws.ts";
import { refusalSentence } from "../words/refusals.ts";

/** Words of options and the values they mean. */
const choices = {
  ties: { fail: "fail", "run-off": "runOff" },
  base: { cast: "cast", present: "present", all: "all" },
  invites: { every: "everyMember", voters: "voters" },
  admission: { naming: "byNaming", motion: "byMotion" },
  binding: { certified: "certified", provisional: "provisionalIfReversible" },
  history: historyChoices,
  method: { "yes-no": "yes-no-abstain", consensus: "consensus" },
} as const;

const typed = { type: "string" } as const;

export default command({
  name: "bylaws change",
  usage: "[GROUNDS] --SETTING VALUE …",
  summary: "Puts it to the vote to change the rules.",
  help: `
  --template KIND         all as in ${templates.join(", ")}; the others change single values of it, or of what is in force
  --quorum F  --threshold F  --base cast|present|all     of any motion: 1/2, ">1/2", 60%
  --changing-threshold F  --expelling-threshold F        of changes of the bylaws, of expulsions
  --days N  --notice N    how long a motion stays open, and at least
  --invites every|voters  --admission naming|motion  --sponsors N  --probation N
  --history all|from-now-on                              whether who joins reads what was written before
  --binding certified|provisional  --dormant N  --petition F  --method yes-no|consensus
  --ties fail|run-off
  --title TITLE           the motion's title, where the usual one will not do
${writingHelp}

Votes that are open keep the rules they were opened under.

Example: veche bylaws change "Two weeks are easier for shift workers." --days 14`,
  options: {
    ...writing,
    title: typed,
    template: typed,
    quorum: typed,
    threshold: typed,
    base: typed,
    "changing-threshold": typed,
    "expelling-threshold": typed,
    days: typed,
    notice: typed,
    invites: typed,
    admission: typed,
    history: typed,
    sponsors: typed,
    probation: typed,
    binding: typed,
    dormant: typed,
    petition: typed,
    method: typed,
    ties: typed,
  },
  words: [0, 1],
  run: ({ values, words: [grounds], out }) =>
    withSession(values, out, async (session) => {
      const group = await groupOf(session, values.group);
      const now = await session.look({ query: "bylaws", group });
      if (now === null) throw new Refused(refusalSentence({ kind: "NoSuchGroup" }));
      const bylaws = changed(now.bylaws, values);
      const difference = differenceLines(now.bylaws, bylaws);
      if (difference.length === 0) throw new WrongUsage("Nothing would change: say what, such as --days 14.");
      const { motion } = await session.run({ type: "bylaws.change", group, title: values.title ?? "Change the bylaws", grounds: grounds ?? "", bylaws, replaces: now.motion });
      out.answer({ motion, bylaws }, () => ["Motion opened. If it is certified:", ...difference].join("\n"));
      await handOver(session, group, values.wait, out);
    }),
});

type Given = Readonly<Record<string, string | boolean | undefined>>;

function changed(now: Bylaws, values: Given): Bylaws {
  const given = (name: string): string | undefined => values[name] as string | undefined;
  const template = given("template");
  const known = templates.find((each) => each === template);
  if (template !== undefined && known === undefined) throw new WrongUsage(`--template is one of ${templates.join(", ")}, not “${template}”.`);
  const from = known === undefined ? now : bylawsOf[known];
  const fraction = <T>(name: string, otherwise: T) => (given(name) === undefined ? otherwise : parseFraction(given(name)!, name));
  const number = (name: string, otherwise: number, least = 0): number => {
    const text = given(name);
    if (text === undefined) return otherwise;
    if (!/^\d{1,4}$/u.test(text) || Number(text) < least) throw new WrongUsage(`--${name} takes a number from ${least} on, not “${text}”.`);
    return Number(text);
  };
  const one = <K extends keyof typeof choices, T>(name: K, otherwise: T): T | (typeof choices)[K][keyof (typeof choices)[K]] => {
    const text = given(name);
    if (text === undefined) return otherwise;
    const words = choices[name];
    if (!(text in words)) throw new WrongUsage(`--${name} is one of ${Object.keys(words).join(", ")}, not “${text}”.`);
    return words[text as keyof typeof words];
  };
  const of = (name: string, measure: Bylaws["changing"]) => (given(name) === undefined ? measure : { ...(measure ?? { quorum: from.quorum, base: from.base }), threshold: parseFraction(given(name)!, name) });
  return {
    ...from,
    quorum: fraction("quorum", from.quorum),
    threshold: fraction("threshold", from.threshold),
    base: one("base", from.base),
    changing: of("changing-threshold", from.changing),
    expelling: of("expelling-threshold", from.expelling),
    deadlineDays: number("days", from.deadlineDays, 1),
    noticeDays: number("notice", from.noticeDays),
    whoInvites: one("invites", from.whoInvites),
    admission: one("admission", from.admission),
    sponsors: number("sponsors", from.sponsors),
    probationDays: number("probation", from.probationDays),
    binding: one("binding", from.binding),
    dormantAfterDays: number("dormant", from.dormantAfterDays),
    petition: fraction("petition", from.petition),
    history: one("history", now.history), // a template says nothing of it
    ties: one("ties", from.ties),
    usualMethod: one("method", from.usualMethod),
  };
}
