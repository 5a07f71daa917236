/** What one was told of, newest first; red only while it waits for the reader. */
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { noticePath } from "../../app/paths.ts";
import { givenName } from "../../design/Person.tsx";
import { NoteRow, NoteRows } from "../../design/Rows.tsx";
import { Time } from "../../design/Time.tsx";
import text from "../../design/text.module.css";
import type { NoticeRow } from "../../../shared/contract/notices.ts";

export function NoticeRows({ group, notices }: { readonly group: string; readonly notices: readonly NoticeRow[] }) {
  const { t } = useTranslation("notices");
  return (
    <NoteRows>
      {notices.map((notice) => (
        <NoteRow
          key={notice.id}
          what={
            <Link href={noticePath(group, notice)} className={notice.needsMe ? text.need : undefined}>
              {t(`told.${notice.is}`, { name: givenName(notice.who.name), title: notice.page.title })}
            </Link>
          }
          when={
            <span className={text.faint}>
              <Time at={notice.time} as="short" />
            </span>
          }
          {...(notice.text !== "" && { below: <q>{notice.text}</q> })}
        />
      ))}
    </NoteRows>
  );
}
