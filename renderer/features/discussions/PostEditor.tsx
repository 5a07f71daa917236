/** A post of one's own being rewritten in its place. */
import { useTranslation } from "react-i18next";
import { RefusalNote } from "../../app/refusal.tsx";
import { Button } from "../../design/Button.tsx";
import { TextArea } from "../../design/Field.tsx";
import type { PostView } from "../../../shared/contract/snapshots.ts";
import { usePostEditor } from "./post-editor-model.ts";
import styles from "./Composer.module.css";

export function PostEditor({ group, post, done }: { readonly group: string; readonly post: PostView; readonly done: () => void }) {
  const { t } = useTranslation("discussions");
  const { snapshot, actions } = usePostEditor(group, post, done);
  return (
    <form
      className={styles.editor}
      onSubmit={(event) => {
        event.preventDefault();
        void actions.save();
      }}
    >
      <TextArea
        label={t("post.editing")}
        labelHidden
        people
        autoFocus
        value={snapshot.draft.text}
        onChange={actions.write}
        hint={t("post.editNote")}
        onKeyDown={(event) => {
          if (event.key === "Escape") actions.leave();
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void actions.save();
        }}
      />
      <RefusalNote refusal={snapshot.refusal} />
      <div className={styles.line}>
        <Button kind="first" small type="submit" waits={snapshot.draft.text.trim() === "" ? t("start.waitsText") : null}>
          {t("post.save")}
        </Button>
        <Button kind="quiet" small onPress={actions.leave}>
          {t("post.cancel")}
        </Button>
      </div>
    </form>
  );
}
