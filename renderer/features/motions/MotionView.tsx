/** One motion: while it is open the question, the ballot and the roll call; when it is counted the outcome and its proof. */
import { useState, type RefObject } from "react";
import { Trans, useTranslation } from "react-i18next";
import { Link } from "wouter";
import { paths } from "../../app/paths.ts";
import { Button } from "../../design/Button.tsx";
import { Empty } from "../../design/Empty.tsx";
import { Page } from "../../design/Page.tsx";
import { Part } from "../../design/Part.tsx";
import { StateMark } from "../../design/StateMark.tsx";
import { useNames } from "../../design/list-words.ts";
import { useWhen } from "../../design/Time.tsx";
import { Composer } from "../discussions/Composer.tsx";
import text from "../../design/text.module.css";
import type { Draft } from "../discussions/draft.ts";
import type { SelectedWords } from "../discussions/selected-words.ts";
import { Stream } from "../discussions/Stream.tsx";
import type { ComposerActions, ComposerSnapshot, StreamActions, StreamSnapshot } from "../discussions/stream-model.ts";
import type { Refusal } from "../../../shared/contract/refusals.ts";
import type { MotionRow, MotionSnapshot, PostView } from "../../../shared/contract/snapshots.ts";
import { AboutMember } from "./AboutMember.tsx";
import { AboutOffice } from "./AboutOffice.tsx";
import { Ballot, type BallotActions, type BallotSnapshot } from "./Ballot.tsx";
import { BallotNews } from "./BallotNews.tsx";
import { Closing, type ClosingActions } from "./Closing.tsx";
import { CountMargin, type Exporting } from "./CountMargin.tsx";
import { Disputes } from "./Disputes.tsx";
import { DrawAgain, DrawnAgain } from "./DrawAgain.tsx";
import { HowLotFell } from "./HowLotFell.tsx";
import { ElectionNotice } from "./ElectionNotice.tsx";
import { HandCounts } from "./HandCounts.tsx";
import { fillsSeats, isRedrawn, markOf, promisesAtOnce, takesBallots, useMotionWords } from "./motion-words.ts";
import { IfItPasses, MotionText } from "./MotionText.tsx";
import { MotionsBeside } from "./MotionsBeside.tsx";
import { OfDocument } from "./OfDocument.tsx";
import { HowMuchOnPaper, MyPaper, OnPaper } from "./OnPaper.tsx";
import { Outcome } from "./Outcome.tsx";
import { Pairs } from "./Pairs.tsx";
import { Repeal } from "./Repeal.tsx";
import { RollCall } from "./RollCall.tsx";
import { ReportsHere } from "./ReportsHere.tsx";
import { RunOff } from "./RunOff.tsx";
import type { SheetLines } from "./SheetForm.tsx";
import { Turnout } from "./Turnout.tsx";
import { WhoHasAPlace } from "./WhoHasAPlace.tsx";
import { WhoVotedHow } from "./WhoVotedHow.tsx";
import { Withdraw } from "./Withdraw.tsx";
import styles from "./Motion.module.css";

export interface MotionPageSnapshot {
  readonly group: string;
  /** As known now. */
  readonly motion: MotionSnapshot;
  /** What the counts show: stands still while I vote. */
  readonly counts: MotionSnapshot;
  /** Ballots that arrived since the counts stand still. */
  readonly arrived: number;
  readonly ballot: BallotSnapshot;
  readonly closingRefusal: Refusal | null;
  readonly exporting: Exporting;
  readonly withdrawRefusal: Refusal | null;
  readonly drawAgainRefusal: Refusal | null;
  readonly handsRefusal: Refusal | null;
  readonly paperRefusal: Refusal | null;
  readonly repeal: { readonly draft: Draft; readonly refusal: Refusal | null };
  readonly dispute: { readonly draft: Draft; readonly refusal: Refusal | null };
  /** KEY-4. What is said of what was written before I joined; null where nothing was. */
  readonly beforeYou: string | null;
  readonly stream: StreamSnapshot;
  readonly composer: ComposerSnapshot;
  /** Of the member it removes or takes back, what they wrote in its discussion, oldest first. */
  readonly answers: readonly PostView[];
  readonly motions: readonly MotionRow[];
}

export interface MotionPageActions {
  readonly ballot: BallotActions;
  readonly closing: ClosingActions;
  readonly stream: StreamActions;
  readonly composer: ComposerActions;
  showArrived(): void;
  exportRecord(): void;
  exportBallots(form: "csv" | "blt", names: boolean): void;
  countByHand(votes: readonly number[], second: string | null): Promise<boolean>;
  enterSheet(lines: SheetLines): Promise<boolean>;
  /** POLL-11. What tellers entered for me is not so. */
  notMine(): void;
  withdraw(): void;
  repeal(): void;
  drawAgain(): void;
  sendDispute(): Promise<boolean>;
  quoteSelected(): void;
  selected(): SelectedWords | null;
}

interface MotionViewProps {
  readonly snapshot: MotionPageSnapshot;
  readonly actions: MotionPageActions;
  readonly scroll: RefObject<HTMLElement | null>;
  readonly field: RefObject<HTMLTextAreaElement | null>;
}

export function MotionView({ snapshot, actions, scroll, field }: MotionViewProps) {
  const { t } = useTranslation("motions");
  const words = useMotionWords();
  const { group, motion } = snapshot;
  const voting = takesBallots(motion.state);
  return (
    <Page
      title={words.title(motion)}
      peopleTitle
      scrollRef={scroll}
      crumbs={[{ name: t("title"), to: paths.place(group, "motions") }, { name: t("page.name", { number: motion.number }) }]}
      {...(!voting && {
        acts: (
          <Button kind="quiet" small icon="save" onPress={actions.exportRecord}>
            {t("record.export")}
          </Button>
        ),
      })}
      kicker={<State motion={motion} />}
      under={<MovedBy group={group} motion={motion} />}
      marginFirst={voting}
      marginPrints={!voting}
      margin={voting ? <VotingMargin snapshot={snapshot} actions={actions} /> : <CountMargin group={group} motion={motion} exporting={snapshot.exporting} onExport={actions.exportRecord} onBallots={actions.exportBallots} repeal={<Repeal group={group} motion={motion} {...snapshot.repeal} onRepeal={actions.repeal} />} />}
      beside={{ label: t("title"), content: <MotionsBeside group={group} motions={snapshot.motions} current={motion.id} /> }}
    >
      <AboutMember group={group} motion={motion} answers={snapshot.answers} />
      <AboutOffice motion={motion} />
      {!voting && motion.state.is !== "withdrawn" && <Counted snapshot={snapshot} actions={actions} />}
      <RunOff group={group} motion={motion} />
      <DrawnAgain group={group} motion={motion} />
      <MotionText group={group} motion={motion} />
      {motion.office === null && fillsSeats(motion.method) && <ElectionNotice />}
      <OfDocument group={group} motion={motion} />
      {voting && <IfItPasses motion={motion} />}
      {motion.kind !== "founding" && motion.kind !== "naming" && <HandCounts motion={motion} refusal={snapshot.handsRefusal} onCount={actions.countByHand} />}
      {motion.kind !== "founding" && motion.kind !== "naming" && <OnPaper motion={motion} refusal={snapshot.paperRefusal} onEnter={actions.enterSheet} />}
      {!voting && <Disputes disputes={motion.disputes} draft={snapshot.dispute.draft} refusal={snapshot.dispute.refusal} onSend={actions.sendDispute} />}
      <div className={styles.talk}>
        <Part title={t("page.discussion")}>
          <ReportsHere motion={motion} />
          {snapshot.beforeYou !== null && <p className={text.dim}>{snapshot.beforeYou}</p>}
          <Stream bare snapshot={snapshot.stream} actions={actions.stream} scroll={scroll} posted={snapshot.composer.posted} selected={actions.selected} />
          <div className={styles.composer}>
            <Composer
              snapshot={snapshot.composer}
              actions={actions.composer}
              placeholder={t("page.writeAbout")}
              onQuote={actions.quoteSelected}
              fieldRef={field}
            />
          </div>
        </Part>
      </div>
    </Page>
  );
}

function VotingMargin({ snapshot, actions }: Pick<MotionViewProps, "snapshot" | "actions">) {
  const { motion, counts } = snapshot;
  const closing = <Closing motion={motion} actions={actions.closing} refusal={snapshot.closingRefusal} />;
  return (
    <>
      <MyPaper motion={motion} refusal={snapshot.paperRefusal} onNotMine={actions.notMine} />
      <Ballot snapshot={snapshot.ballot} actions={actions.ballot} news={<BallotNews count={snapshot.arrived} method={motion.method} onShow={actions.showArrived} />} />
      {motion.state.is === "closing" && closing}
      <Turnout motion={counts} />
      <RollCall rows={counts.rollCall} />
      {motion.state.is === "open" && closing}
      {motion.mover.me && !promisesAtOnce(motion) && <Withdraw refusal={snapshot.withdrawRefusal} onWithdraw={actions.withdraw} />}
    </>
  );
}

function Counted({ snapshot, actions }: Pick<MotionViewProps, "snapshot" | "actions">) {
  const { t } = useTranslation("motions");
  const { motion } = snapshot;
  const { result, options, threshold, state, draw } = motion;
  const redrawn = isRedrawn(motion);
  return (
    <>
      <Part title={t(state.is === "certified" ? "result.title" : "result.sofar")}>
        <Outcome result={result} options={options} threshold={threshold} draw={draw} redrawn={redrawn} />
        <HowMuchOnPaper motion={motion} />
        {motion.advice && <p>{t("result.advice")}</p>}
      </Part>
      <WhoHasAPlace result={result} options={options} rows={motion.rollCall} draw={draw} />
      {draw !== null && (
        <HowLotFell draw={draw} options={options} redrawn={redrawn}>
          <DrawAgain group={snapshot.group} motion={motion} redrawn={redrawn} refusal={snapshot.drawAgainRefusal} onDrawAgain={actions.drawAgain} />
        </HowLotFell>
      )}
      <div className={styles.roll}>
        <WhoVotedHow rows={motion.rollCall} />
      </div>
      <Pairs result={result} options={options} />
    </>
  );
}

/** The state as a mark; pressed, it says why, in a sentence. */
function State({ motion }: { readonly motion: MotionSnapshot }) {
  const { t } = useTranslation("motions");
  const when = useWhen();
  const [open, setOpen] = useState(false);
  const { state, deadline } = motion;
  const closedAt = Math.min(deadline, ...motion.attestations.map((each) => each.time));
  const beside =
    state.is === "open"
      ? t(state.overdue ? "page.over" : "page.closes", { date: when.at(deadline), left: when.left(deadline) })
      : state.is === "closing"
        ? t("page.promised", { ...state })
        : state.is === "withdrawn"
          ? t("head.withdrawn", { name: state.by.name })
          : t("page.countedAlone", { date: when.at(closedAt) });
  return (
    <>
      <button type="button" className={styles.state} aria-expanded={open} onClick={() => setOpen(!open)}>
        {state.is === "open" ? <b>{t("page.open")}</b> : <StateMark mark={markOf(state)} {...(state.is === "counted" && { by: state.by, roll: state.roll })} />}
      </button>
      <span>{beside}</span>
      {open && (
        <p className={styles.why}>
          <WhyState motion={motion} />
        </p>
      )}
    </>
  );
}

function WhyState({ motion }: { readonly motion: MotionSnapshot }) {
  const { t } = useTranslation("motions");
  const when = useWhen();
  const names = useNames();
  const { state, deadline } = motion;
  switch (state.is) {
    case "open":
      return t(state.overdue ? "head.overdue" : "head.open", { date: when.at(deadline) });
    case "closing":
      return t("head.closing", { ...state, count: state.needed });
    case "counted":
      return t("head.counted", { ...state, count: state.by });
    case "provisional":
      return t("head.provisional", { ...state });
    case "certified":
      return t(state.round > 1 ? "head.certifiedRound" : "head.certified", { ...state });
    case "withdrawn":
      return t("head.withdrawn", { name: state.by.name });
    case "contradicted":
      return [t("head.contradicted"), state.doubleAttesters.length > 0 ? t("head.contradictedBy", { names: names(state.doubleAttesters, 20) }) : ""].join(" ");
  }
}

function MovedBy({ group, motion }: { readonly group: string; readonly motion: MotionSnapshot }) {
  const { t } = useTranslation("motions");
  const when = useWhen();
  const { mover, opened, fromThread, fromReview } = motion;
  const values = { who: mover.name, date: when.date(opened) };
  if (fromReview !== null) {
    const decision = (
      <Link href={paths.decision(group, fromReview.decision)} dir="auto">
        {fromReview.title}
      </Link>
    );
    return <Trans t={t} i18nKey="page.movedAfter" values={{ date: values.date }} components={{ who: <bdi>{mover.name}</bdi>, decision }} />;
  }
  if (fromThread === null) return t("page.moved", values);
  return (
    <Trans
      t={t}
      i18nKey="page.movedFrom"
      values={{ date: values.date }}
      components={{
        who: <bdi>{mover.name}</bdi>,
        thread: (
          <Link href={paths.thread(group, fromThread.id)} dir="auto">
            {fromThread.title}
          </Link>
        ),
      }}
    />
  );
}

/** A link led to a motion that is not here, or not yet. */
export function MotionMissing({ group, onBack }: { readonly group: string; readonly onBack: () => void }) {
  const { t } = useTranslation("motions");
  return (
    <Page title={t("gone.title")} crumbs={[{ name: t("title"), to: paths.place(group, "motions") }]}>
      <Empty title={t("gone.title")} acts={<Button onPress={onBack}>{t("gone.back")}</Button>}>
        {t("gone.text")}
      </Empty>
    </Page>
  );
}
