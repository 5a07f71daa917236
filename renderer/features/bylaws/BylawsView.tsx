/** The rules of the group: each in a sentence with its values, since which decision, and what they were before. */
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { paths } from "../../app/paths.ts";
import { LinkButton } from "../../design/Button.tsx";
import { Page } from "../../design/Page.tsx";
import { Part } from "../../design/Part.tsx";
import { useWhen } from "../../design/Time.tsx";
import type { BylawsInForce, BylawsSnapshot } from "../../../shared/contract/bylaws.ts";
import { BylawsText, Difference } from "./BylawsText.tsx";
import styles from "./Bylaws.module.css";

export function BylawsView({ group, bylaws }: { readonly group: string; readonly bylaws: BylawsSnapshot }) {
  const { t } = useTranslation("bylaws");
  const { contested, open, before, constituted, iVote } = bylaws;
  return (
    <Page
      title={t("title")}
      crumbs={[{ name: t("members"), to: paths.place(group, "members") }, { name: t("title") }]}
      under={t("under")}
      {...(constituted && iVote && { titleActs: <LinkButton to={paths.changeBylaws(group)}>{t("propose")}</LinkButton> })}
    >
      {contested.length > 0 && (
        <Part title={t("contested")} tone="need">
          <p>{t("contested.say")}</p>
          <Motions group={group} motions={contested} />
        </Part>
      )}
      <Part title={t("inForce")} count={<Since group={group} of={bylaws} />}>
        <BylawsText bylaws={bylaws.bylaws} />
        <p className={styles.note}>{t("small")}</p>
        {open.length > 0 && (
          <div className={styles.note}>
            <p>{t("open", { count: open.length })}</p>
            <Motions group={group} motions={open} />
          </div>
        )}
      </Part>
      {before.length > 0 && (
        <Part title={t("before")} count={before.length}>
          {before.map((each, i) => (
            <details key={each.motion ?? ""} className={styles.before}>
              <summary>
                <Since group={group} of={each} />
              </summary>
              <Difference from={each.bylaws} to={(before[i - 1] ?? bylaws).bylaws} />
            </details>
          ))}
        </Part>
      )}
    </Page>
  );
}

function Since({ group, of: { motion, title, time } }: { readonly group: string; readonly of: BylawsInForce }) {
  const { t } = useTranslation("bylaws");
  const when = useWhen();
  if (motion === null) return <>{t("since.founding", { date: when.date(time) })}</>;
  return (
    <>
      {t("since.motion", { date: when.date(time) })} <Link href={paths.motion(group, motion)}>{title}</Link>
    </>
  );
}

function Motions({ group, motions }: { readonly group: string; readonly motions: BylawsSnapshot["open"] }) {
  return (
    <ul>
      {motions.map(({ motion, title }) => (
        <li key={motion}>
          <Link href={paths.motion(group, motion)}>{title}</Link>
        </li>
      ))}
    </ul>
  );
}
