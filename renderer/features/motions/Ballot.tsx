/**
 * My ballot in the margin of a motion: missing (the one red thing), being put together, or cast. Nothing that arrives
 * draws it anew while it is being put together; news waits behind a line of its own.
 */
import { useEffect, useRef, type ReactNode, type RefObject } from "react";
import { useTranslation } from "react-i18next";
import { RefusalNote } from "../../app/refusal.tsx";
import { Button } from "../../design/Button.tsx";
import { Part } from "../../design/Part.tsx";
import { useWhen } from "../../design/Time.tsx";
import type { Choice } from "../../../shared/contract/commands.ts";
import type { Refusal } from "../../../shared/contract/refusals.ts";
import type { MotionSnapshot } from "../../../shared/contract/snapshots.ts";
import { BallotChoice } from "./BallotChoice.tsx";
import { ChoiceMark } from "./ChoiceMark.tsx";
import { concernedBy, isRanked, promisesAtOnce } from "./motion-words.ts";
import { sameChoice } from "./same-choice.ts";
import styles from "./Ballot.module.css";

export interface BallotSnapshot {
  readonly motion: MotionSnapshot;
  /** Chosen so far, or cast; null: nothing yet. */
  readonly choice: Choice | null;
  /** Something is chosen that is not cast. */
  readonly voting: boolean;
  /** What was kept from an earlier visit is known. */
  readonly ready: boolean;
  readonly castAt: number | null;
  /** Two of my ballots contradict each other. */
  readonly conflict: boolean;
  readonly busy: boolean;
  readonly refusal: Refusal | null;
}

export interface BallotActions {
  /** The voter has begun to choose. */
  touch(): void;
  choose(choice: Choice): void;
  cast(choice: Choice): void;
  change(): void;
  leave(): void;
  withdraw(): void;
}

interface BallotProps {
  readonly snapshot: BallotSnapshot;
  readonly actions: BallotActions;
  /** Ballots that arrived since the voter began. */
  readonly news: ReactNode;
}

export function Ballot({ snapshot, actions, news }: BallotProps) {
  const { t } = useTranslation("motions");
  const { motion, voting, conflict } = snapshot;
  const { myBallot } = motion;
  const result = useFocusWhenCast(myBallot !== null && !voting);
  if (!motion.iVote) {
    return (
      <Part title={t("ballot.notOnRoll")}>
        <p>{t(concernedBy(motion)?.me === true ? "ballot.aboutYouSay" : "ballot.notOnRollSay")}</p>
      </Part>
    );
  }
  // A ballot being put together stays in the hands of its voter, even when it comes too late.
  if (motion.iSealed && !voting) return <Promised ballot={myBallot} />;
  if (myBallot !== null && !voting && !conflict) return <Cast snapshot={snapshot} actions={actions} focus={result} />;
  // POLL-11. Tellers' word counts for me: nothing is missing.
  const onPaper = myBallot === null && !conflict && motion.paper.lines.some(({ member, is }) => member.me && is === "counted");
  const title = t(conflict ? "ballot.conflict" : onPaper ? "ballot.orYourself" : myBallot === null ? "ballot.missing" : "ballot.yours");
  return (
    <Part title={title} tone={!onPaper && (conflict || myBallot === null) ? "need" : "done"}>
      {conflict && <p className={styles.say}>{t("ballot.conflictSay")}</p>}
      {snapshot.ready && <Choosing snapshot={snapshot} actions={actions} news={news} />}
    </Part>
  );
}

function Choosing({ snapshot, actions, news }: BallotProps) {
  const { t } = useTranslation("motions");
  const when = useWhen();
  const { motion, choice, busy, conflict } = snapshot;
  const unchanged = !conflict && choice !== null && motion.myBallot !== null && sameChoice(choice, motion.myBallot);
  const waits = motion.iSealed ? t("ballot.tooLate") : unchanged ? t("ballot.waitsSame") : choice === null || isEmpty(choice) ? t(`ballot.waits.${isRanked(motion.method) ? "schulze" : motion.method}`) : null;
  return (
    <>
      <BallotChoice motion={motion} choice={choice} onTouch={actions.touch} onChoose={actions.choose} />
      {news}
      <RefusalNote refusal={snapshot.refusal} />
      <div className={styles.castrow}>
        <Button kind={motion.myBallot === null || conflict ? "red" : "first"} waits={busy ? t("ballot.casting") : waits} onPress={() => choice && actions.cast(choice)}>
          {t(motion.myBallot === null ? "ballot.cast" : "ballot.castChanged")}
        </Button>
        {(motion.myBallot !== null || motion.iSealed) && <Button onPress={actions.leave}>{t("ballot.leave")}</Button>}
      </div>
      <p>{motion.state.is === "open" && motion.state.overdue ? t("ballot.overdue") : t(promisesAtOnce(motion) ? "ballot.publicOnce" : "ballot.public", { date: when.at(motion.deadline) })}</p>
    </>
  );
}

/** Nothing is ranked, no point or dot is given yet. Approving of none is a choice, as is a time that does not suit. */
const isEmpty = (choice: Choice): boolean => ("ranks" in choice && choice.ranks.length === 0) || (choice.method === "score" && choice.scores.every((points) => points === 0)) || (choice.method === "dots" && choice.dots.every((given) => given === 0));

interface CastProps {
  readonly snapshot: BallotSnapshot;
  readonly actions: BallotActions;
  readonly focus: RefObject<HTMLParagraphElement | null>;
}

function Cast({ snapshot, actions, focus }: CastProps) {
  const { t } = useTranslation("motions");
  const when = useWhen();
  const { motion, castAt } = snapshot;
  const reached = motion.ballotReached ?? 0;
  const where = reached === 0 ? t("ballot.reachedNone") : t("ballot.reached", { count: reached });
  return (
    <Part title={t("ballot.isCast")} tone="done">
      <p ref={focus} tabIndex={-1} className={styles.castAs} role="status">
        {motion.myBallot && <ChoiceMark choice={motion.myBallot} />}
      </p>
      <p>{castAt === null ? where : t("ballot.castAt", { time: when.short(castAt), reached: where })}</p>
      <RefusalNote refusal={snapshot.refusal} />
      <div className={styles.acts}>
        <Button small onPress={actions.change}>
          {t("ballot.change")}
        </Button>
        <Button kind="quiet" small icon="undo" onPress={actions.withdraw}>
          {t("ballot.withdraw")}
        </Button>
      </div>
    </Part>
  );
}

function Promised({ ballot }: { readonly ballot: Choice | null }) {
  const { t } = useTranslation("motions");
  return (
    <Part title={t("ballot.sealed")} tone="done">
      <p>
        {ballot === null ? (
          t("ballot.sealedEmpty")
        ) : (
          <>
            {t("ballot.sealedVoted")} <ChoiceMark choice={ballot} />
          </>
        )}
      </p>
    </Part>
  );
}

/** After casting, the focus goes to what was cast; not when one only comes to the page. */
function useFocusWhenCast(cast: boolean): RefObject<HTMLParagraphElement | null> {
  const result = useRef<HTMLParagraphElement>(null);
  const before = useRef(cast);
  useEffect(() => {
    if (cast && !before.current) result.current?.focus();
    before.current = cast;
  }, [cast]);
  return result;
}
