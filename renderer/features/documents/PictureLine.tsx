/** Where it is said in words what a picture shows, for those who do not see it. */
import { useState } from "react";
import type { Editor } from "@tiptap/core";
import { useTranslation } from "react-i18next";
import { Button } from "../../design/Button.tsx";
import { TextField } from "../../design/Field.tsx";
import { chosenAlt, describePicture } from "./editor/picture.ts";
import { LineForm } from "./LineForm.tsx";

export function PictureLine({ editor, onDone }: { readonly editor: Editor; readonly onDone: () => void }) {
  const { t } = useTranslation("documents");
  const [alt, setAlt] = useState(() => chosenAlt(editor) ?? "");
  const describe = (): void => {
    describePicture(editor, alt.trim());
    onDone();
  };
  const keep = (
    <Button kind="first" small type="submit">
      {t("name.keep")}
    </Button>
  );
  return (
    <LineForm onSubmit={describe} onDone={onDone} acts={keep}>
      <TextField label={t("picture.alt")} value={alt} onChange={setAlt} hint={t("picture.altHelp")} autoFocus />
    </LineForm>
  );
}
