/** Comments in the margin: beside the passages they speak of, and below them those that are settled. */
import { memo, useMemo } from "react";
import type { Editor } from "@tiptap/core";
import { useTranslation } from "react-i18next";
import { Part } from "../../design/Part.tsx";
import type { CommentView } from "../../../shared/contract/snapshots.ts";
import { CommentNote } from "./CommentNote.tsx";
import { useBeside } from "./use-beside.ts";
import { useCommentKeys } from "./use-comment-keys.ts";
import styles from "./Comments.module.css";

interface CommentsProps {
  readonly group: string;
  readonly comments: readonly CommentView[];
  readonly editor: Editor | null;
}

/** Not drawn anew while somebody types: the page around it is. */
export const Comments = memo(function Comments({ group, comments, editor }: CommentsProps) {
  const { t } = useTranslation("documents");
  const open = useMemo(() => comments.filter(({ resolved }) => !resolved), [comments]);
  const settled = comments.filter(({ resolved }) => resolved);
  const { list, ordered, active, activate } = useBeside(editor, open);
  useCommentKeys(editor, list);
  if (comments.length === 0) return null;
  return (
    <Part title={t("comments")} count={open.length}>
      <ul ref={list} className={styles.notes}>
        {ordered.map((comment) => (
          <CommentNote key={comment.id} group={group} comment={comment} editor={editor} active={comment.id === active} onLook={activate} />
        ))}
      </ul>
      {settled.length > 0 && (
        <details className={styles.settled}>
          <summary>{t("comments.settled", { count: settled.length })}</summary>
          <ul className={styles.notes}>
            {settled.map((comment) => (
              <CommentNote key={comment.id} group={group} comment={comment} editor={editor} />
            ))}
          </ul>
        </details>
      )}
    </Part>
  );
});
