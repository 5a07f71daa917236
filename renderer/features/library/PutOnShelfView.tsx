/** Putting a document or a file, found where it is, on one of the shelves. */
import { useTranslation } from "react-i18next";
import { paths } from "../../app/paths.ts";
import { RefusalNote } from "../../app/refusal.tsx";
import { Button, LinkButton } from "../../design/Button.tsx";
import { Empty } from "../../design/Empty.tsx";
import { TextArea } from "../../design/Field.tsx";
import { Page } from "../../design/Page.tsx";
import { RadioGroup } from "../../design/RadioGroup.tsx";
import type { Refusal } from "../../../shared/contract/refusals.ts";
import { Kept } from "../discussions/Composer.tsx";
import type { TitledDraft } from "../discussions/titled-draft.ts";
import styles from "./Library.module.css";

export interface PutOnShelfSnapshot {
  readonly group: string;
  /** What is put there. */
  readonly title: string;
  readonly shelves: readonly { readonly id: string; readonly title: string }[];
  readonly chosen: string | null;
  readonly draft: TitledDraft;
  readonly refusal: Refusal | null;
  readonly busy: boolean;
}

export interface PutOnShelfActions {
  choose(shelf: string): void;
  put(): void;
}

export function PutOnShelfView({ snapshot, actions }: { readonly snapshot: PutOnShelfSnapshot; readonly actions: PutOnShelfActions }) {
  const { t } = useTranslation("library");
  const { group, title, shelves, chosen, draft, refusal, busy } = snapshot;
  const crumbs = [{ name: t("title"), to: paths.place(group, "library") }, { name: t("put") }];
  if (shelves.length === 0) {
    return (
      <Page title={t("put")} crumbs={crumbs}>
        <Empty
          title={t("empty.title")}
          acts={
            <LinkButton to={paths.newShelf(group)} kind="first">
              {t("shelf.first")}
            </LinkButton>
          }
        >
          {t("empty.text")}
        </Empty>
      </Page>
    );
  }
  return (
    <Page title={t("put")} crumbs={crumbs} under={<bdi>{title}</bdi>}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (chosen !== null) actions.put();
        }}
      >
        <RadioGroup label={t("put.where")} value={chosen} onChange={actions.choose} options={shelves.map((shelf) => ({ value: shelf.id, name: shelf.title }))} />
        <TextArea label={t("item.note")} value={draft.text} onChange={draft.writeText} hint={t("item.noteHelp")} rows={3} people />
        <RefusalNote refusal={refusal} />
        <div className={styles.line}>
          <Button kind="first" type="submit" waits={busy ? "" : chosen === null ? t("put.waits") : null}>
            {t("item.put")}
          </Button>
          <Kept state={draft.state} />
        </div>
      </form>
    </Page>
  );
}
