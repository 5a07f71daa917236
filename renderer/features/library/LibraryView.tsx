/** The shelves of a group, in the order they were made. */
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { paths } from "../../app/paths.ts";
import { LinkButton } from "../../design/Button.tsx";
import { Empty } from "../../design/Empty.tsx";
import { Page } from "../../design/Page.tsx";
import { Row, Rows } from "../../design/Rows.tsx";
import type { AsideRow, ShelfRow } from "../../../shared/contract/snapshots.ts";
import { SetAside } from "../aside/SetAside.tsx";
import styles from "./Library.module.css";

export interface LibrarySnapshot {
  readonly group: string;
  readonly shelves: readonly ShelfRow[];
  readonly aside: readonly AsideRow[];
  /** KEY-4. What is said of what was written before I joined; null where nothing was. */
  readonly beforeYou: string | null;
}

export function LibraryView({ snapshot }: { readonly snapshot: LibrarySnapshot }) {
  const { t } = useTranslation("library");
  const { group, shelves, aside, beforeYou } = snapshot;
  const under = beforeYou === null ? {} : { under: beforeYou };
  if (shelves.length === 0) {
    return (
      <Page title={t("title")} {...under}>
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
    <Page title={t("title")} titleActs={<LinkButton to={paths.newShelf(group)}>{t("shelf.new")}</LinkButton>} {...under}>
      <Rows label={t("title")}>
        {shelves.map((shelf) => (
          <Row key={shelf.id}>
            <div className={styles.shelf} data-item="">
              <h2 className={styles.title} dir="auto">
                <Link href={paths.shelf(group, shelf.id)}>{shelf.title}</Link>
              </h2>
              {shelf.about !== "" && (
                <p className={styles.about} dir="auto">
                  {shelf.about}
                </p>
              )}
              <p className={styles.meta}>
                <ShelfMeta shelf={shelf} />
              </p>
            </div>
          </Row>
        ))}
      </Rows>
      <SetAside rows={aside} />
    </Page>
  );
}

function ShelfMeta({ shelf }: { readonly shelf: ShelfRow }) {
  const { t } = useTranslation("library");
  const { items, iRead, unreadNotes } = shelf;
  if (items === 0) return t("shelf.nothing");
  return (
    <>
      {t("shelf.items", { count: items })}
      {iRead > 0 && ` · ${t("shelf.iRead", { count: iRead })}`}
      {unreadNotes > 0 && (
        <>
          {" · "}
          <b>{t("notes.new", { count: unreadNotes })}</b>
        </>
      )}
    </>
  );
}
