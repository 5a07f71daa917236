/** The other discussions, open beside the one being read on wide windows. */
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { paths } from "../../app/paths.ts";
import { givenName } from "../../design/Person.tsx";
import { useWhen } from "../../design/Time.tsx";
import text from "../../design/text.module.css";
import type { ThreadRow } from "../../../shared/contract/snapshots.ts";

interface BesideProps {
  readonly group: string;
  readonly threads: readonly ThreadRow[];
  /** Discussions in which somebody asks me. */
  readonly asking: ReadonlySet<string>;
  readonly current: string;
}

/** As many as one reads through; the place itself has all. */
const most = 30;

export function ThreadsBeside({ group, threads, asking, current }: BesideProps) {
  const { t } = useTranslation("discussions");
  const fresh = threads.filter((thread) => thread.unread > 0);
  const read = threads.filter((thread) => thread.unread === 0);
  return (
    <>
      {fresh.length > 0 && (
        <>
          <h2>
            {t("list.fresh")} <span>{fresh.length}</span>
          </h2>
          {fresh.slice(0, most).map((thread) => (
            <BesideLink key={thread.id} group={group} thread={thread} asks={asking.has(thread.id)} current={thread.id === current} />
          ))}
        </>
      )}
      {read.length > 0 && <h2>{t("list.read")}</h2>}
      {read.slice(0, most).map((thread) => (
        <BesideLink key={thread.id} group={group} thread={thread} asks={asking.has(thread.id)} current={thread.id === current} />
      ))}
    </>
  );
}

interface BesideLinkProps {
  readonly group: string;
  readonly thread: ThreadRow;
  readonly asks: boolean;
  readonly current: boolean;
}

function BesideLink({ group, thread, asks, current }: BesideLinkProps) {
  const { t } = useTranslation("discussions");
  const when = useWhen();
  const last = t("list.last", { who: givenName(thread.last.author.name), when: when.short(thread.last.time) });
  const words = thread.unread > 0 ? `${t("list.unread", { count: thread.unread })} · ${last}` : last;
  return (
    <Link href={paths.thread(group, thread.id)} {...(current && { "aria-current": "page" as const })}>
      <b dir="auto">{thread.title}</b>
      <span>
        {words}
        {asks && (
          <>
            {" · "}
            <strong className={text.need}>{t("post.asksYou")}</strong>
          </>
        )}
      </span>
    </Link>
  );
}
