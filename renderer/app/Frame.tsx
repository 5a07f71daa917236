/** The frame around every page: rail of groups, column of places, the page, the foot. Narrow: one bar above instead. */
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { classes } from "../design/classes.ts";
import { Button, IconButton } from "../design/Button.tsx";
import { Icon } from "../design/Icon.tsx";
import { Menu, type MenuAct } from "../design/Menu.tsx";
import { groupLetters, initialsOf } from "../design/Person.tsx";
import { Foot } from "./Foot.tsx";
import { paths, places, type Place } from "./paths.ts";
import styles from "./Frame.module.css";
import type { GroupRow, GroupSnapshot } from "../../shared/contract/snapshots.ts";

export type GroupOfFrame = Pick<GroupSnapshot, "id" | "name" | "members" | "counts">;

export interface FrameSnapshot {
  readonly me: string;
  readonly groups: readonly GroupRow[];
  /** The group whose places are shown; null before the first. */
  readonly group: GroupOfFrame | null;
  /** Where we are; null on pages of no group. */
  readonly here: Place | null;
  readonly searching: boolean;
  /** Sentences for the foot that are of no group. */
  readonly news: readonly string[];
}

export interface FrameActions {
  lock(): void;
  go(path: string): void;
}

interface FrameProps {
  readonly snapshot: FrameSnapshot;
  readonly actions: FrameActions;
  readonly children: ReactNode;
}

/** Places after which a little space follows. */
const spaceBefore: ReadonlySet<Place> = new Set(["discussions", "documents", "members"]);

export function Frame({ snapshot, actions, children }: FrameProps) {
  const { group } = snapshot;
  return (
    <div className={classes(styles.frame, group === null && styles.noColumn)}>
      <Rail snapshot={snapshot} actions={actions} />
      {group && <Column group={group} here={snapshot.here} searching={snapshot.searching} needs={snapshot.groups.find((row) => row.id === group.id)?.needsMe ?? 0} />}
      <Topbar snapshot={snapshot} actions={actions} />
      {children}
      <Foot group={group?.id ?? null} news={snapshot.news} />
    </div>
  );
}

function Rail({ snapshot, actions }: Omit<FrameProps, "children">) {
  const { t } = useTranslation("app");
  return (
    <nav className={styles.rail} aria-label={t("groups")}>
      <span className={styles.sign}>
        <Icon name="bell" />
      </span>
      {snapshot.groups.map((row) => (
        <Tile key={row.id} row={row} current={row.id === snapshot.group?.id} />
      ))}
      <Link href={paths.found} className={classes(styles.tile, styles.plain)} aria-label={t("foundOrJoin")} title={t("foundOrJoin")}>
        <Icon name="plus" />
      </Link>
      <span className={styles.gap} />
      <button type="button" className={classes(styles.tile, styles.plain)} onClick={actions.lock} aria-label={t("lockNow")} title={t("lockNow")}>
        <Icon name="lock" />
      </button>
      <Link href={paths.settings} className={styles.me} aria-label={t("settingsOf", { name: snapshot.me })} title={t("settings")}>
        <bdi>{initialsOf(snapshot.me)}</bdi>
      </Link>
    </nav>
  );
}

function Tile({ row, current }: { readonly row: GroupRow; readonly current: boolean }) {
  const { t } = useTranslation("app");
  const waiting = !current && row.needsMe > 0;
  return (
    <Link
      href={paths.place(row.id, "agenda")}
      className={styles.tile}
      title={row.name}
      aria-label={waiting ? t("groupNeeds", { name: row.name, count: row.needsMe }) : row.name}
      {...(current && { "aria-current": "true" as const })}
    >
      <bdi>{groupLetters(row.name)}</bdi>
      {waiting && <span className={styles.count}>{row.needsMe}</span>}
    </Link>
  );
}

function Column({ group, here, searching, needs }: { readonly group: GroupOfFrame; readonly here: Place | null; readonly searching: boolean; readonly needs: number }) {
  const { t } = useTranslation("app");
  return (
    <nav className={styles.column} aria-label={t("places")}>
      <div className={styles.group}>
        <b dir="auto">{group.name}</b>
        <span>{t("membersOneAssembly", { count: group.members })}</span>
      </div>
      <Link href={paths.search(group.id)} className={styles.search} aria-keyshortcuts="Control+K" {...(searching && { "aria-current": "page" as const })}>
        <Icon name="search" />
        {t("search")}
        <kbd aria-hidden="true">Ctrl K</kbd>
      </Link>
      <ul className={styles.places}>
        {places.map((place) => (
          <li key={place} className={spaceBefore.has(place) ? styles.apart : undefined}>
            <Link href={paths.place(group.id, place)} {...(place === here && { "aria-current": "page" as const })}>
              {t(`place.${place}`)}
              <PlaceCount place={place} group={group} needs={needs} />
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function PlaceCount({ place, group, needs }: { readonly place: Place; readonly group: GroupOfFrame; readonly needs: number }) {
  if (place === "agenda") return needs > 0 ? <span className={styles.count}>{needs}</span> : null;
  const number = countOf(place, group);
  return number === 0 ? null : <span className={styles.number}>{number}</span>;
}

function countOf(place: Exclude<Place, "agenda">, { counts }: GroupOfFrame): number {
  switch (place) {
    case "discussions":
      return counts.unreadThreads;
    case "motions":
      return counts.openMotions;
    case "library":
      return counts.unreadItems;
    case "members":
      return counts.members;
    case "records":
      return counts.records;
    case "delegates":
    case "documents":
    case "files":
    case "connection":
      return 0;
  }
}

function Topbar({ snapshot, actions }: Omit<FrameProps, "children">) {
  const { t } = useTranslation("app");
  const { group, groups, here } = snapshot;
  const groupActs: MenuAct[] = [
    ...groups.map((row) => ({ id: row.id, name: row.name, onAct: () => actions.go(paths.place(row.id, "agenda")) })),
    { id: "found", name: t("foundOrJoin"), icon: "plus", apart: true, onAct: () => actions.go(paths.found) },
    { id: "settings", name: t("settings"), onAct: () => actions.go(paths.settings) },
  ];
  const placeActs: MenuAct[] = group
    ? places.map((place) => ({ id: place, name: t(`place.${place}`), apart: spaceBefore.has(place), onAct: () => actions.go(paths.place(group.id, place)) }))
    : [];
  const elsewhere = groups.some((row) => row.id !== group?.id && row.needsMe > 0);
  return (
    <header className={styles.topbar}>
      <Menu label={t("groups")} acts={groupActs}>
        <Button kind="first" small>
          <bdi>{group ? groupLetters(group.name) : initialsOf(snapshot.me)}</bdi>
          {elsewhere && <span className={styles.hidden}>{t("elsewhereNeeds")}</span>}
        </Button>
      </Menu>
      {group ? (
        <Menu label={t("places")} acts={placeActs}>
          <Button kind="quiet">
            <b>{here ? t(`place.${here}`) : t(snapshot.searching ? "search" : "places")}</b>
            <Icon name="down" />
          </Button>
        </Menu>
      ) : (
        <b>Veche</b>
      )}
      <span className={styles.end}>
        {group && <IconButton kind="quiet" icon="search" label={t("search")} onPress={() => actions.go(paths.search(group.id))} />}
        <IconButton kind="quiet" icon="lock" label={t("lockNow")} onPress={actions.lock} />
      </span>
    </header>
  );
}
