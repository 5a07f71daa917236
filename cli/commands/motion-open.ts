/** `veche motion open`: puts a question to the vote. */
import { methodNames, type MethodName } from "../../shared/contract/commands.ts";
import { days } from "../../shared/base/units.ts";
import { orCaughtUp } from "../catching-up.ts";
import { command, Refused, WrongUsage } from "../command.ts";
import { parseFraction } from "../fractions.ts";
import { handOver, writing, writingHelp } from "../handing-over.ts";
import { readIn } from "../reading-in.ts";
import { findId, groupOf, placeOf, shortId, withSession, type Session } from "../session.ts";
import { formatTime, parseTime } from "../times.ts";

const bases = ["cast", "present", "all"] as const;
const usualDays = 7;

export default command({
  name: "motion open",
  usage: "--title TITLE [--situation TEXT] [--option TEXT …] …",
  summary: "Opens a motion.",
  help: `
  --title TITLE           what is to be decided
  --situation TEXT        why: how things stand
  --option "TITLE|TEXT|NECESSITY|PRACTICALITY"
                          one of the choices, in order; all but its title may be left out; once for each;
                          of a sign-up its title ends with the number of places: "Kitchen (3)"
  --method METHOD         ${methodNames.join(", ")} (default: yes-no-abstain where there are no options)
  --seats N               how many are chosen, by stv-scottish, stv-meek and lots
  --lots                  a lot settles ties, and who gets the places of a sign-up where more come
  --dots N                how many each member gives, by dots
  --teller NAME           enters votes on paper, which then count; once for each, two at least ('veche sheet')
  --advice                asks what members think; the outcome binds nobody
  --quorum FRACTION       least share of the roll that must vote (default 1/2)
  --threshold FRACTION    share of the base it takes; ">1/2" is more than half (default ">1/2")
  --base BASE             cast: the votes for and against; present: all ballots; all: the whole roll (default cast)
  --deadline TIME         2026-12-01T20:00, or from now: +90s, +12h, +7d (default +${usualDays}d)
  --implementer NAME      who carries it out (default: you)
  --report-by TIME        when they report, as for --deadline
  --thread ID             the discussion it comes from; where no --option is given, with the options proposed there ('veche post --option')
  --file FILE             goes with the motion; once for each
${writingHelp}

Example: veche motion open --title "Where do we meet?" --method schulze --option "Library" --option "Yard||it is dry" --deadline +3d`,
  options: {
    ...writing,
    title: { type: "string" },
    situation: { type: "string" },
    option: { type: "string", multiple: true },
    method: { type: "string" },
    seats: { type: "string" },
    dots: { type: "string" },
    lots: { type: "boolean" },
    teller: { type: "string", multiple: true },
    advice: { type: "boolean" },
    quorum: { type: "string" },
    threshold: { type: "string" },
    base: { type: "string" },
    deadline: { type: "string" },
    implementer: { type: "string" },
    "report-by": { type: "string" },
    thread: { type: "string" },
    file: { type: "string", multiple: true },
  },
  words: [0, 0],
  run: ({ values, out }) => {
    const now = Date.now();
    const typed = (values.option ?? []).map(optionOf);
    const proposed = values.thread !== undefined && typed.length === 0 && values.method !== undefined && !hasNoOptions(values.method);
    const method = methodOf(values.method, typed.length);
    const options = method === "sign-up" ? typed.map(withPlaces) : typed;
    const base = bases.find((each) => each === (values.base ?? "cast"));
    if (values.title === undefined) throw new WrongUsage("A motion needs a --title.");
    if (base === undefined) throw new WrongUsage(`--base takes ${bases.join(", ")}, not “${values.base}”.`);
    const motion = {
      title: values.title,
      situation: values.situation ?? "",
      options,
      method,
      ...(values.seats !== undefined && { seats: wholeOf(values.seats, "seats") }),
      ...(values.dots !== undefined && { dots: wholeOf(values.dots, "dots") }),
      ...((values.lots === true || method === "lots") && { lots: true as const }),
      ...(values.advice === true && { advice: true as const }),
      quorum: parseFraction(values.quorum ?? (method === "sign-up" ? "0/1" : "1/2"), "quorum"),
      threshold: parseFraction(values.threshold ?? ">1/2", "threshold"),
      base,
      deadline: values.deadline === undefined ? now + days(usualDays) : parseTime(values.deadline, now, "deadline"),
      reportBy: values["report-by"] === undefined ? null : parseTime(values["report-by"], now, "report-by"),
    } as const;
    return withSession(values, out, async (session) => {
      const group = await groupOf(session, values.group);
      const implementer = values.implementer === undefined ? {} : { implementer: await memberOf(session, group, values.implementer) };
      const thread = values.thread === undefined ? {} : { thread: await orCaughtUp(session, group, values.wait, () => placeOf(session, group, values.thread!)) };
      const tellers = values.teller === undefined ? {} : { tellers: await Promise.all(values.teller.map((name) => memberOf(session, group, name))) };
      const files = await readIn(session, group, values.file ?? []);
      const taken = proposed && "thread" in thread ? { options: await proposedIn(session, group, thread.thread) } : {};
      const { motion: id } = await session.run({ type: "motion.open", group, ...motion, ...taken, ...implementer, ...tellers, ...thread, files: [...files] });
      out.answer({ motion: id, deadline: motion.deadline }, () => `Motion ${shortId(id)} is open until ${formatTime(motion.deadline)}.`);
      await handOver(session, group, values.wait, out);
    });
  },
});

function methodOf(typed: string | undefined, options: number): MethodName {
  if (typed === undefined && options === 0) return "yes-no-abstain";
  const method = methodNames.find((each) => each === typed);
  if (typed === undefined) throw new WrongUsage(`A motion with options needs a --method: ${methodNames.join(", ")}.`);
  if (method === undefined) throw new WrongUsage(`There is no method “${typed}”; known are ${methodNames.join(", ")}.`);
  return method;
}

const hasNoOptions = (method: string): boolean => method === "yes-no-abstain" || method === "consensus";

/** POLL-16. What was proposed in a discussion and not taken back, in the order in which it is read. */
async function proposedIn(session: Session, group: string, thread: string) {
  const posts = (await session.look({ query: "thread", group, thread }))?.posts ?? [];
  return posts.flatMap(({ option, text, retracted }) => (option === undefined || retracted ? [] : [{ title: option, text, necessity: "", practicality: "" }]));
}

function wholeOf(typed: string, option: string): number {
  if (!/^[1-9]\d{0,3}$/u.test(typed)) throw new WrongUsage(`--${option} takes a whole number from 1, not “${typed}”.`);
  return Number(typed);
}

function optionOf(typed: string) {
  const parts = typed.split("|").map((part) => part.trim());
  if (parts.length > 4) throw new WrongUsage(`An option has four parts at most, TITLE|TEXT|NECESSITY|PRACTICALITY: “${typed}”.`);
  const [title = "", text = "", necessity = "", practicality = ""] = parts;
  return { title, text, necessity, practicality };
}

/** `Kitchen (3)`; without a number the engine says what is missing. */
function withPlaces(option: ReturnType<typeof optionOf>) {
  const [, title, places] = /^(.*\S)\s*\(([1-9]\d{0,3})\)$/u.exec(option.title) ?? [];
  return title === undefined ? option : { ...option, title, places: Number(places) };
}

async function memberOf(session: Session, group: string, typed: string): Promise<string> {
  const { members } = await session.look({ query: "members", group });
  const named = members.filter((m) => m.name.toLowerCase() === typed.trim().toLowerCase());
  if (named.length > 1) throw new Refused(`${named.length} members are called ${typed}; use an id: ${named.map((m) => shortId(m.id)).join(", ")}.`);
  return named[0]?.id ?? findId(typed, members.map((m) => m.id), "member");
}
