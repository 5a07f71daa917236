/** MAN-9. The credential that shows other groups who holds an office, and the groups it is presented to by itself. */
import { useTranslation } from "react-i18next";
import { Button } from "../../design/Button.tsx";
import type { OfficeView } from "../../../shared/contract/snapshots.ts";
import type { DelegatesActions, DelegatesSnapshot } from "./delegates-snapshot.ts";
import styles from "./Delegates.module.css";

interface ForOthersProps {
  readonly office: OfficeView;
  readonly snapshot: DelegatesSnapshot;
  readonly actions: DelegatesActions;
}

export function ForOthers({ office, snapshot, actions }: ForOthersProps) {
  const { t } = useTranslation("delegates");
  const { otherGroups, saved } = snapshot;
  if (office.holders.length === 0 && office.ended.length === 0) return null;
  const isShown = (id: string): boolean => office.presentedTo.some((one) => one.group === id);
  return (
    <div className={styles.others}>
      <p className={styles.acts}>
        <Button small icon="save" onPress={() => actions.saveCredential(office.id)}>
          {t("credential.save")}
        </Button>
        {otherGroups.map(({ id, name }) => (
          <Button key={id} small onPress={() => actions.link(office.id, id, !isShown(id))}>
            {t(isShown(id) ? "credential.unlink" : "credential.link", { group: name })}
          </Button>
        ))}
      </p>
      <p className={styles.faint} role="status">
        {saved?.office === office.id && t("credential.saved", { file: saved.fileName })}
      </p>
    </div>
  );
}
