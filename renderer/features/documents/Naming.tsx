/** Giving a document another title or folder. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { RefusalNote } from "../../app/refusal.tsx";
import { Button } from "../../design/Button.tsx";
import { TextField } from "../../design/Field.tsx";
import { useRun } from "../../engine/run.ts";
import { useAct } from "../../engine/use-act.ts";
import type { DocumentPageSnapshot } from "./document-model.ts";
import { LineForm } from "./LineForm.tsx";

export function Naming({ snapshot, onDone }: { readonly snapshot: DocumentPageSnapshot; readonly onDone: () => void }) {
  const { t } = useTranslation("documents");
  const run = useRun();
  const { act, busy, refusal } = useAct();
  const { group, id } = snapshot;
  const [title, setTitle] = useState(snapshot.title);
  const [folder, setFolder] = useState(snapshot.folder);
  const rename = (): void => {
    void act(run({ type: "document.rename", group, document: id, title: title.trim(), folder: folder.trim() })).then((done) => done && onDone());
  };
  const keep = (
    <Button kind="first" small type="submit" waits={busy ? "" : title.trim() === "" ? t("new.waits") : null}>
      {t("name.keep")}
    </Button>
  );
  return (
    <LineForm onSubmit={rename} onDone={onDone} acts={keep}>
      <TextField label={t("new.name")} value={title} onChange={setTitle} autoFocus required />
      <TextField label={t("new.folder")} value={folder} onChange={setFolder} hint={t("new.folderHelp")} />
      <RefusalNote refusal={refusal} />
    </LineForm>
  );
}
