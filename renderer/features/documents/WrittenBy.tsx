/** Whose the word under the pointer is, beside it; and, for those without one, whose the word at the caret is, to be read aloud. */
import { useEffect, useState } from "react";
import type { Editor } from "@tiptap/core";
import { useTranslation } from "react-i18next";
import text from "../../design/text.module.css";
import type { Author } from "./document-model.ts";
import { runsOf } from "./editor/author-view.ts";
import type { Run } from "./editor/written.ts";
import styles from "./Document.module.css";

interface WrittenByProps {
  readonly editor: Editor;
  readonly byClient: ReadonlyMap<number, Author>;
}

interface Pointed {
  readonly author: Author;
  readonly x: number;
  readonly y: number;
}

/** How long the pointer rests before it is a question, ms. */
const rest = 350;

export function WrittenBy({ editor, byClient }: WrittenByProps) {
  const { t } = useTranslation("documents");
  const { t: tDesign } = useTranslation("design");
  const [pointed, setPointed] = useState<Pointed | null>(null);
  const [atCaret, setAtCaret] = useState<Author | null>(null);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const authorAt = (position: number): Author | null => {
      const at = editor.state.doc.resolve(position);
      const run = runAt(runsOf(editor.state, at.depth === 0 ? undefined : { from: at.before(1), to: at.after(1) }), position);
      return (run && byClient.get(run.client)) ?? null;
    };
    const moved = ({ clientX, clientY }: MouseEvent): void => {
      clearTimeout(timer);
      setPointed(null);
      timer = setTimeout(() => {
        const at = editor.view.posAtCoords({ left: clientX, top: clientY });
        const author = at === null ? null : authorAt(at.pos);
        setPointed(author && { author, x: clientX, y: clientY });
      }, rest);
    };
    const left = (): void => {
      clearTimeout(timer);
      setPointed(null);
    };
    const asked = (event: KeyboardEvent): void => {
      if (event.altKey && event.code === "KeyW") setAtCaret(authorAt(editor.state.selection.head));
    };
    const { dom } = editor.view;
    dom.addEventListener("mousemove", moved);
    dom.addEventListener("mouseleave", left);
    dom.addEventListener("keydown", asked);
    return () => {
      clearTimeout(timer);
      dom.removeEventListener("mousemove", moved);
      dom.removeEventListener("mouseleave", left);
      dom.removeEventListener("keydown", asked);
    };
  }, [editor, byClient]);

  const nameOf = ({ member }: Author): string => (member.me ? tDesign("you") : member.name);
  return (
    <>
      {pointed && (
        <span className={styles.writtenBy} style={{ insetInlineStart: pointed.x, insetBlockStart: pointed.y + 18 }} aria-hidden="true">
          {t("writtenBy", { name: nameOf(pointed.author) })}
        </span>
      )}
      <p className={text.hidden} role="status">
        {atCaret ? t("writtenBy", { name: nameOf(atCaret) }) : ""}
      </p>
    </>
  );
}

function runAt(runs: readonly Run[], position: number): Run | undefined {
  let low = 0;
  let high = runs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (runs[middle]!.to <= position) low = middle + 1;
    else high = middle;
  }
  const found = runs[low];
  return found !== undefined && found.from <= position ? found : undefined;
}
