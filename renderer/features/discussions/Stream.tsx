/**
 * The posts of a thread or a motion in reading order, thousands of them without drawing more than are in sight. It
 * scrolls with the page. What arrives never moves the line being read (see reading-order.ts).
 */
import { useMemo, type KeyboardEvent, type RefObject } from "react";
import { Trans, useTranslation } from "react-i18next";
import { Virtualizer } from "virtua";
import { Link } from "wouter";
import { paths } from "../../app/paths.ts";
import { RefusalNote } from "../../app/refusal.tsx";
import { Icon } from "../../design/Icon.tsx";
import { classes } from "../../design/classes.ts";
import { Initials } from "../../design/Person.tsx";
import { Time, useWhen } from "../../design/Time.tsx";
import { Post } from "./Post.tsx";
import type { Item, OpenedMotion } from "./reading-order.ts";
import type { SelectedWords } from "./selected-words.ts";
import { useStreamPlace } from "./stream-place.ts";
import type { StreamActions, StreamSnapshot } from "./stream-model.ts";
import styles from "./Stream.module.css";

interface StreamProps {
  readonly snapshot: StreamSnapshot;
  readonly actions: StreamActions;
  /** What scrolls: the page. */
  readonly scroll: RefObject<HTMLElement | null>;
  /** Within a part of a page, which has its own line above. */
  readonly bare?: boolean;
  /** Opens at the last post when nothing is new. */
  readonly atEnd?: boolean;
  /** Rises when a post of mine was added; leads to it. */
  readonly posted: number;
  readonly selected: () => SelectedWords | null;
}

export function Stream({ snapshot, actions, scroll, bare = false, atEnd = false, posted, selected }: StreamProps) {
  const { t } = useTranslation("discussions");
  const { group, items, asks, editing } = snapshot;
  const keys = useMemo(() => items.map((item) => item.key), [items]);
  const place = useStreamPlace({ scroll, keys, onSeen: actions.seen, atEnd, target: snapshot.target, posted });
  const editedAt = editing === null ? -1 : keys.indexOf(editing);

  return (
    <>
      <Fold bare={bare} snapshot={snapshot} onUnfold={() => place.hold(actions.unfold)} />
      <Waiting count={snapshot.waiting} onShow={() => place.hold(actions.showWaiting)} />
      <RefusalNote refusal={snapshot.refusal} />
      <div
        ref={place.list}
        className={styles.list}
        role="group"
        aria-label={t("thread.stream")}
        onKeyDown={(event) => postKey(event, (post, quoting) => answer(snapshot, actions, selected, post, quoting))}
      >
        {items.length === 0 && <p className={styles.empty}>{t("thread.empty")}</p>}
        <Virtualizer
          ref={place.virtual}
          as="ol"
          item="li"
          scrollRef={scroll}
          startMargin={place.above}
          data={items}
          onScroll={place.scrolled}
          keepMounted={editedAt < 0 ? [] : [editedAt]}
        >
          {(item) => (
            <div key={item.key} data-row={item.key} {...(item.key === snapshot.target && { ref: place.reachTarget })}>
              {item.is === "post" && (
                <Post group={group} post={item.post} asks={asks.has(item.key)} mark={snapshot.marked?.members.includes(item.post.author.id) === true ? snapshot.marked.as : null} editing={editing === item.key} actions={actions} selected={selected} />
              )}
              {item.is === "line" && <p className={styles.line}>{t("thread.line", { count: item.count })}</p>}
              {item.is === "motion" && <MotionOpened group={group} motion={item.motion} />}
            </div>
          )}
        </Virtualizer>
      </div>
    </>
  );
}

/** The line above the first post: how many earlier ones are folded away. It keeps its height when it has nothing to say. */
function Fold({ bare, snapshot, onUnfold }: { readonly bare: boolean; readonly snapshot: StreamSnapshot; readonly onUnfold: () => void }) {
  const { t } = useTranslation("discussions");
  const when = useWhen();
  const { folded, posts } = snapshot;
  if (bare && folded === null) return null;
  return (
    <p className={classes(styles.fold, bare && styles.bare)}>
      {folded === null ? (
        <span className={styles.faint}>{t("thread.posts", { count: posts })}</span>
      ) : (
        <>
          <button type="button" className={styles.link} onClick={onUnfold}>
            {t("thread.earlier", { count: folded.count })}
          </button>
          <span className={styles.faint}>{t("thread.span", { from: when.date(folded.from), to: when.date(folded.to) })}</span>
        </>
      )}
    </p>
  );
}

/** Posts that sort earlier than the one being read wait here. Takes no room, so nothing moves when it appears. */
function Waiting({ count, onShow }: { readonly count: number; readonly onShow: () => void }) {
  const { t } = useTranslation("discussions");
  return (
    <div className={styles.waiting} role="status">
      {count > 0 && (
        <button type="button" className={styles.arrived} onClick={onShow}>
          {t("thread.arrived", { count })} <u>{t("thread.show")}</u>
        </button>
      )}
    </div>
  );
}

function MotionOpened({ group, motion }: { readonly group: string; readonly motion: OpenedMotion }) {
  const { t } = useTranslation("discussions");
  return (
    <div className={styles.motion}>
      <Initials name={motion.mover.name} />
      <div>
        <p className={styles.by}>
          <bdi className={styles.who}>{motion.mover.name}</bdi>
          <span className={styles.faint}>
            <Time at={motion.opened} as="at" />
          </span>
        </p>
        <p className={styles.opened}>
          <Icon name="hand" />
          <span>
            <Trans
              t={t}
              i18nKey="thread.motionOpened"
              components={{ motion: <Link href={paths.motion(group, motion.id)}>{t("thread.motionName", { number: motion.number, title: motion.title })}</Link> }}
            />
          </span>
        </p>
      </div>
    </div>
  );
}

/** r replies to the post that has the focus, q quotes it: by the key's place, whatever the alphabet. */
function postKey(event: KeyboardEvent<HTMLElement>, act: (post: string, quoting: boolean) => void): void {
  const target = event.target as HTMLElement;
  const post = target.closest<HTMLElement>("[data-post]")?.dataset["post"];
  const typing = target.closest("textarea, input, [role=menu], [role=dialog]") !== null;
  if (post === undefined || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.code !== "KeyR" && event.code !== "KeyQ") return;
  event.preventDefault();
  act(post, event.code === "KeyQ");
}

function answer(snapshot: StreamSnapshot, actions: StreamActions, selected: () => SelectedWords | null, id: string, quoting: boolean): void {
  const item = snapshot.items.find((each): each is Item & { is: "post" } => each.is === "post" && each.key === id);
  if (!item || item.post.retracted) return;
  const words = selected();
  actions.answer(item.post, quoting ? (words?.post === id ? words.text : item.post.text) : null);
}
