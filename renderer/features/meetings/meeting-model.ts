/** Ties the page of a meeting to the engine. */
import { useLocation } from "wouter";
import { paths } from "../../app/paths.ts";
import { useRun } from "../../engine/run.ts";
import { useSnapshot } from "../../engine/snapshot.ts";
import { useAct } from "../../engine/use-act.ts";
import type { MeetingSnapshot } from "../../../shared/contract/snapshots.ts";
import { useDraft } from "../discussions/draft.ts";
import type { MeetingActions, MeetingPageSnapshot } from "./meeting-page.ts";
import { useMinutes } from "./minutes.ts";

const mostMotions = 20;

export function useMeeting(group: string, meeting: MeetingSnapshot): { snapshot: MeetingPageSnapshot; actions: MeetingActions } {
  const run = useRun();
  const [, go] = useLocation();
  const { act, refusal } = useAct();
  const item = useDraft(`item:${meeting.id}`);
  const note = useDraft(`note:${meeting.id}`);
  const all = useSnapshot({ query: "motions", group });
  const minutes = useMinutes();
  const at = { group, meeting: meeting.id };
  const named = new Set(meeting.agenda.flatMap(({ motions }) => motions.map(({ id }) => id)));
  const motions = [...(all ?? [])].reverse().filter(({ id, title }) => !named.has(id) && title !== "").slice(0, mostMotions);
  return {
    snapshot: { group, meeting, refusal, item, note, motions: motions.map(({ id, title }) => ({ id, title })) },
    actions: {
      keep: () => void act(run({ type: "meeting.keep", ...at })),
      begin: () => void act(run({ type: "meeting.begin", ...at })),
      end: () => void act(run({ type: "meeting.end", ...at })),
      attend: (present, who = {}) => void act(run({ type: "meeting.attend", ...at, present, ...who })),
      ask: (who = {}) => void act(run({ type: "meeting.ask", ...at, ...who })),
      withdraw: (speaker) => void act(run({ type: "meeting.withdraw", ...at, speaker })),
      giveFloor: (speaker) => void act(run({ type: "meeting.giveFloor", ...at, speaker })),
      spoke: (speaker, seconds) => void act(run({ type: "meeting.spoke", ...at, speaker, seconds })),
      addItem: async () => {
        if (await act(run({ type: "meeting.addItem", ...at, title: item.text }))) item.clear();
      },
      strike: (id) => void act(run({ type: "meeting.strike", ...at, item: id })),
      take: (id) => void act(run({ type: "meeting.take", ...at, item: id })),
      addMotion: (id, motion) => void act(run({ type: "meeting.addMotion", ...at, item: id, motion })),
      addNote: async () => {
        if (await act(run({ type: "meeting.note", ...at, text: note.text, ...(meeting.current !== null && { item: meeting.current }) }))) note.clear();
      },
      minutes: async () => {
        const made = await act(run({ type: "meeting.minutes", ...at, ...minutes(meeting) }));
        if (made) go(paths.document(group, made.answer.document));
      },
    },
  };
}
