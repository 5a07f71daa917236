/** All discussions of a group: those with something new first, then those read. */
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { paths } from "../../app/paths.ts";
import { LinkButton } from "../../design/Button.tsx";
import { Empty } from "../../design/Empty.tsx";
import { Page } from "../../design/Page.tsx";
import { Part } from "../../design/Part.tsx";
import { Row, Rows } from "../../design/Rows.tsx";
import { Time } from "../../design/Time.tsx";
import text from "../../design/text.module.css";
import type { ThreadRow } from "../../../shared/contract/snapshots.ts";
import type { History } from "../../../shared/contract/bylaws.ts";
import styles from "./Discussions.module.css";

export interface DiscussionsSnapshot {
  readonly group: string;
  readonly fresh: readonly ThreadRow[];
  readonly read: readonly ThreadRow[];
  /** KEY-4. Begun before I joined, with something that is mine to read. */
  readonly before: readonly ThreadRow[];
  /** What is said of what is not; null: there is none. */
  readonly beforeYou: string | null;
  readonly history: History;
  /** Discussions in which somebody asks me. */
  readonly asking: ReadonlySet<string>;
  /** Discussions that came while the list was on screen. */
  readonly arrived: number;
}

export interface DiscussionsActions {
  showArrived(): void;
}

export function DiscussionsView({ snapshot, actions }: { readonly snapshot: DiscussionsSnapshot; readonly actions: DiscussionsActions }) {
  const { t } = useTranslation("discussions");
  const { group, fresh, read, before, beforeYou, asking, arrived } = snapshot;
  const under = beforeYou === null ? {} : { under: beforeYou };
  const start = (
    <LinkButton to={paths.newThread(group)} kind="first">
      {t("list.first")}
    </LinkButton>
  );
  if (fresh.length + read.length + before.length + arrived === 0) {
    return (
      <Page title={t("title")} {...under}>
        <Empty title={t("list.emptyTitle")} acts={start}>
          {t("list.empty", { context: snapshot.history })}
        </Empty>
      </Page>
    );
  }
  return (
    <Page title={t("title")} titleActs={<LinkButton to={paths.newThread(group)}>{t("new")}</LinkButton>} {...under}>
      <div role="status">
        {arrived > 0 && (
          <button type="button" className={styles.arrived} onClick={actions.showArrived}>
            {t("list.arrived", { count: arrived })} <u>{t("list.show")}</u>
          </button>
        )}
      </div>
      {fresh.length > 0 && (
        <Part title={t("list.fresh")} count={fresh.length}>
          <ThreadRows group={group} threads={fresh} asking={asking} />
        </Part>
      )}
      {read.length > 0 && (
        <Part title={t("list.read")}>
          <ThreadRows group={group} threads={read} asking={asking} />
        </Part>
      )}
      {before.length > 0 && (
        <Part title={t("list.before")}>
          <ThreadRows group={group} threads={before} asking={asking} />
        </Part>
      )}
    </Page>
  );
}

interface ThreadRowsProps {
  readonly group: string;
  readonly threads: readonly ThreadRow[];
  readonly asking: ReadonlySet<string>;
}

function ThreadRows({ group, threads, asking }: ThreadRowsProps) {
  const { t } = useTranslation("discussions");
  return (
    <Rows>
      {threads.map((thread) => (
        <Row key={thread.id}>
          <div className={styles.thread} data-item="">
            <h3 className={styles.title} dir="auto">
              <Link href={paths.thread(group, thread.id)}>{thread.title}</Link>
            </h3>
            <span className={styles.time}>
              <Time at={thread.last.time} as="short" />
            </span>
            <p className={styles.last}>
              <bdi className={styles.who}>{thread.last.author.name}</bdi> {asking.has(thread.id) && <span className={text.need}>{t("post.asksYou")} </span>}
              <bdi className={styles.words}>{thread.last.text}</bdi>
            </p>
            <span className={styles.counts}>
              <Counts thread={thread} />
            </span>
          </div>
        </Row>
      ))}
    </Rows>
  );
}

/** While the history comes, a number would say how far it is and not how long the discussion is. */
function Counts({ thread }: { readonly thread: ThreadRow }) {
  const { t } = useTranslation("discussions");
  if (thread.ahead) return t("list.ahead");
  return thread.unread > 0 ? <b>{t("list.unread", { count: thread.unread })}</b> : t("list.posts", { count: thread.posts });
}
