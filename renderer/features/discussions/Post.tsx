/** One post: whose, when, what it answers, the text, reactions, and what can be done with it. */
import { memo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { paths } from "../../app/paths.ts";
import { IconButton } from "../../design/Button.tsx";
import { Dialog } from "../../design/Dialog.tsx";
import { Menu, type MenuAct } from "../../design/Menu.tsx";
import { PeopleText } from "../../design/PeopleText.tsx";
import { Initials } from "../../design/Person.tsx";
import { Time, useWhen } from "../../design/Time.tsx";
import { classes } from "../../design/classes.ts";
import { PostFiles } from "../files/FileRow.tsx";
import type { PostView } from "../../../shared/contract/snapshots.ts";
import { PostEditor } from "./PostEditor.tsx";
import { ReactButton, Reactions } from "./Reactions.tsx";
import type { SelectedWords } from "./selected-words.ts";
import type { Marked, PostActions } from "./stream-model.ts";
import styles from "./Post.module.css";

interface PostProps {
  readonly group: string;
  readonly post: PostView;
  readonly asks: boolean;
  /** Its author is the member whom the motion is about, or a delegate by it. */
  readonly mark: Marked["as"] | null;
  readonly editing: boolean;
  readonly actions: PostActions;
  /** The words selected in some post now, if any. */
  readonly selected: () => SelectedWords | null;
}

export const Post = memo(function Post(props: PostProps) {
  const [opened, setOpened] = useState(false);
  return (props.post.muted || props.post.outside) && !opened ? <Folded post={props.post} onOpen={() => setOpened(true)} /> : <Shown {...props} />;
});

/** A post of somebody whose posts this person folded away, or that does not count (MEM-4). */
function Folded({ post, onOpen }: { readonly post: PostView; readonly onOpen: () => void }) {
  const { t } = useTranslation("discussions");
  const when = useWhen();
  return (
    <article className={styles.post} aria-label={t("post.of", { who: post.author.name, when: when.at(post.time) })} data-post={post.id} data-item="" tabIndex={-1}>
      <span aria-hidden="true" />
      <p className={classes(styles.content, styles.faint)}>
        {t(post.outside ? "post.outside" : "post.muted", { who: post.author.name })}{" "}
        <button type="button" className={styles.link} onClick={onOpen}>
          {t("post.unfold")}
        </button>
      </p>
    </article>
  );
}

function Shown({ group, post, asks, mark, editing, actions, selected }: PostProps) {
  const { t } = useTranslation("discussions");
  const when = useWhen();
  const [history, setHistory] = useState(false);
  const edited = !post.retracted && post.earlier.length > 0;
  return (
    <article
      className={classes(styles.post, asks && styles.asks)}
      aria-label={t("post.of", { who: post.author.name, when: when.at(post.time) })}
      data-post={post.id}
      data-item=""
      tabIndex={-1}
    >
      <Initials name={post.author.name} />
      <div className={styles.content}>
        <p className={styles.by}>
          <Link href={paths.member(group, post.author.id)} className={styles.who}>
            <bdi>{post.author.name}</bdi>
          </Link>
          <span className={styles.faint}>
            <Time at={post.time} as="at" />
          </span>
          {mark !== null && <b>{t(`post.mark.${mark}`)}</b>}
          {edited && <span className={styles.faint}>{t("post.edited")}</span>}
          {post.reachedMembers !== null && (
            <span className={styles.faint}>{post.reachedMembers === 0 ? t("post.reachedNone") : t("post.reached", { count: post.reachedMembers })}</span>
          )}
          {post.ahead && <span className={styles.faint}>{t("post.ahead")}</span>}
          {post.outside && <span className={styles.faint}>{t("post.outsideMark")}</span>}
          {asks && <span className={styles.need}>{t("post.asksYou")}</span>}
        </p>
        {!editing && !post.retracted && !post.ahead && !post.outside && <PostTools post={post} actions={actions} selected={selected} history={history} onHistory={setHistory} />}
        {editing ? <PostEditor group={group} post={post} done={() => actions.edit(null)} /> : <Said post={post} history={history} onHistory={setHistory} />}
        {!post.retracted && <PostFiles group={group} files={post.files} />}
        {post.filesClosed !== undefined && <p className={styles.faint}>{t("post.filesClosed", { count: post.filesClosed })}</p>}
        {post.filesComing > 0 && <p className={styles.faint}>{t("post.filesComing", { count: post.filesComing })}</p>}
        <Reactions reactions={post.reactions} onReact={(reaction) => actions.react(post.id, reaction)} />
      </div>
    </article>
  );
}

interface SaidProps {
  readonly post: PostView;
  readonly history: boolean;
  readonly onHistory: (open: boolean) => void;
}

function Said({ post, history, onHistory }: SaidProps) {
  const { t } = useTranslation("discussions");
  const when = useWhen();
  return (
    <>
      {history && (
        <ol className={styles.versions} aria-label={t("post.versions")}>
          {post.earlier.map((version) => (
            <li key={version.time}>
              <p className={styles.faint}>{t("post.version", { when: when.at(version.time) })}</p>
              <PeopleText text={version.text} size="post" />
            </li>
          ))}
        </ol>
      )}
      {post.retracted ? (
        <p className={styles.retracted}>
          {post.author.me ? t("post.youRetracted") : t("post.retracted", { who: post.author.name })}{" "}
          {post.earlier.length > 0 && (
            <button type="button" className={styles.link} aria-expanded={history} onClick={() => onHistory(!history)}>
              {t(history ? "post.hideVersions" : "post.versions")}
            </button>
          )}
        </p>
      ) : (
        <>
          <Cited post={post} />
          {post.option !== undefined && (
            <p className={styles.option}>
              {t("post.option")} <b dir="auto">{post.option}</b>
            </p>
          )}
          {post.text !== "" && <PeopleText text={post.text} size="post" />}
        </>
      )}
    </>
  );
}

/** What the post answers: the quoted words, of a post or of a text that is read together, or the beginning of the post it replies to. */
function Cited({ post: { replyTo, quote } }: Pick<SaidProps, "post">) {
  const words = quote ?? replyTo?.text;
  if (words === undefined) return null;
  return (
    <blockquote className={styles.cite}>
      {replyTo && (
        <span className={styles.citeBy}>
          <bdi>{replyTo.author.name}</bdi>
        </span>
      )}
      <span className={styles.cited} dir="auto">
        {words}
      </span>
    </blockquote>
  );
}

/** What is quoted from a post: the selected words, else all of it. */
const wordsOf = (words: SelectedWords | null, post: PostView): string => (words?.post === post.id ? words.text : post.text);

interface ToolsProps extends SaidProps {
  readonly actions: PostActions;
  readonly selected: () => SelectedWords | null;
}

function PostTools({ post, actions, selected, history, onHistory }: ToolsProps) {
  const { t } = useTranslation("discussions");
  const [asking, setAsking] = useState(false);
  const acts: MenuAct[] = [
    { id: "reply", name: t("post.reply"), icon: "reply", shortcut: "R", onAct: () => actions.answer(post, null) },
    { id: "quote", name: t("post.quote"), icon: "quote", shortcut: "Q", onAct: () => actions.answer(post, wordsOf(selected(), post)) },
  ];
  if (post.earlier.length > 0) {
    acts.push({ id: "versions", name: t(history ? "post.hideVersions" : "post.versions"), icon: "clock", apart: true, onAct: () => onHistory(!history) });
  }
  if (post.author.me) {
    acts.push(
      { id: "edit", name: t("post.edit"), icon: "pencil", apart: true, onAct: () => actions.edit(post.id) },
      { id: "retract", name: t("post.retract"), icon: "void", onAct: () => setAsking(true) },
    );
  }
  return (
    <div className={styles.tools}>
      <ReactButton onReact={(reaction) => actions.react(post.id, reaction)} />
      <IconButton kind="quiet" small icon="reply" label={t("post.reply")} onPress={() => actions.answer(post, null)} />
      <Menu label={t("post.more", { who: post.author.name })} acts={acts}>
        <IconButton kind="quiet" small icon="more" label={t("post.more", { who: post.author.name })} />
      </Menu>
      <Dialog
        open={asking}
        title={t("retract.title")}
        keep={t("retract.keep")}
        act={t("retract.do")}
        onKeep={() => setAsking(false)}
        onAct={() => {
          setAsking(false);
          actions.retract(post.id);
        }}
      >
        {t("retract.text")}
      </Dialog>
    </div>
  );
}
