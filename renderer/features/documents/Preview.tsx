/** What others attest that the document was, while this machine still reads it: to be read only, and said to be that. */
import { useEffect, useMemo, useRef, useState } from "react";
import type { Editor } from "@tiptap/core";
import { useTranslation } from "react-i18next";
import type { DocumentPreview } from "../../../shared/contract/snapshots.ts";
import { DocumentPictures } from "./DocumentPictures.tsx";
import type { EditorWords } from "./editor/extensions.ts";
import { openEditor } from "./editor/open-editor.ts";
import { rootOf, textOf } from "./editor/shared-text.ts";
import styles from "./Document.module.css";

interface PreviewProps {
  readonly group: string;
  readonly preview: DocumentPreview;
  readonly loading: { readonly done: number; readonly of: number };
  readonly words: EditorWords;
}

/** Longer than this Yjs may not take with a state that others made, ms. */
const patience = 2_000;
/** So coarse, lest it be read out a hundred times. */
const step = 10;

export function Preview({ group, preview: { updates, attesters }, loading, words }: PreviewProps) {
  const { t } = useTranslation("documents");
  const place = useRef<HTMLDivElement>(null);
  const [editor, setEditor] = useState<Editor | null>(null);
  const text = useMemo(() => textOf(updates, patience), [updates]);
  useEffect(() => {
    if (text === null) return;
    const opened = openEditor({ root: rootOf(text), place: place.current!, words, editable: false });
    setEditor(opened);
    return () => {
      setEditor(null);
      opened.destroy();
    };
  }, [text, words]);
  const percent = step * Math.floor(((100 / step) * loading.done) / Math.max(1, loading.of));
  return (
    <>
      <div ref={place} className={styles.text} />
      {editor && <DocumentPictures group={group} editor={editor} />}
      <p role="status" className={styles.attested}>
        {text === null ? t("preview.tooLong", { percent }) : t("preview", { count: attesters, percent })}
      </p>
    </>
  );
}
