/** MEET-3. The minutes as they write themselves, in the language of who asks for them. */
import { useTranslation } from "react-i18next";
import { useLocale } from "../../design/locale.ts";
import { listWords } from "../../design/list-words.ts";
import { useWhen } from "../../design/Time.tsx";
import type { MeetingItem, MeetingSnapshot, WhoView } from "../../../shared/contract/snapshots.ts";
import { useMotionWords } from "../motions/motion-words.ts";
import { useWithoutBallots } from "./without-ballots.ts";
import { spokenFor } from "./spoken-for.ts";

interface Line {
  readonly is: "heading" | "paragraph";
  readonly text: string;
}

export function useMinutes(): (meeting: MeetingSnapshot) => { title: string; lines: Line[] } {
  const { t } = useTranslation("meetings");
  const locale = useLocale();
  const when = useWhen();
  const words = useMotionWords();
  const withoutBallots = useWithoutBallots();
  const heading = (text: string): Line => ({ is: "heading", text });
  const paragraph = (text: string): Line => ({ is: "paragraph", text });
  const name = (who: WhoView): string => (who.is === "member" ? who.member.name : t("guest", { name: who.name }));
  const list = (names: readonly string[]): string => (names.length === 0 ? t("minutes.nobody") : listWords(names, locale));
  const motionLine = ({ number, title, state, outcome }: MeetingItem["motions"][number]): string =>
    t("minutes.motion", { number, title, state: outcome === null || !("roll" in state) ? words.stateShort(state) : `${words.outcomeShort(outcome, state.roll)}, ${words.stateShort(state)}` });

  return (meeting) => {
    const there = (present: boolean): readonly string[] =>
      meeting.attendance.filter((each) => each.present === present).map(({ who, by }) => (who.is === "member" && who.member.id === by.id ? name(who) : t("minutes.entered", { name: name(who), by: by.name })));
    const spoken = meeting.speakers.filter(({ seconds }) => seconds !== null);
    const lines = [
      paragraph(t("minutes.called", { who: meeting.by.name, at: when.exact(meeting.at), place: meeting.place === "" ? t("minutes.nowhere") : meeting.place })),
      ...(meeting.began === null ? [] : [paragraph(t("minutes.began", { at: when.exact(meeting.began) }))]),
      ...(meeting.ended === null ? [] : [paragraph(t("minutes.ended", { at: when.exact(meeting.ended) }))]),
      paragraph(t("minutes.kept", { names: list(meeting.keepers.map((keeper) => keeper.name)) })),
      heading(t("attendance.title")),
      paragraph(t("minutes.present", { names: list(there(true)) })),
      ...(there(false).length === 0 ? [] : [paragraph(t("minutes.absent", { names: list(there(false)) }))]),
      ...meeting.agenda.flatMap((item, at) => [heading(`${at + 1}. ${item.title}`), ...item.notes.map(({ text }) => paragraph(text)), ...item.motions.flatMap((motion) => [motionLine(motion), ...withoutBallots(motion)]).map(paragraph)]),
      ...(meeting.notes.length === 0 ? [] : [heading(t("minutes.besides")), ...meeting.notes.map(({ text }) => paragraph(text))]),
      ...(spoken.length === 0 ? [] : [heading(t("speakers.title")), ...spoken.map(({ who, seconds }) => paragraph(t("minutes.spoke", { name: name(who), time: spokenFor(seconds!) })))]),
    ];
    return { title: t("minutes.title", { title: meeting.title, date: when.date(meeting.at) }), lines };
  };
}
