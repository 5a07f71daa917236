/** Where it is said in words what a picture shows, for those who do not see it. */
import { useState } from "react";
import type { Editor } from "@tiptap/core";
import { useTranslation } from "react-i18next";
import { Button } from "../../design/Button.tsx";
import { TextField } from "../../design/Field.tsx";
import { chosenAlt, describePicture } from "./editor/picture.ts";
import styles from "./Document.module.css";

export function PictureLine({ editor, onDone }: { readonly editor: Editor; readonly onDone: () => void }) {
  const { t } = useTranslation("documents");
  const [alt, setAlt] = useState(() => chosenAlt(editor) ?? "");
  return (
    <form
      className={styles.lineForm}
      onKeyDown={(event) => event.key === "Escape" && onDone()}
      onSubmit={(event) => {
        event.preventDefault();
        describePicture(editor, alt.trim());
        onDone();
      }}
    >
      <TextField label={t("picture.alt")} value={alt} onChange={setAlt} hint={t("picture.altHelp")} autoFocus />
      <div className={styles.line}>
        <Button kind="first" small type="submit">
          {t("name.keep")}
        </Button>
        <Button kind="quiet" small onPress={onDone}>
          {t("cancel")}
        </Button>
      </div>
    </form>
  );
}
