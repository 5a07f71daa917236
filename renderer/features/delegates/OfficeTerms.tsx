/** The terms of an office in sentences: who gives it, its seats, what it allows, and how it ends (MAN-4, MAN-6, MAN-7). */
import { useTranslation } from "react-i18next";
import { listWords, useNames } from "../../design/list-words.ts";
import { useLocale } from "../../design/locale.ts";
import { useMotionWords } from "../motions/motion-words.ts";
import type { OfficeView } from "../../../shared/contract/snapshots.ts";
import styles from "./Delegates.module.css";

export function OfficeTerms({ office }: { readonly office: OfficeView }) {
  const { t } = useTranslation("delegates");
  const { share } = useMotionWords();
  const names = useNames();
  const locale = useLocale();
  const { acts, constituents, seats, floor, lapses, renewal } = office;
  const rows = {
    may: acts.length === 0 ? t("new.mayNothing") : listWords(acts.map((act) => t(`new.${act}`)), locale),
    by: constituents.length === 0 ? t("new.byAll") : names(constituents, 20),
    seats: String(seats),
    ends: [t("terms.endsRecall"), t(lapses ? "terms.endsLapse" : "terms.endsLost", { share: share(floor) }), ...(renewal === null ? [] : [t("terms.renewal", { count: renewal })])].join(" "),
  };
  return (
    <details className={styles.terms}>
      <summary>{t("terms.title")}</summary>
      <dl className={styles.support}>
        {(["may", "by", "seats", "ends"] as const).map((what) => (
          <div key={what}>
            <dt>{t(`terms.${what}`)}</dt>
            <dd>{rows[what]}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
