/** Where a record file is given: dropped here, or chosen. */
import { useTranslation } from "react-i18next";
import { DropZone } from "react-aria-components/DropZone";
import { Button } from "../../design/Button.tsx";
import { Icon } from "../../design/Icon.tsx";
import styles from "./Records.module.css";

interface CheckFileProps {
  readonly busy: boolean;
  readonly onChoose: () => void;
  readonly onFile: (file: File) => void;
}

export function CheckFile({ busy, onChoose, onFile }: CheckFileProps) {
  const { t } = useTranslation("records");
  return (
    <DropZone
      className={styles.drop ?? ""}
      aria-label={t("check.drop")}
      onDrop={async (event) => {
        const item = event.items.find((each) => each.kind === "file");
        if (item?.kind === "file") onFile(await item.getFile());
      }}
    >
      <Icon name="paper" />
      <p>{t("check.say")}</p>
      <Button onPress={onChoose} waits={busy ? t("check.busy") : null}>
        {t("check.choose")}
      </Button>
    </DropZone>
  );
}
