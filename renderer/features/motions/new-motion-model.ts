/** Ties writing a motion to the engine: the draft is kept on each pause, and opened once it has all it needs. */
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { paths } from "../../app/paths.ts";
import { useNow } from "../../design/now.ts";
import { useToast } from "../../design/Toast.tsx";
import { useRun } from "../../engine/run.ts";
import { useSnapshot } from "../../engine/snapshot.ts";
import { useAct } from "../../engine/use-act.ts";
import { useAttaching } from "../files/attaching.ts";
import { useDraft } from "../discussions/draft.ts";
import { dateAfter, deadlineOf, emptyOption, openCommand, readDraft, waitsFor, waysTo, writeDraft, type MotionDraft } from "./motion-draft.ts";
import type { NewMotionActions, NewMotionSnapshot } from "./NewMotionView.tsx";

/** What a motion begins with; the decision is the one whose review it comes from. */
type Beginning = Readonly<Record<"thread" | "review" | "decision" | "document" | "meeting" | "point", string | null>>;

export function useNewMotion(group: string, { thread, review, decision, document, meeting, point }: Beginning): { snapshot: NewMotionSnapshot; actions: NewMotionActions } | undefined {
  const { t } = useTranslation("motions");
  const [, go] = useLocation();
  const run = useRun();
  const toast = useToast();
  const now = useNow();
  const { act, busy, refusal } = useAct();
  const members = useSnapshot({ query: "members", group });
  const threads = useSnapshot({ query: "threads", group });
  const about = useSnapshot({ query: "group", group });
  const talk = useSnapshot({ query: "thread", group, thread: thread ?? "" });
  const decided = useSnapshot({ query: "decision", group, motion: decision ?? "" });
  const called = useSnapshot({ query: "meeting", group, meeting: meeting ?? "" });
  const place = `motion:new:${thread ?? review ?? document ?? point ?? group}`;
  const kept = useDraft(place);
  const attaching = useAttaching(group, place);
  const laws = useSnapshot({ query: "bylaws", group });
  const written = useMemo(() => readDraft(kept.text), [kept.text]);
  if (!members || !threads || !about || !laws || decided === undefined || talk === undefined || called === undefined) return undefined;

  const { bylaws, motion: under } = laws;
  const proposed = (talk?.posts ?? []).flatMap(({ option, text, retracted }) => (option === undefined || retracted ? [] : [{ ...emptyOption(), title: option, text }]));
  const beginning: Partial<MotionDraft> = proposed.length > 0 ? { method: waysTo.choose[0], options: proposed } : { method: bylaws.usualMethod };
  const begun: MotionDraft = kept.text === "" ? { ...written, ...beginning, under } : written;
  const draft: MotionDraft = { ...begun, closesDate: begun.closesDate ?? dateAfter(now, Math.max(bylaws.deadlineDays, bylaws.noticeDays)) };
  const write = (change: Partial<MotionDraft>): void => kept.write(writeDraft({ ...begun, ...change }));
  const from = threads.find((row) => row.id === thread);
  const reviewed = decided?.reviewed.some(({ id }) => id === review) === true ? decided : null;
  const agenda = called?.agenda.find(({ id }) => id === point);
  return {
    snapshot: {
      group,
      draft,
      least: { quorum: bylaws.quorum, threshold: bylaws.threshold, base: bylaws.base },
      now,
      state: kept.state,
      from: from ? { id: from.id, title: from.title } : null,
      members: members.members.filter(({ standing }) => standing === "active"),
      at: called && agenda ? { meeting: called.id, title: called.title, point: agenda.title } : null,
      after: reviewed && { decision: reviewed.motion, title: reviewed.title },
      barred: !about.constituted ? (about.iAmFounder ? "notConstitutedFounder" : "notConstituted") : about.iVote ? null : "notVoting",
      waits: waitsFor(draft, now),
      attaching,
      busy,
      refusal,
    },
    actions: {
      write,
      writeOption: (at, change) => write({ options: draft.options.map((option, i) => (i === at ? { ...option, ...change } : option)) }),
      addOption: () => write({ options: [...draft.options, emptyOption()] }),
      removeOption: (at) => write({ options: draft.options.filter((_, i) => i !== at) }),
      clear: () => {
        kept.clear();
        for (const { id } of attaching.uploads) attaching.drop(id);
      },
      open: async () => {
        const deadline = deadlineOf(draft, now);
        if (deadline === null || waitsFor(draft, now) !== null || attaching.reading) return;
        const done = await act(run(openCommand(draft, { group, thread: from?.id ?? (reviewed && review), deadline, now, least: bylaws, files: attaching.uploads.map(({ id }) => id) })));
        // Refused because others came into force: what was written is kept, and goes on under those.
        if (!done) {
          if (draft.under !== under) write({ under });
          return;
        }
        kept.clear();
        if (meeting !== null && point !== null) await run({ type: "meeting.addMotion", group, meeting, item: point, motion: done.answer.motion });
        toast({ text: t("form.opened") });
        go(paths.motion(group, done.answer.motion), { replace: true });
      },
    },
  };
}
