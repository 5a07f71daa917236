/** Meetings in words, and the lines of their minutes. */
import type { MeetingItem, MeetingRow, MeetingSnapshot, SpeakerRow, WhoView } from "../../shared/contract/meeting-snapshots.ts";
import { shortId } from "../session.ts";
import { formatTime } from "../times.ts";
import { list } from "./lists.ts";
import { outcomeBriefly, stateSentence } from "./motions.ts";

export const whoName = (who: WhoView): string => (who.is === "member" ? who.member.name : `${who.name} (guest)`);

export function meetingLine({ id, title, at, place, began, ended, present }: MeetingRow): string {
  const state = ended !== null ? "over" : began !== null ? "going on" : "called";
  return `${shortId(id)}  ${title}  (${[formatTime(at), ...(place === "" ? [] : [place]), state, ...(began === null ? [] : [`${present} present`])].join("; ")})`;
}

/** `1:23`. */
const minutesSeconds = (seconds: number): string => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

function speakerLine({ who, called, seconds }: SpeakerRow): string {
  return `${whoName(who)}${seconds !== null ? `, ${minutesSeconds(seconds)}` : called !== null ? ", speaking" : ", waiting"}`;
}

const motionLine = ({ number, title, state, outcome }: MeetingItem["motions"][number]): string => `Motion ${number}, ${title}: ${outcome === null ? stateSentence(state) : `${outcomeBriefly(outcome)} (${stateSentence(state)})`}`;

/** POLL-11. */
const withoutBallots = ({ hands, paper }: MeetingItem["motions"][number]): string[] => [
  ...hands.flatMap(({ teller, votes, seconds }) => [`By hand: ${votes.join(", ")} (counted by ${teller.name}).`, ...seconds.map((second) => `${second.teller.name} counted ${second.agrees ? "the same" : `otherwise: ${second.votes.join(", ")}`}.`)]),
  ...(paper.counted === 0 ? [] : [`${paper.counted} of ${paper.of} counted votes on paper, as entered by ${list(paper.tellers.map(({ name }) => name))}.`]),
];

export function meetingText(m: MeetingSnapshot): string {
  return [
    meetingLine(m),
    ...(m.about === "" ? [] : [m.about]),
    `The list is kept by ${list(m.keepers.map(({ name }) => name))}.`,
    "Agenda:",
    ...m.agenda.flatMap((item, at) => [`${item.id === m.current ? "→" : " "} ${at + 1}. ${item.title}  (${shortId(item.id)})`, ...item.motions.flatMap((motion) => [motionLine(motion), ...withoutBallots(motion)]).map((line) => `       ${line}`), ...item.notes.map(({ text }) => `       ${text}`)]),
    `Present: ${list(m.attendance.filter(({ present }) => present).map(({ who }) => whoName(who)))}`,
    ...(m.speakers.length === 0 ? [] : ["Speakers:", ...m.speakers.map((speaker) => `  ${shortId(speaker.id)}  ${speakerLine(speaker)}`)]),
    ...m.notes.map(({ text }) => text),
  ].join("\n");
}

/** MEET-3. */
export function minutesLines(m: MeetingSnapshot): { is: "heading" | "paragraph"; text: string }[] {
  const paragraph = (text: string) => ({ is: "paragraph", text }) as const;
  const heading = (text: string) => ({ is: "heading", text }) as const;
  const named = (present: boolean): string => list(m.attendance.filter((each) => each.present === present).map(({ who, by }) => (who.is === "member" && who.member.id === by.id ? whoName(who) : `${whoName(who)} (entered by ${by.name})`)));
  return [
    paragraph(`Called by ${m.by.name} for ${formatTime(m.at)}${m.place === "" ? "" : `, ${m.place}`}. ${m.began === null ? "It did not begin." : `Began ${formatTime(m.began)}${m.ended === null ? "" : `, ended ${formatTime(m.ended)}`}.`}`),
    paragraph(`The list was kept by ${list(m.keepers.map(({ name }) => name))}.`),
    heading("Attendance"),
    paragraph(`Present: ${named(true)}.`),
    ...(m.attendance.some(({ present }) => !present) ? [paragraph(`Absent: ${named(false)}.`)] : []),
    ...m.agenda.flatMap((item, at) => [heading(`${at + 1}. ${item.title}`), ...item.notes.map(({ text }) => paragraph(text)), ...item.motions.flatMap((motion) => [`${motionLine(motion)}.`, ...withoutBallots(motion)]).map(paragraph)]),
    ...(m.notes.length === 0 ? [] : [heading("Besides"), ...m.notes.map(({ text }) => paragraph(text))]),
    ...(m.speakers.length === 0 ? [] : [heading("Speakers"), ...m.speakers.filter(({ seconds }) => seconds !== null).map((speaker) => paragraph(speakerLine(speaker)))]),
  ];
}
