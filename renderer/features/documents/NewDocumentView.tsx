/** Beginning a document: its title and the folder it lies in. */
import { useTranslation } from "react-i18next";
import { paths } from "../../app/paths.ts";
import { RefusalNote } from "../../app/refusal.tsx";
import { Button } from "../../design/Button.tsx";
import { TextField } from "../../design/Field.tsx";
import { Page } from "../../design/Page.tsx";
import type { Refusal } from "../../../shared/contract/refusals.ts";
import styles from "./NewDocument.module.css";

export interface NewDocumentSnapshot {
  readonly group: string;
  readonly title: string;
  readonly folder: string;
  /** Folders there are, to choose from. */
  readonly folders: readonly string[];
  readonly refusal: Refusal | null;
  readonly busy: boolean;
}

export interface NewDocumentActions {
  nameIt(title: string): void;
  layInto(folder: string): void;
  create(): void;
}

export function NewDocumentView({ snapshot, actions }: { readonly snapshot: NewDocumentSnapshot; readonly actions: NewDocumentActions }) {
  const { t } = useTranslation("documents");
  const { group, title, folder, folders, busy } = snapshot;
  const waits = title.trim() === "" ? t("new.waits") : null;
  return (
    <Page title={t("new.title")} crumbs={[{ name: t("title"), to: paths.place(group, "documents") }, { name: t("new.title") }]}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (waits === null && !busy) actions.create();
        }}
      >
        <TextField label={t("new.name")} value={title} onChange={actions.nameIt} autoFocus required />
        <TextField label={t("new.folder")} value={folder} onChange={actions.layInto} hint={t("new.folderHelp")} />
        {folders.length > 0 && (
          <ul className={styles.folders} aria-label={t("new.folders")}>
            {folders.map((name) => (
              <li key={name}>
                <Button small kind="quiet" pressed={name === folder} onPress={() => actions.layInto(name === folder ? "" : name)}>
                  <bdi>{name}</bdi>
                </Button>
              </li>
            ))}
          </ul>
        )}
        <RefusalNote refusal={snapshot.refusal} />
        <Button kind="first" type="submit" waits={busy ? "" : waits}>
          {t("new.create")}
        </Button>
      </form>
    </Page>
  );
}
