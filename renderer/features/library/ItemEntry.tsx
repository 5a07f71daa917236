/** One thing of a reading list: its number, title, why to read it, whose it is, and how far one is with it. */
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "wouter";
import { paths } from "../../app/paths.ts";
import { IconButton } from "../../design/Button.tsx";
import { Icon } from "../../design/Icon.tsx";
import { Menu, type MenuAct } from "../../design/Menu.tsx";
import { useNames } from "../../design/list-words.ts";
import { PeopleText } from "../../design/PeopleText.tsx";
import type { ItemRow } from "../../../shared/contract/snapshots.ts";
import styles from "./Library.module.css";

interface ItemEntryProps {
  readonly group: string;
  readonly item: ItemRow;
  readonly number: number;
  readonly first: boolean;
  readonly last: boolean;
  readonly onMove: (step: 1 | -1) => void;
  readonly onRemove: () => void;
}

export function ItemEntry({ group, item, number, first, last, onMove, onRemove }: ItemEntryProps) {
  const { t } = useTranslation("library");
  const [, go] = useLocation();
  const acts: readonly MenuAct[] = [
    { id: "up", name: t("item.up"), icon: "moveUp", disabled: first, onAct: () => onMove(-1) },
    { id: "down", name: t("item.down"), icon: "moveDown", disabled: last, onAct: () => onMove(1) },
    ...(item.by.me
      ? ([
          { id: "change", name: t("change"), icon: "pencil", apart: true, onAct: () => go(paths.changeItem(group, item.id)) },
          { id: "remove", name: t("item.remove"), icon: "close", onAct: onRemove },
        ] as const)
      : []),
  ];
  return (
    <li className={styles.item} data-item="">
      <span className={styles.number} aria-hidden="true">
        {number}
      </span>
      <div className={styles.words}>
        <h2 className={styles.title} dir="auto">
          <Link href={paths.item(group, item.id)}>{item.title}</Link>
        </h2>
        {item.note !== "" && <PeopleText text={item.note} size="post" />}
        <ItemMeta item={item} />
        <ReadBy item={item} />
      </div>
      <Menu label={t("item.acts", { title: item.title })} acts={acts}>
        <IconButton kind="quiet" small icon="more" label={t("item.acts", { title: item.title })} />
      </Menu>
    </li>
  );
}

function ItemMeta({ item }: { readonly item: ItemRow }) {
  const { t } = useTranslation("library");
  const { names, by, movedBy, notes, unread } = item;
  const parts: ReactNode[] = [
    ...(names === null ? [] : [t(`is.${names.is}`)]),
    by.me ? t("item.byMe") : t("item.by", { who: by.name }),
    ...(movedBy === null ? [] : [movedBy.me ? t("item.movedByMe") : t("item.movedBy", { who: movedBy.name })]),
    ...(notes === 0 ? [] : [t("notes.count", { count: notes })]),
    ...(unread === 0 ? [] : [<b key="unread">{t("notes.new", { count: unread })}</b>]),
  ];
  return <p className={styles.meta}>{parts.flatMap((part, at) => (at === 0 ? [part] : [" · ", part]))}</p>;
}

/** Mine first, then of the others who share it. */
function ReadBy({ item }: { readonly item: ItemRow }) {
  const { t } = useTranslation("library");
  const names = useNames();
  const those = (state: "read" | "reading") => item.others.filter((each) => each.state === state).map(({ member }) => member);
  const [read, reading] = [those("read"), those("reading")];
  const { state } = item.mine;
  const sentences = [
    ...(state === "none" ? [] : [t(`mine.${state}`)]),
    ...(read.length === 0 ? [] : [t("others.read", { names: names(read), count: read.length })]),
    ...(reading.length === 0 ? [] : [t("others.reading", { names: names(reading), count: reading.length })]),
  ];
  if (sentences.length === 0) return null;
  return (
    <p className={styles.readBy}>
      {state === "read" && <Icon name="check" />}
      <span>{sentences.join(" ")}</span>
    </p>
  );
}
