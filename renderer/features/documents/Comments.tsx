/** Comments in the margin: what is said about a passage, what others answer, and whether it is settled. */
import { memo, useState } from "react";
import type { Editor } from "@tiptap/core";
import { useTranslation } from "react-i18next";
import { RefusalNote } from "../../app/refusal.tsx";
import { Button } from "../../design/Button.tsx";
import { TextArea } from "../../design/Field.tsx";
import { PeopleText } from "../../design/PeopleText.tsx";
import { Part } from "../../design/Part.tsx";
import { MemberName } from "../../design/Person.tsx";
import { Time } from "../../design/Time.tsx";
import { useRun } from "../../engine/run.ts";
import { useSnapshot } from "../../engine/snapshot.ts";
import { useAct } from "../../engine/use-act.ts";
import type { CommentView, PostView } from "../../../shared/contract/snapshots.ts";
import { rangeOf } from "./editor/commented.ts";
import styles from "./Comments.module.css";

interface CommentsProps {
  readonly group: string;
  readonly comments: readonly CommentView[];
  readonly editor: Editor | null;
}

/** Not drawn anew while somebody types: the page around it is. */
export const Comments = memo(function Comments({ group, comments, editor }: CommentsProps) {
  const { t } = useTranslation("documents");
  const open = comments.filter(({ resolved }) => !resolved);
  const settled = comments.filter(({ resolved }) => resolved);
  if (comments.length === 0) return null;
  return (
    <Part title={t("comments")} count={open.length}>
      <ul className={styles.notes}>
        {open.map((comment) => (
          <Note key={comment.id} group={group} comment={comment} editor={editor} />
        ))}
      </ul>
      {settled.length > 0 && (
        <details className={styles.settled}>
          <summary>{t("comments.settled", { count: settled.length })}</summary>
          <ul className={styles.notes}>
            {settled.map((comment) => (
              <Note key={comment.id} group={group} comment={comment} editor={editor} />
            ))}
          </ul>
        </details>
      )}
    </Part>
  );
});

interface NoteProps {
  readonly group: string;
  readonly comment: CommentView;
  readonly editor: Editor | null;
}

function Note({ group, comment, editor }: NoteProps) {
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
    <li>
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
}

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
