/** Below what is being written: the files that go with it, and the way to add some. Dropping and pasting is in `fileEvents`. */
import { useRef, type ClipboardEvent, type DragEvent } from "react";
import { useTranslation } from "react-i18next";
import { RefusalNote } from "../../app/refusal.tsx";
import { IconButton } from "../../design/Button.tsx";
import { Icon } from "../../design/Icon.tsx";
import { useSize } from "../../design/size.ts";
import type { Attaching } from "./attaching.ts";
import styles from "./Files.module.css";

export function Attachments({ attaching }: { readonly attaching: Attaching }) {
  const { t } = useTranslation("files");
  const size = useSize();
  return (
    <>
      {attaching.uploads.length > 0 && (
        <ul className={styles.uploads} aria-label={t("attached")}>
          {attaching.uploads.map((upload) => (
            <li key={upload.id} className={styles.upload}>
              <Icon name="paper" />
              <bdi className={styles.uploadName}>{upload.name}</bdi>
              <span className={styles.where}>{upload.ready ? size(upload.size) : t("reading", { read: size(upload.read), size: size(upload.size) })}</span>
              <IconButton kind="quiet" small icon="close" label={t("drop", { name: upload.name })} onPress={() => attaching.drop(upload.id)} />
            </li>
          ))}
        </ul>
      )}
      <RefusalNote refusal={attaching.refusal} />
    </>
  );
}

export function AttachButton({ onFiles }: { readonly onFiles: (files: Iterable<File>) => void }) {
  const { t } = useTranslation("files");
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <IconButton kind="quiet" small icon="clip" label={t("attach")} onPress={() => input.current?.click()} />
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={t("attach")}
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          event.target.value = ""; // so that the same file can be chosen again
        }}
      />
    </>
  );
}

/** Dropped and pasted files; text goes where it always goes. */
export const fileEvents = (onFiles: (files: Iterable<File>) => void) => ({
  onDragOver: (event: DragEvent) => {
    if (event.dataTransfer.types.includes("Files")) event.preventDefault();
  },
  onDrop: (event: DragEvent) => {
    if (event.dataTransfer.files.length === 0) return;
    event.preventDefault();
    onFiles([...event.dataTransfer.files]);
  },
  onPaste: (event: ClipboardEvent) => {
    if (event.clipboardData.files.length === 0) return;
    event.preventDefault();
    onFiles([...event.clipboardData.files]);
  },
});
