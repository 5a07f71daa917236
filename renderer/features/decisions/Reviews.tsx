/** Criticism and self-criticism of a decision or a report, the reply of whom it concerns beside it, and what follows. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { paths } from "../../app/paths.ts";
import { RefusalNote } from "../../app/refusal.tsx";
import { Button } from "../../design/Button.tsx";
import { TextArea } from "../../design/Field.tsx";
import { Part } from "../../design/Part.tsx";
import { PeopleText } from "../../design/PeopleText.tsx";
import { Select } from "../../design/Select.tsx";
import { Time, useWhen } from "../../design/Time.tsx";
import { WritingForm } from "../../design/WritingForm.tsx";
import text from "../../design/text.module.css";
import type { ReviewView } from "../../../shared/contract/snapshots.ts";
import { Kept } from "../discussions/Composer.tsx";
import type { DecisionPageSnapshot, ReviewActions } from "./decision-page.ts";
import { reviewParts } from "./review-draft.ts";
import styles from "./Decisions.module.css";

interface ReviewsProps {
  readonly snapshot: DecisionPageSnapshot;
  readonly actions: ReviewActions;
}

export function Reviews({ snapshot, actions }: ReviewsProps) {
  const { t } = useTranslation("decisions");
  const { reviewed } = snapshot.decision;
  return (
    <Part title={t("reviews.title")} {...(reviewed.length > 0 && { count: reviewed.length })}>
      {reviewed.length === 0 && <p className={styles.none}>{t("reviews.none")}</p>}
      <ul className={styles.list}>
        {reviewed.map((review) => (
          <li key={review.id}>
            <OneReview review={review} snapshot={snapshot} actions={actions} />
          </li>
        ))}
      </ul>
      <WriteReview snapshot={snapshot} actions={actions} />
    </Part>
  );
}

function OneReview({ review, snapshot, actions }: ReviewsProps & { readonly review: ReviewView }) {
  const { t } = useTranslation("decisions");
  const when = useWhen();
  const { group, decision, answering, reply } = snapshot;
  const report = decision.reports.find(({ id }) => id === review.report);
  return (
    <div className={styles.review}>
      <div>
        <p className={styles.by}>
          <bdi className={text.strong}>{review.by.name}</bdi>
          {report && ` · ${t("reviews.ofReport", { name: report.by.name, date: when.date(report.time) })}`} ·{" "}
          <span className={text.faint}>
            <Time at={review.time} />
          </span>
        </p>
        <dl className={styles.parts}>
          {reviewParts
            .filter((part) => review[part] !== "")
            .map((part) => (
              <div key={part}>
                <dt>{t(`review.${part}`)}</dt>
                <dd>
                  <PeopleText text={review[part]} size="post" />
                </dd>
              </div>
            ))}
        </dl>
      </div>
      {review.replies.map((one) => (
        <div key={one.by.id} className={styles.reply}>
          <p className={styles.by}>
            {t("reviews.replyOf")} <bdi className={text.strong}>{one.by.name}</bdi>
          </p>
          <PeopleText text={one.text} size="post" />
        </div>
      ))}
      {answering === review.id ? (
        <form
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            if (reply.text.trim() !== "") actions.sendReply();
          }}
        >
          <TextArea label={t("reviews.yourReply")} value={reply.text} onChange={reply.write} people autoFocus />
          <RefusalNote refusal={snapshot.refusals.reviews} />
          <div className={text.line}>
            <Button kind="first" small type="submit" waits={reply.text.trim() === "" ? t("reports.waits") : null}>
              {t("reviews.sendReply")}
            </Button>
            <Button kind="quiet" small onPress={() => actions.answer(null)}>
              {t("cancel")}
            </Button>
          </div>
        </form>
      ) : (
        <div className={text.line}>
          {review.iMayReply && (
            <Button small onPress={() => actions.answer(review.id)}>
              {t("reviews.reply")}
            </Button>
          )}
          <Button small kind="quiet" onPress={() => actions.moveFrom(review.id)}>
            {t("reviews.move")}
          </Button>
        </div>
      )}
      {review.motions.map((motion) => (
        <p key={motion.id} className={styles.sub}>
          {t("reviews.followed")} <Link href={paths.motion(group, motion.id)}>{motion.title}</Link>
        </p>
      ))}
    </div>
  );
}

const whole = "whole";

function WriteReview({ snapshot, actions }: ReviewsProps) {
  const { t } = useTranslation("decisions");
  const when = useWhen();
  const { decision, review, reviewState, refusals } = snapshot;
  const [writing, setWriting] = useState(false);
  if (!writing) {
    return (
      <Button small onPress={() => setWriting(true)}>
        {t("reviews.write")}
      </Button>
    );
  }
  const nothing = reviewParts.every((part) => review[part].trim() === "");
  return (
    <WritingForm
      send={t("reviews.send")}
      waits={nothing ? t("reviews.waits") : null}
      onSend={() => void actions.sendReview().then((sent) => setWriting(!sent))}
      cancel={t("cancel")}
      onCancel={() => setWriting(false)}
      kept={<Kept state={reviewState} />}
    >
      {decision.reports.length > 0 && (
        <Select
          label={t("reviews.of")}
          value={review.of ?? whole}
          onChange={(of) => actions.writeReview({ of: of === whole ? null : of })}
          options={[{ value: whole, name: t("reviews.whole") }, ...decision.reports.map(({ id, by, time }) => ({ value: id, name: t("reviews.ofReport", { name: by.name, date: when.date(time) }) }))]}
        />
      )}
      {reviewParts.map((part) => (
        <TextArea key={part} label={t(`review.${part}`)} {...(part === "self" && { hint: t("review.selfHint") })} value={review[part]} onChange={(words) => actions.writeReview({ [part]: words })} rows={2} people />
      ))}
      <RefusalNote refusal={refusals.reviews} />
    </WritingForm>
  );
}
