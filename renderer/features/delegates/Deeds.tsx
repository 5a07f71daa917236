/** MAN-6. What delegates wrote down that they did in the name of those who sent them, newest first. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../design/Button.tsx";
import { useWhen } from "../../design/Time.tsx";
import type { DeedView } from "../../../shared/contract/snapshots.ts";
import styles from "./Delegates.module.css";

const newest = 5;

export function Deeds({ deeds }: { readonly deeds: readonly DeedView[] }) {
  const { t } = useTranslation("delegates");
  const when = useWhen();
  const [all, setAll] = useState(false);
  return (
    <div className={styles.deeds}>
      {deeds.slice(0, all ? undefined : newest).map((deed) => (
        <p key={deed.id} className={styles.faint}>
          {when.short(deed.time)} {t(`act.${deed.act}`, { name: deed.member.name })} <bdi>{deed.text}</bdi> {!deed.stands && t("void")}
        </p>
      ))}
      {!all && deeds.length > newest && (
        <p>
          <Button kind="quiet" small onPress={() => setAll(true)}>
            {t("deeds.all", { count: deeds.length })}
          </Button>
        </p>
      )}
    </div>
  );
}
