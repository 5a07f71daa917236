/** One shelf: its reading list in order, with what each thing is, why to read it and how far one is. */
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { BeforeYou } from "../../app/BeforeYou.tsx";
import { paths } from "../../app/paths.ts";
import { RefusalNote } from "../../app/refusal.tsx";
import { Bar } from "../../design/Bar.tsx";
import { Button, LinkButton } from "../../design/Button.tsx";
import { Empty } from "../../design/Empty.tsx";
import { Page } from "../../design/Page.tsx";
import { Part } from "../../design/Part.tsx";
import { PeopleText } from "../../design/PeopleText.tsx";
import { MemberName } from "../../design/Person.tsx";
import { NoteRow, NoteRows } from "../../design/Rows.tsx";
import { useWhen } from "../../design/Time.tsx";
import type { Refusal } from "../../../shared/contract/refusals.ts";
import type { ItemRow, MemberRef, ShelfSnapshot } from "../../../shared/contract/snapshots.ts";
import { ItemEntry } from "./ItemEntry.tsx";
import styles from "./Library.module.css";

export interface ShelfPageSnapshot {
  readonly group: string;
  readonly shelf: ShelfSnapshot;
  /** In the order they had when one came, or that one has given them since. */
  readonly rows: readonly ItemRow[];
  /** Others have added, moved or removed something meanwhile. */
  readonly changed: boolean;
  readonly refusal: Refusal | null;
}

export interface ShelfPageActions {
  showChanged(): void;
  move(item: string, step: 1 | -1): void;
  removeItem(item: string): void;
  removeShelf(): void;
}

interface ShelfViewProps {
  readonly snapshot: ShelfPageSnapshot;
  readonly actions: ShelfPageActions;
}

export function ShelfView({ snapshot, actions }: ShelfViewProps) {
  const { t } = useTranslation("library");
  const when = useWhen();
  const list = useRef<HTMLOListElement>(null);
  const { group, shelf, rows, changed, refusal } = snapshot;
  const add = (
    <LinkButton to={paths.newItem(group, shelf.id)} {...(rows.length === 0 && { kind: "first" as const })}>
      {t("item.add")}
    </LinkButton>
  );
  return (
    <Page
      title={shelf.title}
      peopleTitle
      crumbs={[{ name: t("title"), to: paths.place(group, "library") }, { name: shelf.title }]}
      under={t("shelf.made", { who: shelf.by.name, date: when.date(shelf.made) })}
      {...(shelf.by.me && {
        acts: (
          <>
            <LinkButton to={paths.changeShelf(group, shelf.id)} kind="quiet" small icon="pencil">
              {t("change")}
            </LinkButton>
            {shelf.list.length === 0 && (
              <Button kind="quiet" small icon="close" onPress={actions.removeShelf}>
                {t("shelf.remove")}
              </Button>
            )}
          </>
        ),
      })}
      {...(rows.length > 0 && { titleActs: add, margin: <ShelfMargin shelf={shelf} /> })}
    >
      {shelf.about !== "" && (
        <div className={styles.lead}>
          <PeopleText text={shelf.about} />
        </div>
      )}
      <RefusalNote refusal={refusal} />
      <div role="status">
        {changed && (
          <button type="button" className={styles.changed} onClick={actions.showChanged}>
            {t("shelf.changed")} <u>{t("shelf.show")}</u>
          </button>
        )}
      </div>
      {rows.length === 0 ? (
        <Empty title={t("shelf.emptyTitle")} acts={add}>
          {t("shelf.empty")}
        </Empty>
      ) : (
        <ol ref={list} className={styles.list} aria-label={t("shelf.list")} tabIndex={-1}>
          {rows.map((item, at) => (
            <ItemEntry
              key={item.id}
              group={group}
              item={item}
              number={at + 1}
              first={at === 0}
              last={at === rows.length - 1}
              onMove={(step) => actions.move(item.id, step)}
              onRemove={() => {
                actions.removeItem(item.id);
                list.current?.focus();
              }}
            />
          ))}
        </ol>
      )}
    </Page>
  );
}

function ShelfMargin({ shelf }: { readonly shelf: ShelfSnapshot }) {
  const { t } = useTranslation("library");
  const readers = readersOf(shelf.list);
  return (
    <>
      <Part title={t("progress.mine")}>
        <Bar of={shelf.items} pieces={[shelf.iRead]} thin />
        <p className={styles.figure}>{t("progress.readOf", { read: shelf.iRead, count: shelf.items })}</p>
      </Part>
      <Part title={t("progress.others")}>
        {readers.length === 0 ? (
          <p>{t("progress.nobody")}</p>
        ) : (
          <NoteRows>
            {readers.map(({ member, read }) => (
              <NoteRow key={member.id} what={<MemberName member={member} />} when={t("progress.figure", { read, of: shelf.items })} />
            ))}
          </NoteRows>
        )}
      </Part>
    </>
  );
}

/** How many of the list each has read who shares it, by name. */
function readersOf(list: readonly ItemRow[]): readonly { member: MemberRef; read: number }[] {
  const readers = new Map<string, { member: MemberRef; read: number }>();
  for (const { member, state } of list.flatMap((item) => item.others)) {
    const known = readers.get(member.id) ?? { member, read: 0 };
    readers.set(member.id, { member, read: known.read + (state === "read" ? 1 : 0) });
  }
  return [...readers.values()].sort((a, b) => a.member.name.localeCompare(b.member.name));
}

/** A link led to a shelf or an item that is not here, or no longer. */
export function LibraryMissing({ group, onBack }: { readonly group: string; readonly onBack: () => void }) {
  const { t } = useTranslation("library");
  return (
    <Page title={t("gone.title")} crumbs={[{ name: t("title"), to: paths.place(group, "library") }]}>
      <Empty title={t("gone.title")} acts={<Button onPress={onBack}>{t("gone.back")}</Button>}>
        {t("gone.text")}
        <BeforeYou group={group} />
      </Empty>
    </Page>
  );
}
