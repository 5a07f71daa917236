/** Ties a motion's page to the engine. */
import { useMemo, useState } from "react";
import { useLocation } from "wouter";
import { useBeforeYou } from "../../app/before-you.ts";
import { paths } from "../../app/paths.ts";
import { useTranslation } from "react-i18next";
import { useShell } from "../../app/shell.ts";
import { useWhen } from "../../design/Time.tsx";
import { useRun } from "../../engine/run.ts";
import { useSnapshot } from "../../engine/snapshot.ts";
import { useAct } from "../../engine/use-act.ts";
import { useDraft } from "../discussions/draft.ts";
import { useSelectedWords } from "../discussions/selected-words.ts";
import { useStream } from "../discussions/stream-model.ts";
import { quoteSelected } from "../discussions/thread-model.ts";
import type { CommandOf } from "../../../shared/contract/answers.ts";
import type { MotionSnapshot } from "../../../shared/contract/snapshots.ts";
import { useBallot } from "./ballot-model.ts";
import type { Exporting } from "./CountMargin.tsx";
import { concernedBy } from "./motion-words.ts";
import type { MotionPageActions, MotionPageSnapshot } from "./MotionView.tsx";

interface MotionSource {
  readonly group: string;
  readonly motion: MotionSnapshot;
  readonly target: string | null;
}

export function useMotionPage({ group, motion, target }: MotionSource): { snapshot: MotionPageSnapshot; actions: MotionPageActions } {
  const { t } = useTranslation("motions");
  const when = useWhen();
  const run = useRun();
  const [, go] = useLocation();
  const motions = useSnapshot({ query: "motions", group });
  const thread = useSnapshot({ query: "thread", group, thread: motion.id });
  const { held, arrived, onVoting, show } = useHeldCounts(motion);
  const ballot = useBallot({
    group,
    motion,
    onVoting,
    words: { cast: t("ballot.toastCast", { date: when.at(motion.deadline) }), withdrawn: t("ballot.toastWithdrawn"), undo: t("ballot.undo") },
  });
  const closing = useAct();
  const dispute = useAct();
  const withdrawing = useAct();
  const drawingAgain = useAct();
  const hands = useAct();
  const paper = useAct();
  const repealing = useAct();
  const repealDraft = useDraft(`repeal:${motion.id}`);
  const disputeDraft = useDraft(`dispute:${motion.id}`);
  const concerned = concernedBy(motion)?.id ?? null;
  const answers = useMemo(() => (concerned === null ? [] : (thread?.posts ?? []).filter(({ author, retracted, outside }) => author.id === concerned && !retracted && !outside)), [thread, concerned]);
  const delegates = motion.office?.elected.map(({ id }) => id) ?? [];
  const marked = concerned !== null ? ({ members: [concerned], as: "concerned" } as const) : delegates.length > 0 ? ({ members: delegates, as: "delegate" } as const) : null;
  const { stream, actions, composer, composerActions } = useStream({ group, thread: motion.id, snapshot: thread, motions: noMotions, target, marked });
  const beforeYou = useBeforeYou(group, motion.opened);
  const { exporting, exportRecord, exportBallots } = useExport(group);
  const selected = useSelectedWords();

  return {
    snapshot: {
      group,
      motion,
      counts: held ?? motion,
      beforeYou,
      arrived,
      ballot: ballot.snapshot,
      closingRefusal: closing.refusal,
      exporting,
      withdrawRefusal: withdrawing.refusal,
      drawAgainRefusal: drawingAgain.refusal,
      handsRefusal: hands.refusal,
      paperRefusal: paper.refusal,
      repeal: { draft: repealDraft, refusal: repealing.refusal },
      dispute: { draft: disputeDraft, refusal: dispute.refusal },
      stream,
      composer,
      answers,
      motions: motions ?? noMotions,
    },
    actions: {
      ballot: ballot.actions,
      closing: {
        seal: () => void closing.act(run({ type: "motion.seal", group, motion: motion.id })),
        close: () => void closing.act(run({ type: "motion.close", group, motion: motion.id })),
      },
      stream: actions,
      composer: composerActions,
      showArrived: show,
      exportRecord: () => exportRecord(motion.id),
      exportBallots: (form, names) => exportBallots(motion.id, form, names),
      countByHand: async (votes, second) => (await hands.act(run({ type: "motion.countByHand", group, motion: motion.id, votes: [...votes], ...(second !== null && { second }) }))) !== null,
      enterSheet: async (lines) => (await paper.act(run({ type: "motion.enterSheet", group, motion: motion.id, lines: [...lines] }))) !== null,
      notMine: () => void paper.act(run({ type: "ballot.withdraw", group, motion: motion.id })),
      withdraw: () => void withdrawing.act(run({ type: "motion.withdraw", group, motion: motion.id })),
      drawAgain: async () => {
        const done = await drawingAgain.act(run({ type: "motion.drawAgain", group, motion: motion.id }));
        if (done) go(paths.motion(group, done.answer.motion));
      },
      repeal: async () => {
        const done = await repealing.act(run({ type: "motion.repeal", group, motion: motion.id, grounds: repealDraft.text.trim() }));
        if (!done) return;
        repealDraft.clear();
        go(paths.motion(group, done.answer.motion));
      },
      sendDispute: async () => {
        const done = await dispute.act(run({ type: "motion.dispute", group, motion: motion.id, text: disputeDraft.text.trim() }));
        if (done) disputeDraft.clear();
        return done !== null;
      },
      selected,
      quoteSelected: () => quoteSelected(thread?.posts ?? [], selected(), actions),
    },
  };
}

const noMotions: readonly never[] = [];

/** The counts beside a ballot stand still from the voter's first touch; how many ballots have come since is counted. */
function useHeldCounts(motion: MotionSnapshot) {
  const [voting, setVoting] = useState(false);
  const [held, setHeld] = useState<MotionSnapshot | null>(null);
  if (voting && held === null) setHeld(motion);
  if (!voting && held !== null) setHeld(null);
  const arrived = useMemo(() => (held === null ? 0 : ballotsSince(held, motion)), [held, motion]);
  return { held, arrived, onVoting: setVoting, show: () => setHeld(motion) };
}

function ballotsSince(held: MotionSnapshot, now: MotionSnapshot): number {
  const before = new Map(held.rollCall.map((row) => [row.member.id, row]));
  return now.rollCall.filter((row) => {
    const known = before.get(row.member.id);
    return !row.member.me && (known?.time !== row.time || known?.status !== row.status);
  }).length;
}

/** Writes the record of a motion, or its ballots, to a file the person chooses. */
export function useExport(group: string) {
  const run = useRun();
  const shell = useShell();
  const { act, busy, refusal } = useAct();
  const [saved, setSaved] = useState<string | null>(null);
  const save = async (command: CommandOf<"record.export" | "record.ballots">): Promise<void> => {
    setSaved(null);
    const done = await act(run(command));
    if (!done) return;
    const { file, fileName } = done.answer;
    if (await shell.saveFile(fileName, file)) setSaved(fileName);
  };
  const exporting: Exporting = { busy, saved, refusal };
  return {
    exporting,
    exportRecord: (motion: string) => save({ type: "record.export", group, motion }),
    exportBallots: (motion: string, form: "csv" | "blt", names: boolean) => save({ type: "record.ballots", group, motion, form, names }),
  };
}
