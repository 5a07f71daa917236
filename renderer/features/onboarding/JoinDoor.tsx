/** Joining a group: scan a code with the camera, take it from an image, or paste the link. Shows how the asking goes on. */
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { RefusalNote } from "../../app/refusal.tsx";
import { Button } from "../../design/Button.tsx";
import { ErrorNote } from "../../design/ErrorNote.tsx";
import { TextField } from "../../design/Field.tsx";
import { CodeCamera } from "./CodeCamera.tsx";
import { JoinProgress } from "./JoinProgress.tsx";
import { readCodeFromImage } from "./read-code.ts";
import styles from "./Onboarding.module.css";
import type { Refusal } from "../../../shared/contract/refusals.ts";
import type { JoinRow } from "../../../shared/contract/snapshots.ts";

export interface JoinSnapshot {
  readonly busy: boolean;
  readonly refusal: Refusal | null;
  /** From outside, to be filled in. */
  readonly link: string | null;
  readonly joins: readonly JoinRow[];
}

export interface JoinActions {
  join(link: string): void;
  cancel(join: string): void;
}

/** Why no code came: from an image without one, or no camera. */
type ScanTrouble = "noCode" | "noCamera";

export function JoinDoor({ snapshot, actions }: { readonly snapshot: JoinSnapshot; readonly actions: JoinActions }) {
  const { t } = useTranslation("onboarding");
  const [link, setLink] = useState(snapshot.link ?? "");
  const [scanning, setScanning] = useState(false);
  const [trouble, setTrouble] = useState<ScanTrouble | null>(null);

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (link.trim() !== "" && !snapshot.busy) actions.join(link.trim());
  };
  const take = (code: string): void => {
    setScanning(false);
    setTrouble(null);
    setLink(code);
  };
  const takeImage = async (): Promise<void> => {
    const read = await readCodeFromImage();
    if (read === "noCode") setTrouble("noCode");
    else if (read !== null) take(read.code);
  };

  return (
    <form className={styles.door} onSubmit={submit} aria-labelledby="join">
      <h2 id="join">{t("join")}</h2>
      <p className={styles.dim}>{t("join.what")}</p>
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
        <Button kind={link === "" ? "first" : "outlined"} onPress={() => setScanning(!scanning)}>
          {scanning ? t("scan.stop") : t("scan")}
        </Button>
        <Button icon="image" onPress={() => void takeImage()}>
          {t("fromImage")}
        </Button>
      </div>
      {trouble && <ErrorNote>{t(`scan.${trouble}`)}</ErrorNote>}
      <TextField label={t("orPaste")} value={link} onChange={setLink} placeholder="veche:join…" />
      <Button type="submit" kind={link === "" ? "outlined" : "first"} waits={snapshot.busy ? t("asking") : link.trim() === "" ? t("afterLink") : null}>
        {t("join.act")}
      </Button>
      {!snapshot.busy && <RefusalNote refusal={snapshot.refusal} />}
      {snapshot.joins.map((join) => (
        <JoinProgress key={join.id} join={join} cancel={() => actions.cancel(join.id)} />
      ))}
    </form>
  );
}
