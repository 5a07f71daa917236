/** MAN-1. When whoever holds an office is to be confirmed, by this machine's clock; one press opens the vote, and nothing happens by itself. */
import { useTranslation } from "react-i18next";
import { Button } from "../../design/Button.tsx";
import { useWhen } from "../../design/Time.tsx";
import text from "../../design/text.module.css";
import type { OfficeView } from "../../../shared/contract/snapshots.ts";
import type { DelegatesActions } from "./delegates-snapshot.ts";
import styles from "./Delegates.module.css";

export function Confirmation({ office, actions }: { readonly office: OfficeView; readonly actions: DelegatesActions }) {
  const { t } = useTranslation("delegates");
  const when = useWhen();
  const { confirmBy, holders, iDecide, votes } = office;
  if (confirmBy === null) return null;
  const isDue = confirmBy <= when.now;
  const voting = votes.some(({ recall }) => !recall);
  return (
    <div className={styles.confirm}>
      <p className={isDue && !voting ? text.need : styles.faint}>{t(isDue ? "confirm.due" : "confirm.later", { date: when.date(confirmBy) })}</p>
      {isDue && !voting && iDecide && (
        <p className={styles.acts}>
          <Button small onPress={() => actions.putToVote(office.id, { nominees: holders.map(({ member }) => member.id), method: "yes-no-abstain", grounds: t("confirm.grounds", { date: when.date(confirmBy) }) })}>
            {t("confirm.open")}
          </Button>
        </p>
      )}
    </div>
  );
}
