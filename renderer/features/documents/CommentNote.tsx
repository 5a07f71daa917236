/** One comment: who said what about which words, what others answer, and whether it is settled. */
import { memo, useState } from "react";
import type { Editor } from "@tiptap/core";
import { useTranslation } from "react-i18next";
import { RefusalNote } from "../../app/refusal.tsx";
import { Button } from "../../design/Button.tsx";
import { TextArea } from "../../design/Field.tsx";
import { PeopleText } from "../../design/PeopleText.tsx";
import { MemberName } from "../../design/Person.tsx";
import { Time } from "../../design/Time.tsx";
import { useRun } from "../../engine/run.ts";
import { useSnapshot } from "../../engine/snapshot.ts";
import { useAct } from "../../engine/use-act.ts";
import type { CommentView, PostView } from "../../../shared/contract/snapshots.ts";
import { rangeOf } from "./editor/commented.ts";
import styles from "./Comments.module.css";

interface NoteProps {
  readonly group: string;
  readonly comment: CommentView;
  readonly editor: Editor | null;
  /** It is the one that is looked at. */
  readonly active?: boolean;
  readonly onLook?: (comment: string) => void;
}

export const CommentNote = memo(function CommentNote({ group, comment, editor, active = false, onLook }: NoteProps) {
  const { t } = useTranslation("documents");
  const run = useRun();
  const { act, refusal } = useAct();
  const [answers, setAnswers] = useState(false);
  const thread = useSnapshot({ query: "thread", group, thread: comment.id });
  const show = (): void => {
    const range = editor && rangeOf(editor.state, comment);
    if (range) editor.chain().focus().setTextSelection(range).scrollIntoView().run();
  };
  return (
    <li
      data-item
      data-comment={comment.id}
      data-active={active || undefined}
      onClick={() => onLook?.(comment.id)}
      // A note must not move away under a pointer that is about to press something in it.
      onFocus={({ target }) => target.matches(":focus-visible") && onLook?.(comment.id)}
    >
      <p className={styles.by}>
        <b>
          <MemberName member={comment.author} />
        </b>{" "}
        <Time at={comment.time} as="short" />
      </p>
      <blockquote className={styles.quote} dir="auto">
        {comment.quote}
      </blockquote>
      <PeopleText text={comment.text} size="post" />
      {(thread?.posts ?? noPosts).map((post) => (
        <Answer key={post.id} post={post} />
      ))}
      {answers && <AnswerField group={group} comment={comment.id} onDone={() => setAnswers(false)} />}
      <RefusalNote refusal={refusal} />
      <p className={styles.acts}>
        <Button kind="quiet" small onPress={() => setAnswers((now) => !now)}>
          {t("comments.reply")}
        </Button>
        <Button kind="quiet" small onPress={() => void act(run({ type: "comment.resolve", group, comment: comment.id, resolved: !comment.resolved }))}>
          {t(comment.resolved ? "comments.reopen" : "comments.settle")}
        </Button>
        <Button kind="quiet" small onPress={show}>
          {t("comments.show")}
        </Button>
      </p>
    </li>
  );
});

const noPosts: readonly PostView[] = [];

function Answer({ post }: { readonly post: PostView }) {
  return (
    <div className={styles.answer}>
      <b>
        <MemberName member={post.author} />
      </b>
      <PeopleText text={post.text} size="post" />
    </div>
  );
}

function AnswerField({ group, comment, onDone }: { readonly group: string; readonly comment: string; readonly onDone: () => void }) {
  const { t } = useTranslation("documents");
  const run = useRun();
  const { act, busy, refusal } = useAct();
  const [words, setWords] = useState("");
  return (
    <form
      className={styles.field}
      onSubmit={(event) => {
        event.preventDefault();
        void act(run({ type: "post.write", group, thread: comment, text: words.trim() })).then((done) => done && onDone());
      }}
    >
      <TextArea label={t("comments.answer")} value={words} onChange={setWords} rows={2} people />
      <RefusalNote refusal={refusal} />
      <Button small type="submit" waits={busy ? "" : words.trim() === "" ? t("comments.waits") : null}>
        {t("comments.send")}
      </Button>
    </form>
  );
}
