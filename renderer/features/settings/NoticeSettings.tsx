/** Whether the system tells of what is new, with or without words, and of what. */
import { useState } from "react";
import { Trans, useTranslation } from "react-i18next";
import type { TellMe } from "../../app/prefs.ts";
import { Checkbox } from "../../design/Checkbox.tsx";
import { Part } from "../../design/Part.tsx";
import { Select } from "../../design/Select.tsx";
import styles from "./Settings.module.css";
import { noticeKinds, type NoticeKind } from "../../../shared/contract/notices.ts";

export interface NoticeSettingsProps {
  readonly tellMe: TellMe;
  readonly kinds: readonly NoticeKind[];
  /** False when the system does not let us. */
  readonly choose: (tellMe: TellMe) => Promise<boolean>;
  readonly chooseKinds: (kinds: readonly NoticeKind[]) => void;
}

const choices: readonly TellMe[] = ["off", "plain", "words"];

export function NoticeSettings({ tellMe, kinds, choose, chooseKinds }: NoticeSettingsProps) {
  const { t } = useTranslation("settings");
  const [refused, setRefused] = useState(false);
  return (
    <Part title={t("notices")}>
      <div className={styles.sentences}>
        <div className={styles.sentence}>
          <Trans
            t={t}
            i18nKey="sentence.notices"
            components={{
              choice: (
                <Select
                  plain
                  labelHidden
                  label={t("label.notices")}
                  value={tellMe}
                  onChange={(chosen) => void choose(chosen).then((allowed) => setRefused(!allowed))}
                  options={choices.map((value) => ({ value, name: t(`notices.${value}`) }))}
                />
              ),
            }}
          />
        </div>
      </div>
      <p role="status" className={styles.words}>
        {refused ? t("notices.refused") : tellMe === "words" ? t("notices.words.why") : t("notices.why")}
      </p>
      {tellMe !== "off" &&
        noticeKinds.map((kind) => (
          <Checkbox key={kind} checked={kinds.includes(kind)} onChange={(on) => chooseKinds(noticeKinds.filter((each) => (each === kind ? on : kinds.includes(each))))}>
            {t(`notices.of.${kind}`)}
          </Checkbox>
        ))}
    </Part>
  );
}
