/** What arrived while one votes waits here until it is asked for. */
import { useTranslation } from "react-i18next";
import type { MethodName } from "../../../shared/contract/commands.ts";
import { isRanked } from "./motion-words.ts";
import styles from "./BallotNews.module.css";

interface BallotNewsProps {
  readonly count: number;
  readonly method: MethodName;
  readonly onShow: () => void;
}

export function BallotNews({ count, method, onShow }: BallotNewsProps) {
  const { t } = useTranslation("motions");
  return (
    <div role="status">
      {count > 0 && (
        <button type="button" className={styles.arrived} onClick={onShow}>
          {t(isRanked(method) ? "ballot.arrivedRank" : "ballot.arrived", { count })} <u>{t("ballot.show")}</u>
        </button>
      )}
    </div>
  );
}
