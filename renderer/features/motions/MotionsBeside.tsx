/** The other motions, open beside the one being read on wide windows. */
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { paths } from "../../app/paths.ts";
import { useWhen } from "../../design/Time.tsx";
import text from "../../design/text.module.css";
import type { MotionRow } from "../../../shared/contract/snapshots.ts";
import { isDecided, takesBallots, useMotionWords } from "./motion-words.ts";

interface BesideProps {
  readonly group: string;
  readonly motions: readonly MotionRow[];
  readonly current: string;
}

/** As many as one reads through; the place itself has all. */
const most = 30;

export function MotionsBeside({ group, motions, current }: BesideProps) {
  const { t } = useTranslation("motions");
  const open = motions.filter((motion) => takesBallots(motion.state));
  const decided = motions.filter((motion) => isDecided(motion.state));
  return (
    <>
      {open.length > 0 && (
        <h2>
          {t("list.open")} <span>{open.length}</span>
        </h2>
      )}
      {open.slice(0, most).map((motion) => (
        <BesideLink key={motion.id} group={group} motion={motion} current={motion.id === current} />
      ))}
      {decided.length > 0 && (
        <h2>
          {t("list.decided")} <span>{decided.length}</span>
        </h2>
      )}
      {decided.slice(0, most).map((motion) => (
        <BesideLink key={motion.id} group={group} motion={motion} current={motion.id === current} />
      ))}
    </>
  );
}

function BesideLink({ group, motion, current }: { readonly group: string; readonly motion: MotionRow; readonly current: boolean }) {
  const { t } = useTranslation("motions");
  const words = useMotionWords();
  const when = useWhen();
  const { number, state } = motion;
  const open = takesBallots(state);
  return (
    <Link href={paths.motion(group, motion.id)} {...(current && { "aria-current": "page" as const })}>
      <b dir="auto">{words.title(motion)}</b>
      <span>
        {open && state.is === "open" ? t("list.besideOpen", { number, left: when.left(motion.deadline) }) : t("list.besideDecided", { number, state: words.stateShort(state) })}
        {open && motion.iVote && (
          <>
            {" · "}
            {motion.myBallot === null ? <strong className={text.need}>{t("list.besideMissing")}</strong> : t("list.besideVoted")}
          </>
        )}
      </span>
    </Link>
  );
}
