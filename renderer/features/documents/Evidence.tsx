/** What was sent as part of this document and has no effect: who, when, and why. */
import { useTranslation } from "react-i18next";
import { useReason } from "../../app/reason.ts";
import { MemberName } from "../../design/Person.tsx";
import { Part } from "../../design/Part.tsx";
import { NoteRow, NoteRows } from "../../design/Rows.tsx";
import { Time } from "../../design/Time.tsx";
import type { DocumentSnapshot } from "../../../shared/contract/snapshots.ts";

export function Evidence({ evidence }: Pick<DocumentSnapshot, "evidence">) {
  const { t } = useTranslation("documents");
  const inWords = useReason();
  if (evidence.length === 0) return null;
  return (
    <Part title={t("evidence.title")}>
      <p>{t("evidence.what")}</p>
      <NoteRows>
        {evidence.slice(-mostShown).map(({ member, time, reason }, at) => (
          <NoteRow key={at} what={member ? <MemberName member={member} /> : t("evidence.unknown")} when={<Time at={time} as="short" />} below={inWords(reason)} />
        ))}
      </NoteRows>
    </Part>
  );
}

/** The newest. */
const mostShown = 20;
