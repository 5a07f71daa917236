/** One thing to read: why, where it is, and the notes of the circle that reads it; in the margin how far each one is. */
import type { RefObject } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "../../app/paths.ts";
import { RefusalNote } from "../../app/refusal.tsx";
import { LinkButton } from "../../design/Button.tsx";
import { TextArea } from "../../design/Field.tsx";
import { Page } from "../../design/Page.tsx";
import { Part } from "../../design/Part.tsx";
import { PeopleText } from "../../design/PeopleText.tsx";
import { useWhen } from "../../design/Time.tsx";
import type { FileRef } from "../../../shared/contract/file-snapshots.ts";
import type { Refusal } from "../../../shared/contract/refusals.ts";
import type { ItemSnapshot, ReadingState } from "../../../shared/contract/snapshots.ts";
import { Composer } from "../discussions/Composer.tsx";
import type { Draft } from "../discussions/draft.ts";
import type { SelectedWords } from "../discussions/selected-words.ts";
import { Stream } from "../discussions/Stream.tsx";
import type { ComposerActions, ComposerSnapshot, StreamActions, StreamSnapshot } from "../discussions/stream-model.ts";
import { PostFiles } from "../files/FileRow.tsx";
import { ProgressMargin } from "./ProgressMargin.tsx";
import styles from "./Library.module.css";

export interface ItemPageSnapshot {
  readonly group: string;
  readonly item: ItemSnapshot;
  /** What is to be read, where that is a file. */
  readonly file: FileRef | null;
  readonly refusal: Refusal | null;
  readonly stream: StreamSnapshot;
  readonly composer: ComposerSnapshot;
  /** The words of the text that the next note is about. */
  readonly passage: Draft;
}

export interface ItemPageActions {
  readonly stream: StreamActions;
  readonly composer: ComposerActions;
  setProgress(state: ReadingState, shared: boolean): void;
  quoteSelected(): void;
  selected(): SelectedWords | null;
}

interface ItemViewProps {
  readonly snapshot: ItemPageSnapshot;
  readonly actions: ItemPageActions;
  readonly scroll: RefObject<HTMLElement | null>;
  readonly field: RefObject<HTMLTextAreaElement | null>;
}

export function ItemView({ snapshot, actions, scroll, field }: ItemViewProps) {
  const { t } = useTranslation("library");
  const when = useWhen();
  const { group, item, composer, passage } = snapshot;
  return (
    <Page
      title={item.title}
      peopleTitle
      scrollRef={scroll}
      crumbs={[{ name: t("title"), to: paths.place(group, "library") }, { name: item.shelf.title, to: paths.shelf(group, item.shelf.id) }, { name: item.title }]}
      under={item.by.me ? t("item.putByMe", { date: when.date(item.added) }) : t("item.putBy", { who: item.by.name, date: when.date(item.added) })}
      titleActs={<OpenNamed group={group} names={item.names} />}
      {...(item.by.me && {
        acts: (
          <LinkButton to={paths.changeItem(group, item.id)} kind="quiet" small icon="pencil">
            {t("change")}
          </LinkButton>
        ),
      })}
      margin={<ProgressMargin item={item} onChange={actions.setProgress} />}
    >
      {item.note !== "" && (
        <div className={styles.lead}>
          <PeopleText text={item.note} />
        </div>
      )}
      {snapshot.file && (
        <div className={styles.lead}>
          <PostFiles group={group} files={[snapshot.file]} />
        </div>
      )}
      <RefusalNote refusal={snapshot.refusal} />
      <Part title={t("notes.title")}>
        {snapshot.stream.posts === 0 ? <p className={styles.none}>{t("notes.none")}</p> : <Stream bare snapshot={snapshot.stream} actions={actions.stream} scroll={scroll} posted={composer.posted} selected={actions.selected} />}
        <div className={styles.write}>
          {composer.answering === null && <TextArea label={t("notes.passage")} hint={t("notes.passageWhy")} value={passage.text} onChange={passage.write} rows={1} people />}
          <Composer snapshot={composer} actions={actions.composer} placeholder={t("notes.placeholder")} onQuote={actions.quoteSelected} fieldRef={field} />
        </div>
      </Part>
    </Page>
  );
}

function OpenNamed({ group, names }: { readonly group: string; readonly names: ItemSnapshot["names"] }) {
  const { t } = useTranslation("library");
  switch (names?.is) {
    case undefined:
    case "file":
      return null;
    case "document":
      return <LinkButton to={paths.document(group, names!.id)}>{t("open.document")}</LinkButton>;
    case "missing":
    case "closed":
      return <span className={styles.missing}>{t(`is.${names!.is}`)}</span>;
    case "thread":
      return <LinkButton to={paths.thread(group, names!.id)}>{t("open.thread")}</LinkButton>;
    case "motion":
      return <LinkButton to={paths.motion(group, names!.id)}>{t("open.motion")}</LinkButton>;
  }
}
