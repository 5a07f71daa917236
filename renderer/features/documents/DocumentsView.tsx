/** All documents of a group, by folder, the newest change first. */
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { paths } from "../../app/paths.ts";
import { LinkButton } from "../../design/Button.tsx";
import { Empty } from "../../design/Empty.tsx";
import { Page } from "../../design/Page.tsx";
import { Part } from "../../design/Part.tsx";
import { Row, Rows } from "../../design/Rows.tsx";
import { Time } from "../../design/Time.tsx";
import type { AsideRow, DocumentRow } from "../../../shared/contract/snapshots.ts";
import { SetAside } from "../aside/SetAside.tsx";
import styles from "./Documents.module.css";

export interface Folder {
  /** Names joined by "/"; empty at the top. */
  readonly name: string;
  readonly documents: readonly DocumentRow[];
}

export interface DocumentsSnapshot {
  readonly group: string;
  readonly folders: readonly Folder[];
  readonly aside: readonly AsideRow[];
  /** KEY-4. What is said of what was written before I joined; null where nothing was. */
  readonly beforeYou: string | null;
}

export function DocumentsView({ snapshot: { group, folders, aside, beforeYou } }: { readonly snapshot: DocumentsSnapshot }) {
  const { t } = useTranslation("documents");
  const under = beforeYou === null ? {} : { under: beforeYou };
  if (folders.length === 0) {
    return (
      <Page title={t("title")} {...under}>
        <Empty
          title={t("list.emptyTitle")}
          acts={
            <LinkButton to={paths.newDocument(group)} kind="first">
              {t("list.first")}
            </LinkButton>
          }
        >
          {t("list.empty")}
        </Empty>
      </Page>
    );
  }
  return (
    <Page title={t("title")} titleActs={<LinkButton to={paths.newDocument(group)}>{t("new")}</LinkButton>} {...under}>
      {folders.map(({ name, documents }) =>
        name === "" ? (
          <Part key={name} title={t(folders.length > 1 ? "list.noFolder" : "list.all")} count={documents.length}>
            <DocumentRows group={group} documents={documents} />
          </Part>
        ) : (
          <Part key={name} title={<bdi>{name.split("/").join(" / ")}</bdi>} count={documents.length}>
            <DocumentRows group={group} documents={documents} />
          </Part>
        ),
      )}
      <SetAside rows={aside} />
    </Page>
  );
}

function DocumentRows({ group, documents }: { readonly group: string; readonly documents: readonly DocumentRow[] }) {
  const { t } = useTranslation("documents");
  return (
    <Rows>
      {documents.map((document) => (
        <Row key={document.id}>
          <div className={styles.document} data-item="">
            <h3 className={styles.title} dir="auto">
              <Link href={paths.document(group, document.id)}>{document.title}</Link>
            </h3>
            <span className={styles.time}>
              <Time at={document.last.time} as="short" />
            </span>
            <p className={styles.last}>{t("list.last", { name: document.last.author.name, context: document.last.author.me ? "me" : "" })}</p>
            {document.comments > 0 && <span className={styles.comments}>{t("list.comments", { count: document.comments })}</span>}
          </div>
        </Row>
      ))}
    </Rows>
  );
}
