/** Beside the agenda of a group that this person's words bring back, until they are on paper: whoever is not told never looks for them. */
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { paths } from "../../app/paths.ts";
import { Part } from "../../design/Part.tsx";
import { useIdentity } from "./identity-model.ts";

export function WordsUnwritten({ group }: { readonly group: string }) {
  const { t } = useTranslation("identity");
  const identity = useIdentity();
  if (identity === undefined || identity.written !== null || !identity.groups.some(({ id, covered }) => id === group && covered)) return null;
  return (
    <Part title={t("title")}>
      <p>{t("what")}</p>
      <p>
        <Link href={paths.words}>{t("write")}</Link>
      </p>
    </Part>
  );
}
