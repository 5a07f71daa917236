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
  const names = (covered: boolean): readonly string[] => groups.filter((group) => group.covered === covered).map(({ name }) => name);
  const [back, not] = [names(true), names(false)];
  return (
    <>
      <p>{written === null ? t("notWritten") : t("written", { date: when.date(written) })}</p>
      {back.length > 0 && <p>{t("covered", { groups: listWords(back, locale) })}</p>}
      {not.length > 0 && <p>{t("notCovered", { groups: listWords(not, locale) })}</p>}
    </>
  );
}
