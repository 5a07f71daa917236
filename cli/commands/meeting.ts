/** `veche meeting`: calls a meeting, keeps its list, shows it, and makes its minutes. */
import type { MeetingSnapshot } from "../../shared/contract/meeting-snapshots.ts";
import { catchUp, orCaughtUp } from "../catching-up.ts";
import { command, WrongUsage } from "../command.ts";
import { handOver, writing, writingHelp } from "../handing-over.ts";
import { findId, groupOf, memberOf, motionOf, shortId, withSession, type Session } from "../session.ts";
import { parseTime } from "../times.ts";
import { asideLines } from "../words/aside.ts";
import { meetingLine, meetingText, minutesLines } from "../words/meetings.ts";

export default command({
  name: "meeting",
  usage: "list | call TITLE --at TIME | show|keep|begin|end|present|absent|ask|withdraw|floor|spoke|item|strike|take|motion|note|minutes MEETING [WHAT]",
  summary: "Meetings: agenda, attendance, speakers' list with times, and minutes that write themselves.",
  help: `
MEETING is its id, the beginning of one, or its title.

  list                              the meetings of the group
  call TITLE --at TIME              calls one; --place TEXT, --about TEXT, and --item TITLE once for each point
  show MEETING                      how it stands
  keep MEETING                      keeps the list from now on; anyone may, several too
  begin, end MEETING                who keeps the list
  present, absent MEETING           oneself; who keeps the list also others: --of NAME, or --guest NAME
  ask MEETING                       for the floor; likewise
  floor, withdraw MEETING SPEAKER   gives it; takes somebody off the list
  spoke MEETING SPEAKER --for M:SS  ends it
  item MEETING TITLE                adds a point; strike and take MEETING ITEM take it off, and up
  motion MEETING ITEM --motion ID   names a motion that was opened under a point
  note MEETING TEXT                 for the minutes; --under ITEM
  minutes MEETING                   makes a document of what happened; a motion about it approves it
${writingHelp}

Example: veche meeting call "Assembly" --at 2026-12-01T19:00 --place "The yard" --item "The rent" --item "The roof"`,
  options: {
    ...writing,
    at: { type: "string" },
    place: { type: "string" },
    about: { type: "string" },
    item: { type: "string", multiple: true },
    of: { type: "string" },
    guest: { type: "string" },
    for: { type: "string" },
    under: { type: "string" },
    motion: { type: "string" },
  },
  words: [1, 3],
  run: ({ values, words: [verb = "", typed, what = ""], out }) =>
    withSession(values, out, async (session) => {
      const group = await groupOf(session, values.group);
      if (verb === "list") {
        await catchUp(session, group, values.wait);
        const rows = await session.look({ query: "meetings", group });
        const aside = await asideLines(session, group, "meetings");
        return out.answer(rows, () => (rows.length === 0 ? "No meeting was called." : [...rows.map(meetingLine), ...aside].join("\n")));
      }
      if (typed === undefined) throw new WrongUsage("Say 'veche meeting list', or a verb and what it is about; see veche meeting --help.");
      if (verb === "call") {
        if (values.at === undefined) throw new WrongUsage("Say with --at TIME when it is.");
        const called = await session.run({ type: "meeting.call", group, title: typed, about: values.about ?? "", place: values.place ?? "", at: parseTime(values.at, Date.now(), "at"), items: values.item ?? [] });
        out.answer(called, () => `Called: ${shortId(called.meeting)}. You keep its list; others may, too.`);
        return handOver(session, group, values.wait, out);
      }
      const meeting = await orCaughtUp(session, group, values.wait, () => meetingOf(session, group, typed));
      const shown = (await session.look({ query: "meeting", group, meeting }))!;
      if (verb === "show") return out.answer(shown, () => meetingText(shown));
      const done = await act(session, { group, meeting, shown, what, verb, values });
      out.answer(done, () => ("document" in done ? `The minutes are document ${shortId(done.document)}; a motion about it approves them.` : `Said (${shortId(done.word)}).`));
      return handOver(session, group, values.wait, out);
    }),
});

interface Acting {
  readonly group: string;
  readonly meeting: string;
  readonly shown: MeetingSnapshot;
  readonly verb: string;
  readonly what: string;
  readonly values: { readonly of?: string | undefined; readonly guest?: string | undefined; readonly for?: string | undefined; readonly under?: string | undefined; readonly motion?: string | undefined };
}

async function act(session: Session, { group, meeting, shown, verb, what, values }: Acting): Promise<{ word: string } | { document: string }> {
  const at = { group, meeting };
  const who = async () => ({ ...(values.of !== undefined && { member: (await memberOf(session, group, values.of)).id }), ...(values.guest !== undefined && { guest: values.guest }) });
  const item = (typed: string): string => findId(typed, shown.agenda.map(({ id }) => id), "point");
  const speaker = (): string => findId(what, shown.speakers.map(({ id }) => id), "speaker");
  switch (verb) {
    case "keep":
      return session.run({ type: "meeting.keep", ...at });
    case "begin":
      return session.run({ type: "meeting.begin", ...at });
    case "end":
      return session.run({ type: "meeting.end", ...at });
    case "present":
    case "absent":
      return session.run({ type: "meeting.attend", ...at, present: verb === "present", ...(await who()) });
    case "ask":
      return session.run({ type: "meeting.ask", ...at, ...(await who()) });
    case "withdraw":
      return session.run({ type: "meeting.withdraw", ...at, speaker: speaker() });
    case "floor":
      return session.run({ type: "meeting.giveFloor", ...at, speaker: speaker() });
    case "spoke":
      return session.run({ type: "meeting.spoke", ...at, speaker: speaker(), seconds: secondsIn(values.for ?? "") });
    case "item":
      return session.run({ type: "meeting.addItem", ...at, title: what });
    case "strike":
      return session.run({ type: "meeting.strike", ...at, item: item(what) });
    case "take":
      return session.run({ type: "meeting.take", ...at, item: item(what) });
    case "motion":
      return session.run({ type: "meeting.addMotion", ...at, item: item(what), motion: await motionOf(session, group, values.motion ?? "") });
    case "note":
      return session.run({ type: "meeting.note", ...at, text: what, ...(values.under !== undefined && { item: item(values.under) }) });
    case "minutes":
      return session.run({ type: "meeting.minutes", ...at, title: `Minutes: ${shown.title}`, lines: minutesLines(shown) });
    default:
      throw new WrongUsage(`'veche meeting' does not know “${verb}”; see veche meeting --help.`);
  }
}

function secondsIn(typed: string): number {
  const parts = /^(?:(\d{1,3}):)?(\d{1,5})$/u.exec(typed);
  if (parts === null) throw new WrongUsage(`--for takes minutes and seconds such as 1:23, not “${typed}”.`);
  return 60 * Number(parts[1] ?? 0) + Number(parts[2]);
}

async function meetingOf(session: Session, group: string, typed: string): Promise<string> {
  const meetings = await session.look({ query: "meetings", group });
  const titled = meetings.filter(({ title }) => title.toLowerCase() === typed.trim().toLowerCase());
  return titled.length === 1 ? titled[0]!.id : findId(typed, meetings.map(({ id }) => id), "meeting");
}
