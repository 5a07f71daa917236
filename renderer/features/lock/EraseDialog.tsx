/** Asks once before everything on this machine is destroyed. Used by the lock screen and by Settings. */
import { useTranslation } from "react-i18next";
import { Dialog } from "../../design/Dialog.tsx";

interface EraseDialogProps {
  readonly open: boolean;
  readonly onKeep: () => void;
  readonly onErase: () => void;
}

export function EraseDialog({ open, onKeep, onErase }: EraseDialogProps) {
  const { t } = useTranslation("lock");
  return (
    <Dialog open={open} title={t("eraseTitle")} keep={t("eraseKeep")} act={t("eraseAct")} onKeep={onKeep} onAct={onErase}>
      <p>{t("eraseWhat")}</p>
      <p>{t("eraseAfter")}</p>
    </Dialog>
  );
}
