/**
 * What is shown of a file under its row. A picture's room is kept while it is being looked into, and when nothing is to be
 * seen of it after all: were it given up, what stands below would move away under a finger that is about to press it.
 */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../design/Button.tsx";
import type { FileRef } from "../../../shared/contract/file-snapshots.ts";
import { mayBeShown, type Shown } from "./kinds.ts";
import { PdfPages } from "./PdfPages.tsx";
import { Points } from "./Points.tsx";
import { usePreview, type Preview } from "./preview-model.ts";
import styles from "./Files.module.css";

interface PreviewBoxProps {
  readonly group: string;
  readonly file: FileRef;
  /** What a picture shows, in words. */
  readonly label?: string;
}

/** Pictures show themselves; the others wait to be asked for. */
export function PreviewBox({ group, file, label }: PreviewBoxProps) {
  const { t } = useTranslation("files");
  const kind = mayBeShown(file.mediaType);
  const [asked, setAsked] = useState(kind === "image");
  const preview = usePreview({ group, file: file.id, size: file.size }, asked && kind !== null);
  if (kind === null) return null;
  if (!asked && kind !== "image") {
    return (
      <Button kind="quiet" small icon={kind === "pdf" ? "paper" : "play"} onPress={() => setAsked(true)}>
        {t(asking[kind])}
      </Button>
    );
  }
  return <Seen preview={preview} kind={kind} name={file.name} {...(label !== undefined && { label })} />;
}

const asking = { audio: "preview.listen", video: "preview.watch", pdf: "preview.read" } as const;

interface SeenProps {
  readonly preview: Preview | null;
  readonly kind: Shown;
  readonly name: string;
  readonly label?: string;
}

function Seen({ preview, kind, name, label }: SeenProps) {
  const { t } = useTranslation("files");
  if (preview?.is === "none") {
    const note = <p className={styles.note}>{t("preview.none")}</p>;
    return kind === "image" ? <div className={styles.room}>{note}</div> : note;
  }
  if (preview?.is === "picture") {
    return (
      <div className={styles.room}>
        <Points points={preview.points} label={label ?? t("preview.picture", { name })} />
      </div>
    );
  }
  if (preview?.is === "pdf") return <PdfPages document={preview.document} name={name} />;
  if (preview?.is === "audio") return <audio className={styles.player} controls src={preview.url} aria-label={name} />;
  // A film of a member has no text track of ours; its name says what it is.
  if (preview?.is === "video") return <video className={styles.film} controls src={preview.url} aria-label={name} />;
  return <div className={kind === "image" ? styles.room : kind === "pdf" ? styles.sheet : styles.note} aria-busy="true" />;
}
