/** Ties calling a meeting to the engine: what is typed is kept until it is called. */
import { useLocation } from "wouter";
import { paths } from "../../app/paths.ts";
import { useRun } from "../../engine/run.ts";
import { useAct } from "../../engine/use-act.ts";
import { useDraft } from "../discussions/draft.ts";
import { readMeeting } from "./meeting-draft.ts";
import type { NewMeetingActions, NewMeetingSnapshot } from "./NewMeetingView.tsx";

export function useNewMeeting(group: string): { snapshot: NewMeetingSnapshot; actions: NewMeetingActions } {
  const run = useRun();
  const { act, busy, refusal } = useAct();
  const [, go] = useLocation();
  const kept = useDraft(`meeting:new:${group}`);
  const draft = readMeeting(kept.text);
  const at = new Date(`${draft.date}T${draft.time}`).getTime();
  return {
    snapshot: { group, draft, state: kept.state, waits: draft.title.trim() === "" ? "title" : Number.isNaN(at) ? "time" : null, refusal, busy },
    actions: {
      write: (change) => kept.write(JSON.stringify({ ...draft, ...change })),
      call: async () => {
        const items = draft.items.split("\n").filter((line) => line.trim() !== "");
        const done = await act(run({ type: "meeting.call", group, title: draft.title, about: draft.about, place: draft.place, at, items }));
        if (!done) return;
        kept.clear();
        go(paths.meeting(group, done.answer.meeting), { replace: true });
      },
    },
  };
}
