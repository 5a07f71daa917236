/** Offices, who holds them and how they are supported; petitions for recall; and what delegates of other groups showed. */
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { paths } from "../../app/paths.ts";
import { RefusalNote } from "../../app/refusal.tsx";
import { Button, LinkButton } from "../../design/Button.tsx";
import { Empty } from "../../design/Empty.tsx";
import { Page } from "../../design/Page.tsx";
import { Part } from "../../design/Part.tsx";
import { NoteRow, NoteRows } from "../../design/Rows.tsx";
import { useWhen } from "../../design/Time.tsx";
import type { DelegatesActions, DelegatesSnapshot } from "./delegates-snapshot.ts";
import { Office } from "./Office.tsx";
import { OpenedCredential } from "./OpenedCredential.tsx";
import { PresentedRow } from "./PresentedRow.tsx";
import styles from "./Delegates.module.css";

export function DelegatesView({ snapshot, actions }: { readonly snapshot: DelegatesSnapshot; readonly actions: DelegatesActions }) {
  const { t } = useTranslation("delegates");
  const when = useWhen();
  const { group, otherGroups, offices, presented, refused, opened } = snapshot;
  const propose = <LinkButton to={paths.newMandate(group)}>{t("propose")}</LinkButton>;
  const ended = offices.flatMap((office) => office.ended.map((end) => ({ office, end }))).sort((a, b) => b.end.time - a.end.time);
  return (
    <Page
      title={t("title")}
      under={t("lead")}
      titleActs={propose}
      margin={
        <>
          {ended.length > 0 && (
            <Part title={t("ended.title")}>
              <NoteRows>
                {ended.map(({ office, end }) => (
                  <NoteRow
                    key={`${end.mandate}-${end.member.id}`}
                    what={
                      <Link href={paths.motion(group, end.mandate)}>
                        <bdi>{office.title}</bdi>
                      </Link>
                    }
                    when={when.short(end.time)}
                    below={[t(`ended.${end.by}`, { name: end.member.name }), t("ended.period", { since: when.date(end.since), until: when.date(end.time) })].join(" ")}
                  />
                ))}
              </NoteRows>
            </Part>
          )}
          <Part title={t("how.title")}>
            <p>{t("how.text")}</p>
          </Part>
          <Part title={t("credential.title")}>
            <p>{[t("credential.say"), ...(otherGroups.length > 0 ? [t("credential.seen")] : [])].join(" ")}</p>
          </Part>
        </>
      }
    >
      {offices.length === 0 && (
        <Empty title={t("empty.title")} acts={propose}>
          {t("empty.text")}
        </Empty>
      )}
      {offices.map((office) => (
        <Office key={office.id} office={office} snapshot={snapshot} actions={actions} />
      ))}
      <Part title={t("presented.title")} {...(presented.length > 0 && { count: presented.length })}>
        {presented.length === 0 && <p>{t("presented.none")}</p>}
        {presented.map((one) => (
          <PresentedRow key={one.id} one={one} />
        ))}
        {opened === null ? (
          <p className={styles.acts}>
            <Button small autoFocus={snapshot.wasOpened} onPress={actions.openCredential}>
              {t("presented.file")}
            </Button>
            <span className={styles.faint}>{t("presented.fileSay")}</span>
          </p>
        ) : (
          <OpenedCredential opened={opened} actions={actions} />
        )}
        {refused !== null && refused.office === null && <RefusalNote refusal={refused.refusal} />}
      </Part>
    </Page>
  );
}
