/** Where a code comes from: the camera, or an image. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../design/Button.tsx";
import { ErrorNote } from "../../design/ErrorNote.tsx";
import { CodeCamera } from "./CodeCamera.tsx";
import { readCodeFromImage } from "./read-code.ts";
import styles from "./Codes.module.css";

interface CodeSourceProps {
  readonly onCode: (code: string) => void;
  /** It is what to do first here. */
  readonly first?: boolean;
}

/** Why no code came: from an image without one, or no camera. */
type ScanTrouble = "noCode" | "noCamera";

export function CodeSource({ onCode, first = false }: CodeSourceProps) {
  const { t } = useTranslation("codes");
  const [scanning, setScanning] = useState(false);
  const [trouble, setTrouble] = useState<ScanTrouble | null>(null);
  const take = (code: string): void => {
    setScanning(false);
    setTrouble(null);
    onCode(code);
  };
  const takeImage = async (): Promise<void> => {
    const read = await readCodeFromImage();
    if (read === "noCode") setTrouble("noCode");
    else if (read !== null) take(read.code);
  };
  return (
    <div className={styles.source}>
      {scanning && (
        <CodeCamera
          label={t("camera")}
          onCode={take}
          onTrouble={() => {
            setScanning(false);
            setTrouble("noCamera");
          }}
        />
      )}
      <div className={styles.scan}>
        <Button kind={first ? "first" : "outlined"} onPress={() => setScanning(!scanning)}>
          {scanning ? t("scan.stop") : t("scan")}
        </Button>
        <Button icon="image" onPress={() => void takeImage()}>
          {t("fromImage")}
        </Button>
      </div>
      {trouble && <ErrorNote>{t(`scan.${trouble}`)}</ErrorNote>}
    </div>
  );
}
