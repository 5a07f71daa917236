/** MAN-3. The live count of one member, with who: it binds nothing. */
import { useTranslation } from "react-i18next";
import { useNames } from "../../design/list-words.ts";
import type { SupportView } from "../../../shared/contract/snapshots.ts";
import styles from "./Delegates.module.css";

export function SupportCount({ of }: { readonly of: SupportView }) {
  const { t } = useTranslation("delegates");
  const names = useNames();
  return (
    <dl className={styles.support}>
      {(["supports", "withdrew", "silent"] as const).map((what) =>
        of[what].length === 0 ? null : (
          <div key={what}>
            <dt>{t(`live.${what}`)}</dt>
            <dd>{names(of[what], 20)}</dd>
            <dd className={styles.number}>{of[what].length}</dd>
          </div>
        ),
      )}
    </dl>
  );
}
