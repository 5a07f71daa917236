/** An earlier state of the document: as it was, or word for word beside what stands now. */
import { useEffect, useMemo, useRef, useState } from "react";
import type { Editor } from "@tiptap/core";
import { diffWordsWithSpace } from "diff";
import { useTranslation } from "react-i18next";
import { Checkbox } from "../../design/Checkbox.tsx";
import { DocumentPictures } from "./DocumentPictures.tsx";
import type { EditorWords } from "./editor/extensions.ts";
import { openEditor } from "./editor/open-editor.ts";
import prose from "./editor/Prose.module.css";
import { rootOf, textAt } from "./editor/shared-text.ts";
import styles from "./Document.module.css";

interface EarlierProps {
  readonly group: string;
  readonly state: Uint8Array;
  readonly words: EditorWords;
  /** The editor of what stands now. */
  readonly now: Editor;
  readonly onEditor: (editor: Editor | null) => void;
}

/** Longer than this no comparison may take, ms. */
const patience = 120;

export function Earlier({ group, state, words, now, onEditor }: EarlierProps) {
  const { t } = useTranslation("documents");
  const place = useRef<HTMLDivElement>(null);
  const [editor, setEditor] = useState<Editor | null>(null);
  const [compares, setCompares] = useState(false);
  useEffect(() => {
    const opened = openEditor({ root: rootOf(textAt(state)), place: place.current!, words, editable: false });
    setEditor(opened);
    onEditor(opened);
    return () => {
      setEditor(null);
      onEditor(null);
      opened.destroy();
    };
  }, [state, words, onEditor]);
  return (
    <>
      <Checkbox checked={compares} onChange={setCompares}>
        {t("history.compare")}
      </Checkbox>
      <div ref={place} hidden={compares} className={styles.earlier} />
      {editor && <DocumentPictures group={group} editor={editor} />}
      {compares && editor && <Compared before={plain(editor)} after={plain(now)} />}
    </>
  );
}

const plain = (editor: Editor): string => editor.getText({ blockSeparator: "\n\n" });

function Compared({ before, after }: { readonly before: string; readonly after: string }) {
  const { t } = useTranslation("documents");
  const pieces = useMemo(() => diffWordsWithSpace(before, after, { timeout: patience }), [before, after]);
  if (pieces === undefined) return <p role="status">{t("history.tooDifferent")}</p>;
  return (
    <div className={`${prose.text} ${styles.compared}`} dir="auto">
      {pieces.map(({ value, added, removed }, at) => (added ? <ins key={at}>{value}</ins> : removed ? <del key={at}>{value}</del> : <span key={at}>{value}</span>))}
    </div>
  );
}
