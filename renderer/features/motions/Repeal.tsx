/** What ended a decision, or the way to move its end: grounds, and a motion that takes no less than the decision took (POLL-14). */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { paths } from "../../app/paths.ts";
import { RefusalNote } from "../../app/refusal.tsx";
import { Button } from "../../design/Button.tsx";
import { TextArea } from "../../design/Field.tsx";
import { Part } from "../../design/Part.tsx";
import { WritingForm } from "../../design/WritingForm.tsx";
import type { Draft } from "../discussions/draft.ts";
import type { Refusal } from "../../../shared/contract/refusals.ts";
import type { MotionSnapshot } from "../../../shared/contract/snapshots.ts";

interface RepealProps {
  readonly group: string;
  readonly motion: Pick<MotionSnapshot, "repeals" | "repealedBy" | "state" | "outcome" | "kind" | "advice">;
  readonly draft: Draft;
  readonly refusal: Refusal | null;
  readonly onRepeal: () => void;
}

export function Repeal({ group, motion, draft, refusal, onRepeal }: RepealProps) {
  const { t } = useTranslation("motions");
  const [writing, setWriting] = useState(false);
  const { repeals, repealedBy, state, outcome, kind, advice } = motion;
  const link = repeals ?? repealedBy;
  if (link !== null) {
    return (
      <Part title={t("repeal.title")} tone={repealedBy === null ? "done" : "need"}>
        <p>{t(repealedBy === null ? "repeal.of" : "repeal.by")}</p>
        <Link href={paths.motion(group, link.id)} dir="auto">
          {link.title}
        </Link>
      </Part>
    );
  }
  const binds = state.is === "certified" && kind === "ordinary" && !advice && (outcome?.is === "adopted" || outcome?.is === "elected");
  if (!binds) return null;
  return (
    <Part title={t("repeal.title")}>
      {writing ? (
        <WritingForm send={t("repeal.send")} waits={draft.text.trim() === "" ? t("repeal.waits") : null} onSend={onRepeal} cancel={t("repeal.cancel")} onCancel={() => setWriting(false)}>
          <TextArea label={t("repeal.grounds")} hint={t("repeal.say")} value={draft.text} onChange={draft.write} people autoFocus />
          <RefusalNote refusal={refusal} />
        </WritingForm>
      ) : (
        <Button small onPress={() => setWriting(true)}>
          {t("repeal.do")}
        </Button>
      )}
    </Part>
  );
}
