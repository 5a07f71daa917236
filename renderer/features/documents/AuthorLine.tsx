/** Below the title: who wrote this, each in their colour and manner of underlining, and whether the text shows it. */
import { useTranslation } from "react-i18next";
import { classes } from "../../design/classes.ts";
import { Checkbox } from "../../design/Checkbox.tsx";
import { givenName } from "../../design/Person.tsx";
import type { Author } from "./document-model.ts";
import prose from "./editor/Prose.module.css";
import styles from "./Document.module.css";

interface AuthorLineProps {
  readonly authors: readonly Author[];
  /** Who wrote it is being read. */
  readonly reading: boolean;
  readonly shown: boolean;
  readonly onShow: (shown: boolean) => void;
}

export function AuthorLine({ authors, reading, shown, onShow }: AuthorLineProps) {
  const { t } = useTranslation("documents");
  const { t: tDesign } = useTranslation("design");
  if (authors.length === 0) return <div className={styles.authors}>{reading ? "" : t("nobodyYet")}</div>;
  return (
    <div className={styles.authors}>
      <ul aria-label={t("authors")}>
        {authors.map(({ member, colour }) => (
          <li key={member.id} className={classes(styles.author, prose[`author${colour}`])}>
            {member.me ? tDesign("you") : <bdi title={member.name}>{givenName(member.name)}</bdi>}
          </li>
        ))}
      </ul>
      <Checkbox checked={shown} onChange={onShow}>
        {t("showAuthors")}
      </Checkbox>
    </div>
  );
}
