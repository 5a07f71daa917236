/** Below the title on paper, where there is no window around it: who wrote this, and how old the state is that was printed. */
import { useTranslation } from "react-i18next";
import { listWords } from "../../design/list-words.ts";
import { useLocale } from "../../design/locale.ts";
import { useWhen } from "../../design/Time.tsx";
import type { Author } from "./document-model.ts";
import styles from "./Document.module.css";

export function PrintedLine({ authors }: { readonly authors: readonly Author[] }) {
  const { t } = useTranslation("documents");
  const locale = useLocale();
  const date = useWhen().today();
  const names = listWords(authors.map(({ member }) => member.name), locale);
  return <p className={styles.printed}>{names === "" ? date : t("printed", { names, date })}</p>;
}
