/** Settings: whether this person's words are on paper, and which groups they bring back. */
import { useTranslation } from "react-i18next";
import { LinkButton } from "../../design/Button.tsx";
import { Part } from "../../design/Part.tsx";
import { paths } from "../../app/paths.ts";
import { Covered } from "./Covered.tsx";
import { useIdentity } from "./identity-model.ts";
import styles from "./Identity.module.css";

export function WordsPart() {
  const { t } = useTranslation("identity");
  const identity = useIdentity();
  if (identity === undefined) return null;
  return (
    <Part title={t("title")}>
      <div className={styles.words}>
        <p className={styles.dim}>{t("what")}</p>
        <Covered identity={identity} />
        <LinkButton to={paths.words}>{t(identity.written === null ? "write" : "look")}</LinkButton>
      </div>
    </Part>
  );
}
