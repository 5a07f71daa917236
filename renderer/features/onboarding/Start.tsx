/** The sheet before there is a group: masthead with the language, the doors, a line at the foot. */
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { languageNames, languages } from "../../app/i18n.ts";
import { usePreferences } from "../../app/preferences.tsx";
import { paths } from "../../app/paths.ts";
import { Icon } from "../../design/Icon.tsx";
import { Select } from "../../design/Select.tsx";
import styles from "./Onboarding.module.css";

export function Start({ children, settings = false }: { readonly children: ReactNode; readonly settings?: boolean }) {
  const { t } = useTranslation("onboarding");
  const { language, choose } = usePreferences();
  return (
    <div className={styles.start}>
      <header className={styles.mast}>
        <Icon name="bell" />
        <b>Veche</b>
        <span className={styles.end}>
          <Icon name="globe" />
          <Select
            plain
            labelHidden
            label={t("language")}
            value={language}
            onChange={(chosen) => choose({ language: chosen })}
            options={languages.map((each) => ({ value: each, name: languageNames[each] }))}
          />
        </span>
      </header>
      <main className={styles.doors}>{children}</main>
      <footer className={styles.foot}>
        <span>{t("foot")}</span>
        {settings && <Link href={paths.settings}>{t("settings")}</Link>}
      </footer>
    </div>
  );
}
