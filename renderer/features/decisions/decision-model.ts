/** Ties the page of a decision to the engine. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { useBeforeYou } from "../../app/before-you.ts";
import { paths } from "../../app/paths.ts";
import { useToast } from "../../design/Toast.tsx";
import { useRun } from "../../engine/run.ts";
import { useAct } from "../../engine/use-act.ts";
import type { DecisionSnapshot } from "../../../shared/contract/snapshots.ts";
import { useDraft } from "../discussions/draft.ts";
import type { DecisionActions, DecisionPageSnapshot } from "./decision-page.ts";
import { emptyReview, readReview, type ReviewDraft } from "./review-draft.ts";

export function useDecision(group: string, decision: DecisionSnapshot): { snapshot: DecisionPageSnapshot; actions: DecisionActions } {
  const { t } = useTranslation("decisions");
  const { motion } = decision;
  const run = useRun();
  const toast = useToast();
  const [, go] = useLocation();
  const acting = { hands: useAct(), tasks: useAct(), reports: useAct(), reviews: useAct() };
  const repealing = useAct();
  const grounds = useDraft(`repeal:${motion}`);
  const task = useDraft(`task:${motion}`);
  const report = useDraft(`report:${motion}`);
  const review = useDraft(`review:${motion}`);
  const [answering, answer] = useState<string | null>(null);
  const reply = useDraft(`reply:${answering ?? motion}`);
  const written = readReview(review.text);
  const beforeYou = useBeforeYou(group, decision.decided);

  return {
    snapshot: {
      group,
      decision,
      beforeYou,
      refusals: { hands: acting.hands.refusal, tasks: acting.tasks.refusal, reports: acting.reports.refusal, reviews: acting.reviews.refusal },
      repeal: { draft: grounds, refusal: repealing.refusal },
      task,
      report,
      review: written,
      reviewState: review.state,
      reply,
      answering,
    },
    actions: {
      repeal: async () => {
        const done = await repealing.act(run({ type: "motion.repeal", group, motion, grounds: grounds.text.trim() }));
        if (!done) return;
        grounds.clear();
        go(paths.motion(group, done.answer.motion));
      },
      addTask: async () => {
        if (await acting.tasks.act(run({ type: "task.add", group, motion, title: task.text, note: "" }))) task.clear();
      },
      sayOfTask: (id, word, member) => void acting.tasks.act(run({ type: "task.say", group, task: id, word, note: "", ...(member !== undefined && { member }) })),
      offerTo: async (to) => {
        if (await acting.hands.act(run({ type: "implementing.offer", group, motion, to }))) toast({ text: t("hands.offered") });
      },
      answerOffer: (offer, accepts) => void acting.hands.act(run({ type: "implementing.answer", group, offer, accepts })),
      writeReport: async (state, next) => {
        const done = await acting.reports.act(run({ type: "report.write", group, motion, state, text: report.text, next }));
        if (done) report.clear();
        return done !== null;
      },
      writeReview: (change) => review.write(JSON.stringify({ ...written, ...change } satisfies ReviewDraft)),
      sendReview: async () => {
        const { of, ...parts } = written;
        const done = await acting.reviews.act(run({ type: "review.write", group, of: of ?? motion, ...parts }));
        if (done) review.write(JSON.stringify(emptyReview));
        return done !== null;
      },
      answer,
      sendReply: async () => {
        if (answering === null || !(await acting.reviews.act(run({ type: "review.reply", group, review: answering, text: reply.text })))) return;
        reply.clear();
        answer(null);
      },
      moveFrom: (id) => go(paths.motionFromReview(group, id, motion)),
    },
  };
}
