/** What is shown of a file under its row. Its room is kept while it is being looked into, so that no line moves. */
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../design/Button.tsx";
import type { FileRef } from "../../../shared/contract/file-snapshots.ts";
import { mayBeShown } from "./kinds.ts";
import { usePreview, type Preview } from "./preview-model.ts";
import styles from "./Files.module.css";

/** Pictures show themselves; sounds and films wait to be asked for. */
interface PreviewBoxProps {
  readonly group: string;
  readonly file: FileRef;
  /** What a picture shows, in words. */
  readonly label?: string;
}

export function PreviewBox({ group, file, label }: PreviewBoxProps) {
  const { t } = useTranslation("files");
  const kind = mayBeShown(file.mediaType);
  const [asked, setAsked] = useState(kind === "image");
  const preview = usePreview({ group, file: file.id, size: file.size }, asked && kind !== null);
  if (kind === null || preview?.is === "none") return asked && kind !== "image" && preview?.is === "none" ? <p className={styles.note}>{t("preview.none")}</p> : null;
  if (!asked) {
    return (
      <Button kind="quiet" small icon="play" onPress={() => setAsked(true)}>
        {t(kind === "audio" ? "preview.listen" : "preview.watch")}
      </Button>
    );
  }
  return <Shown preview={preview} kind={kind} name={file.name} {...(label !== undefined && { label })} />;
}

interface ShownProps {
  readonly preview: Preview | null;
  readonly kind: "image" | "audio" | "video";
  readonly name: string;
  readonly label?: string;
}

function Shown({ preview, kind, name, label }: ShownProps) {
  const { t } = useTranslation("files");
  if (preview?.is === "picture") return <Picture points={preview.points} label={label ?? t("preview.picture", { name })} />;
  if (preview?.is === "audio") return <audio className={styles.player} controls src={preview.url} aria-label={name} />;
  // A film of a member has no text track of ours; its name says what it is.
  if (preview?.is === "video") return <video className={styles.film} controls src={preview.url} aria-label={name} />;
  return <div className={kind === "image" ? styles.room : styles.note} aria-busy="true" />;
}

function Picture({ points, label }: { readonly points: ImageBitmap; readonly label: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    context?.drawImage(points, 0, 0);
  }, [points]);
  return (
    <div className={styles.room}>
      <canvas ref={canvas} className={styles.picture} width={points.width} height={points.height} role="img" aria-label={label} />
    </div>
  );
}
