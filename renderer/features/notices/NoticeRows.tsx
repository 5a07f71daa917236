/** What one was told of, newest first; red only while it waits for the reader. */
import { Link } from "wouter";
import { noticePath } from "../../app/paths.ts";
import { givenName } from "../../design/Person.tsx";
import { NoteRow, NoteRows } from "../../design/Rows.tsx";
import { Time } from "../../design/Time.tsx";
import text from "../../design/text.module.css";
import type { NoticeRow } from "../../../shared/contract/notices.ts";
import { useNoticeWords } from "./notice-words.ts";

export function NoticeRows({ group, notices }: { readonly group: string; readonly notices: readonly NoticeRow[] }) {
  const told = useNoticeWords();
  return (
    <NoteRows>
      {notices.map((notice) => (
        <NoteRow
          key={notice.id}
          what={
            <Link href={noticePath(group, notice)} className={notice.needsMe ? text.need : undefined}>
              {told(notice, givenName(notice.who.name))}
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
