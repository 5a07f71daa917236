/** Putting something on a shelf, or saying anew what it is and why to read it. */
import { useTranslation } from "react-i18next";
import { paths } from "../../app/paths.ts";
import { RefusalNote } from "../../app/refusal.tsx";
import { Button } from "../../design/Button.tsx";
import { TextArea, TextField } from "../../design/Field.tsx";
import { Page } from "../../design/Page.tsx";
import { RadioGroup } from "../../design/RadioGroup.tsx";
import { Select } from "../../design/Select.tsx";
import type { Refusal } from "../../../shared/contract/refusals.ts";
import { Kept } from "../discussions/Composer.tsx";
import type { TitledDraft } from "../discussions/titled-draft.ts";
import styles from "./Library.module.css";

const readable = ["words", "document", "file", "thread", "motion"] as const;
/** "words": a book, an address, anything outside the group. */
export type Readable = (typeof readable)[number];

export interface ItemFormSnapshot {
  readonly group: string;
  readonly shelf: { readonly id: string; readonly title: string };
  /** Null when what stands there already is only described anew. */
  readonly what: {
    readonly kind: Readable;
    /** What of that kind the group has. */
    readonly choices: readonly { readonly id: string; readonly title: string }[];
    readonly chosen: string | null;
  } | null;
  /** What is described goes by the name of what it names. */
  readonly named: boolean;
  readonly draft: TitledDraft;
  readonly refusal: Refusal | null;
  readonly busy: boolean;
}

export interface ItemFormActions {
  chooseKind(kind: Readable): void;
  choose(id: string): void;
  send(): void;
}

export function ItemFormView({ snapshot, actions }: { readonly snapshot: ItemFormSnapshot; readonly actions: ItemFormActions }) {
  const { t } = useTranslation("library");
  const { group, shelf, what, named, draft, refusal, busy } = snapshot;
  const title = t(what === null ? "item.change" : "item.add");
  const waits = named ? (what !== null && what.chosen === null ? t("waits.choice") : null) : draft.title.trim() === "" ? t("waits.title") : null;
  return (
    <Page title={title} crumbs={[{ name: t("title"), to: paths.place(group, "library") }, { name: shelf.title, to: paths.shelf(group, shelf.id) }, { name: title }]}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (waits === null) actions.send();
        }}
      >
        {what !== null && (
          <RadioGroup label={t("item.what")} value={what.kind} onChange={actions.chooseKind} options={readable.map((kind) => ({ value: kind, name: t(`what.${kind}`) }))} />
        )}
        {what !== null && named && <Choose kind={what.kind} choices={what.choices} chosen={what.chosen} onChoose={actions.choose} />}
        {!named && <TextField label={t("item.name")} value={draft.title} onChange={draft.writeTitle} hint={t("item.nameHelp")} required />}
        <TextArea label={t("item.note")} value={draft.text} onChange={draft.writeText} hint={t("item.noteHelp")} rows={3} people />
        <RefusalNote refusal={refusal} />
        <div className={styles.line}>
          <Button kind="first" type="submit" waits={busy ? "" : waits}>
            {t(what === null ? "save" : "item.put")}
          </Button>
          <Kept state={draft.state} />
        </div>
      </form>
    </Page>
  );
}

interface ChooseProps {
  readonly kind: Readable;
  readonly choices: readonly { readonly id: string; readonly title: string }[];
  readonly chosen: string | null;
  readonly onChoose: (id: string) => void;
}

function Choose({ kind, choices, chosen, onChoose }: ChooseProps) {
  const { t } = useTranslation("library");
  if (choices.length === 0) return <p className={styles.none}>{t(`noneOf.${kind}`)}</p>;
  return <Select label={t(`what.${kind}`)} value={chosen} onChange={onChoose} options={choices.map(({ id, title }) => ({ value: id, name: title }))} placeholder={t("item.choose")} />;
}
