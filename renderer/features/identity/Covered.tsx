/** Whether the words are on paper, and which groups they bring back. */
import { useTranslation } from "react-i18next";
import { listWords } from "../../design/list-words.ts";
import { useLocale } from "../../design/locale.ts";
import { useWhen } from "../../design/Time.tsx";
import type { IdentitySnapshot } from "../../../shared/contract/identity-snapshot.ts";

export function Covered({ identity: { written, groups } }: { readonly identity: IdentitySnapshot }) {
  const { t } = useTranslation("identity");
  const when = useWhen();
  const locale = useLocale();
  const names = (some: typeof groups): string => listWords(some.map(({ name }) => name), locale);
  const back = groups.filter(({ covered }) => covered);
  const own = groups.filter(({ covered, here }) => !covered && here);
  const not = groups.filter(({ covered, here }) => !covered && !here);
  return (
    <>
      <p>{written === null ? t("notWritten") : t("written", { date: when.date(written) })}</p>
      {back.length > 0 && <p>{t("covered", { groups: names(back) })}</p>}
      {own.length > 0 && <p>{t("coveredAlone", { groups: names(own) })}</p>}
      {not.length > 0 && <p>{t("notCovered", { groups: names(not) })}</p>}
    </>
  );
}
