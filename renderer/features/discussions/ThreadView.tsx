/** One discussion: what it is about, its posts, what came of it, and where one writes. */
import type { RefObject } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { BeforeYou } from "../../app/BeforeYou.tsx";
import { paths } from "../../app/paths.ts";
import { Button, LinkButton } from "../../design/Button.tsx";
import { Empty } from "../../design/Empty.tsx";
import { useNames } from "../../design/list-words.ts";
import { Page } from "../../design/Page.tsx";
import { Part } from "../../design/Part.tsx";
import { Roll } from "../../design/Roll.tsx";
import { useWhen } from "../../design/Time.tsx";
import text from "../../design/text.module.css";
import type { MemberRef, MotionRow, ThreadRow } from "../../../shared/contract/snapshots.ts";
import { Composer } from "./Composer.tsx";
import { ThreadsBeside } from "./ThreadsBeside.tsx";
import type { SelectedWords } from "./selected-words.ts";
import { Stream } from "./Stream.tsx";
import type { ComposerActions, ComposerSnapshot, StreamActions, StreamSnapshot } from "./stream-model.ts";
import styles from "./Thread.module.css";

export interface ThreadPageSnapshot {
  readonly group: string;
  readonly id: string;
  readonly title: string;
  /** KEY-4. What is said of what was written before I joined; null where nothing was. */
  readonly before: string | null;
  readonly begun: { readonly author: MemberRef; readonly time: number } | null;
  readonly posts: number;
  /** Nothing from here is told of. */
  readonly muted: boolean;
  readonly people: readonly MemberRef[];
  readonly motions: readonly MotionRow[];
  /** Proposed and not taken back, in reading order. */
  readonly options: readonly { readonly post: string; readonly title: string; readonly author: MemberRef }[];
  readonly stream: StreamSnapshot;
  readonly composer: ComposerSnapshot;
  readonly threads: readonly ThreadRow[];
  /** Discussions in which somebody asks me. */
  readonly asking: ReadonlySet<string>;
}

export interface ThreadPageActions {
  readonly stream: StreamActions;
  readonly composer: ComposerActions;
  quoteSelected(): void;
  mute(muted: boolean): void;
  selected(): SelectedWords | null;
}

interface ThreadViewProps {
  readonly snapshot: ThreadPageSnapshot;
  readonly actions: ThreadPageActions;
  readonly scroll: RefObject<HTMLElement | null>;
  readonly field: RefObject<HTMLTextAreaElement | null>;
}

export function ThreadView({ snapshot, actions, scroll, field }: ThreadViewProps) {
  const { t } = useTranslation("discussions");
  const { group, id, title, motions, people } = snapshot;
  const names = useNames();
  return (
    <Page
      title={title}
      peopleTitle
      small
      scrollRef={scroll}
      crumbs={[{ name: t("title"), to: paths.place(group, "discussions") }, { name: title }]}
      acts={
        <>
          <Button kind="quiet" small icon="bell" onPress={() => actions.mute(!snapshot.muted)}>
            <span className={styles.word}>{t(snapshot.muted ? "thread.unmute" : "thread.mute")}</span>
          </Button>
          <LinkButton to={paths.newMotion(group, id)} kind="quiet" small icon="hand">
            <span className={styles.word}>{t("thread.openMotion")}</span>
          </LinkButton>
        </>
      }
      under={<Under snapshot={snapshot} />}
      margin={
        <>
          {snapshot.options.length > 0 && <Options snapshot={snapshot} />}
          {motions.length > 0 && (
            <Part title={t(motions.length === 1 ? "thread.motion" : "thread.motions")}>
              <ul className={styles.motions}>
                {motions.map((motion) => (
                  <MotionNote key={motion.id} group={group} motion={motion} />
                ))}
              </ul>
            </Part>
          )}
          <Part title={t("thread.takingPart")}>
            <p>{names(people, 40)}</p>
          </Part>
        </>
      }
      beside={{ label: t("title"), content: <ThreadsBeside group={group} threads={snapshot.threads} asking={snapshot.asking} current={id} /> }}
      dock={
        <Composer snapshot={snapshot.composer} actions={actions.composer} placeholder={t("composer.placeholder")} onQuote={actions.quoteSelected} fieldRef={field} mayPropose />
      }
    >
      <Stream snapshot={snapshot.stream} actions={actions.stream} scroll={scroll} atEnd posted={snapshot.composer.posted} selected={actions.selected} />
    </Page>
  );
}

function Under({ snapshot }: { readonly snapshot: ThreadPageSnapshot }) {
  const { t } = useTranslation("discussions");
  const when = useWhen();
  const { before, begun, posts, people } = snapshot;
  const parts = [
    begun && t("thread.begun", { who: begun.author.name, date: when.date(begun.time) }),
    t("thread.posts", { count: posts }),
    t("thread.people", { count: people.length }),
    snapshot.muted && t("thread.muted"),
  ];
  return (
    <>
      {parts.filter(Boolean).join(" · ")}
      {before !== null && <p className={text.dim}>{before}</p>}
    </>
  );
}

/** POLL-16. What would be on the ballot if the motion opened now. */
function Options({ snapshot: { group, id, options } }: { readonly snapshot: ThreadPageSnapshot }) {
  const { t } = useTranslation("discussions");
  return (
    <Part title={t("thread.options")} count={options.length}>
      <ul className={styles.motions}>
        {options.map(({ post, title, author }) => (
          <li key={post}>
            <p className={styles.motionTitle} dir="auto">
              {title}
            </p>
            <p className={styles.motionState}>{t("thread.optionBy", { who: author.name })}</p>
          </li>
        ))}
      </ul>
      <p className={styles.motionState}>{t("thread.optionsSay")}</p>
      <Link href={paths.newMotion(group, id)}>{t("thread.optionsVote")}</Link>
    </Part>
  );
}

function MotionNote({ group, motion }: { readonly group: string; readonly motion: MotionRow }) {
  const { t } = useTranslation(["discussions", "motions"]);
  const when = useWhen();
  const open = motion.state.is === "open";
  const mine = (open || motion.state.is === "closing") && motion.iVote && motion.myBallot === null;
  const state = open ? when.left(motion.deadline) : t(`motions:short.${motion.state.is}`, { ...motion.state });
  return (
    <li>
      <p className={styles.motionTitle} dir="auto">
        <Link href={paths.motion(group, motion.id)}>{motion.title}</Link>
      </p>
      <p className={styles.motionState}>{t("thread.motionLine", { number: motion.number, state })}</p>
      <Roll strokes={motion.turnout.strokes} quorum={motion.turnout.quorum}>
        {t("thread.turnout", { voted: motion.turnout.voted, roll: motion.turnout.roll })}
      </Roll>
      {mine && (
        <p className={styles.mine}>
          <Link className={text.need} href={paths.motion(group, motion.id)}>
            {t("thread.ballotMissing")}
          </Link>
        </p>
      )}
    </li>
  );
}

/** A link led to a discussion that is not here, or not yet. */
export function ThreadMissing({ group, onBack }: { readonly group: string; readonly onBack: () => void }) {
  const { t } = useTranslation("discussions");
  return (
    <Page title={t("gone.title")} crumbs={[{ name: t("title"), to: paths.place(group, "discussions") }]}>
      <Empty title={t("gone.title")} acts={<Button onPress={onBack}>{t("gone.back")}</Button>}>
        {t("gone.text")}
        <BeforeYou group={group} />
      </Empty>
    </Page>
  );
}
