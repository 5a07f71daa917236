/**
 * A motion to remove a member, to take one back or to end a mandate: whom it is about, their right of reply with their answers in front of
 * everything else, and, once it is certified, what became of it (MEM-4, KEY-2).
 */
import { Trans, useTranslation } from "react-i18next";
import { Link } from "wouter";
import { paths } from "../../app/paths.ts";
import { Part } from "../../design/Part.tsx";
import { PeopleText } from "../../design/PeopleText.tsx";
import { Time, useWhen } from "../../design/Time.tsx";
import type { MemberRef, MotionSnapshot, PostView } from "../../../shared/contract/snapshots.ts";
import { concernedBy, takesBallots } from "./motion-words.ts";
import styles from "./AboutMember.module.css";

interface AboutProps {
  readonly group: string;
  readonly motion: MotionSnapshot;
  /** What the member wrote in its discussion, oldest first. */
  readonly answers: readonly PostView[];
}

export function AboutMember({ group, motion, answers }: AboutProps) {
  const { t } = useTranslation("motions");
  const when = useWhen();
  const member = concernedBy(motion);
  if (member === null) return null;
  const context = member.me ? "me" : "other";
  const open = takesBallots(motion.state);
  return (
    <>
      <Part title={t("about.title")}>
        <p className={styles.who}>
          <Link href={paths.member(group, member.id)}>
            <bdi>{member.name}</bdi>
          </Link>
        </p>
        <p className={styles.says}>{t(motion.kind === "reinstatement" ? "about.returns" : open ? "about.canAnswer" : "about.didNotVote", { name: member.name, context })}</p>
        {open && motion.answersUntil !== null && <p className={styles.says}>{t("about.until", { date: when.at(motion.answersUntil), context })}</p>}
        <Answers group={group} motion={motion} answers={answers} me={member.me} />
      </Part>
      {motion.followed !== null && <Followed group={group} motion={motion} member={member} />}
    </>
  );
}

/** So many of the newest; the others stand in the discussion, with the same mark. */
const mostAnswers = 3;

function Answers({ group, motion, answers, me }: AboutProps & { readonly me: boolean }) {
  const { t } = useTranslation("motions");
  const shown = answers.slice(-mostAnswers);
  if (shown.length === 0) return <p className={styles.none}>{t("about.noAnswer", { context: me ? "me" : "other" })}</p>;
  return (
    <ul className={styles.answers} aria-label={t("about.answers")}>
      {shown.map((post) => (
        <li key={post.id}>
          <p className={styles.mark}>
            <b>{t("about.answer")}</b> <Time at={post.time} as="at" />
          </p>
          <PeopleText text={post.text} size="post" />
        </li>
      ))}
      {answers.length > shown.length && (
        <li>
          <Link href={paths.motion(group, motion.id, answers[0]!.id)}>{t("about.more", { count: answers.length - shown.length })}</Link>
        </li>
      )}
    </ul>
  );
}

/** Removed, keys renewed, recorded: each as far as it has come, in people's words. */
function Followed({ group, motion, member }: { readonly group: string; readonly motion: MotionSnapshot; readonly member: MemberRef }) {
  const { t } = useTranslation("motions");
  const when = useWhen();
  const { followed, kind } = motion;
  if (followed === null) return null;
  const { standing, keysRenewed } = followed;
  const context = member.me ? "me" : "other";
  const { name } = member;
  return (
    <Part title={t("followed.title")}>
      <ol className={styles.steps}>
        {kind === "reinstatement" && <li>{t(standing === "active" ? "followed.back" : "followed.notBack", { name, context })}</li>}
        {kind === "expulsion" && <li>{t(standing === "suspended" ? "followed.disputed" : standing === "removed" ? "followed.removed" : "followed.since", { name, context })}</li>}
        {kind === "expulsion" && standing !== "suspended" && (
          <li>{keysRenewed === null ? t("followed.keysComing", { context }) : t("followed.keys", { date: when.at(keysRenewed), context })}</li>
        )}
        <li>
          <Trans t={t} i18nKey="followed.recorded" components={{ records: <Link href={paths.place(group, "records")} /> }} />
        </li>
      </ol>
    </Part>
  );
}
