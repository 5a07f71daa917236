/** Making a shelf, or saying anew what it is for. */
import { useTranslation } from "react-i18next";
import { paths } from "../../app/paths.ts";
import { RefusalNote } from "../../app/refusal.tsx";
import { Button } from "../../design/Button.tsx";
import { TextArea, TextField } from "../../design/Field.tsx";
import { Page } from "../../design/Page.tsx";
import type { Refusal } from "../../../shared/contract/refusals.ts";
import { Kept } from "../discussions/Composer.tsx";
import type { TitledDraft } from "../discussions/titled-draft.ts";
import styles from "./Library.module.css";

export interface ShelfFormSnapshot {
  readonly group: string;
  /** The shelf that is changed; null for a new one. */
  readonly shelf: { readonly id: string; readonly title: string } | null;
  readonly draft: TitledDraft;
  readonly refusal: Refusal | null;
  readonly busy: boolean;
}

export interface ShelfFormActions {
  send(): void;
}

export function ShelfFormView({ snapshot, actions }: { readonly snapshot: ShelfFormSnapshot; readonly actions: ShelfFormActions }) {
  const { t } = useTranslation("library");
  const { group, shelf, draft, refusal, busy } = snapshot;
  const waits = draft.title.trim() === "" ? t("waits.title") : null;
  const title = t(shelf === null ? "shelf.new" : "shelf.change");
  const above = { name: t("title"), to: paths.place(group, "library") };
  return (
    <Page title={title} crumbs={shelf === null ? [above, { name: title }] : [above, { name: shelf.title, to: paths.shelf(group, shelf.id) }, { name: title }]}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (waits === null) actions.send();
        }}
      >
        <TextField label={t("shelf.name")} value={draft.title} onChange={draft.writeTitle} hint={t("shelf.nameHelp")} autoFocus required />
        <TextArea label={t("shelf.about")} value={draft.text} onChange={draft.writeText} hint={t("shelf.aboutHelp")} rows={3} people />
        <RefusalNote refusal={refusal} />
        <div className={styles.line}>
          <Button kind="first" type="submit" waits={busy ? "" : waits}>
            {t(shelf === null ? "shelf.make" : "save")}
          </Button>
          <Kept state={draft.state} />
        </div>
      </form>
    </Page>
  );
}
