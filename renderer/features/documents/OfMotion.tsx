/** Above the text when a motion led here: whether its text is this document's, and what a vote accepted, to be put in. */
import { useEffect, useState } from "react";
import type { Editor } from "@tiptap/core";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { paths } from "../../app/paths.ts";
import { Button } from "../../design/Button.tsx";
import { Part } from "../../design/Part.tsx";
import { useRun } from "../../engine/run.ts";
import { useSnapshot } from "../../engine/snapshot.ts";
import type { MotionSnapshot } from "../../../shared/contract/snapshots.ts";
import { markdownOf } from "./editor/exchange.ts";
import type { EditorWords } from "./editor/extensions.ts";
import prose from "./editor/Prose.module.css";
import { openEditor } from "./editor/open-editor.ts";
import { rootOf, textAt } from "./editor/shared-text.ts";
import { settle, type Suggestion } from "./editor/suggestions.ts";
import { readLines, readReference, saidBy, wordsOf, type DocumentNamed, type SuggestionNamed } from "./motion-words.ts";
import { useSuggestions } from "./use-suggestions.ts";
import styles from "./Document.module.css";

interface OfMotionProps {
  readonly group: string;
  readonly document: string;
  readonly motion: string;
  readonly words: EditorWords;
  readonly editor: Editor;
}

export function OfMotion({ motion: id, ...rest }: OfMotionProps) {
  const motion = useSnapshot({ query: "motion", group: rest.group, motion: id });
  const named = motion ? readReference(motion.situation) : null;
  if (!motion || named === null || named.document !== rest.document) return null;
  return <Said {...rest} motion={motion} named={named} />;
}

interface SaidProps extends Omit<OfMotionProps, "motion"> {
  readonly motion: MotionSnapshot;
  readonly named: DocumentNamed;
}

function Said({ group, motion, named, words, editor }: SaidProps) {
  const { t } = useTranslation("documents");
  const { text, passed } = saidBy(motion);
  const lines = readLines(text);
  return (
    <Part title={t("ofMotion.title")}>
      <div className={styles.ofMotion}>
        <p>
          <Link href={paths.motion(group, motion.id)} dir="auto">
            {motion.title}
          </Link>
        </p>
        {lines.length === 0 ? <Compared group={group} named={named} text={text} words={words} /> : <Amendment passed={passed} lines={lines} editor={editor} />}
      </div>
    </Part>
  );
}

type Check = "checking" | "same" | "other" | "absent";

/** Makes the text of the named state anew and lays the motion's beside it. */
function Compared({ group, named, text, words }: Pick<SaidProps, "group" | "named" | "words"> & { readonly text: string }) {
  const { t } = useTranslation("documents");
  const run = useRun();
  const [check, setCheck] = useState<Check>("checking");
  const { document } = named;
  const heads = named.heads.join("+");
  useEffect(() => {
    let gone = false;
    void run({ type: "document.at", group, document, heads: heads.split("+") }).then((found) => {
      if (!gone) setCheck(!found.ok ? "absent" : markdownAt(found.value.state, words) === text ? "same" : "other");
    });
    return () => {
      gone = true;
    };
  }, [run, group, document, heads, text, words]);
  return <p role="status">{t(`ofMotion.${check}`)}</p>;
}

function markdownAt(state: Uint8Array, words: EditorWords): string {
  const editor = openEditor({ root: rootOf(textAt(state)), place: window.document.createElement("div"), words, editable: false });
  const markdown = markdownOf(editor);
  editor.destroy();
  return markdown;
}

interface AmendmentProps {
  /** A vote accepted it. */
  readonly passed: boolean;
  readonly lines: readonly SuggestionNamed[];
  readonly editor: Editor;
}

function Amendment({ passed, lines, editor }: AmendmentProps) {
  const { t } = useTranslation("documents");
  const open = useSuggestions(editor);
  const standing = lines.flatMap((line) => open.find((suggestion) => isIt(suggestion, line)) ?? []);
  const put = (): void => {
    settle(editor, standing, true);
    editor.view.focus(); // this button goes with what it did
  };
  const gone = lines.filter((line) => !open.some((suggestion) => isIt(suggestion, line)));
  return (
    <>
      {gone.length > 0 && (
        <>
          <p>{t("ofMotion.changed", { count: gone.length })}</p>
          <ul className={styles.gone}>
            {gone.map(({ id, words }) => (
              <li key={id} dir="auto">
                {words}
              </li>
            ))}
          </ul>
        </>
      )}
      {standing.length > 0 && (
        <>
          <p>{t(passed ? "ofMotion.passed" : "ofMotion.undecided", { count: standing.length })}</p>
          <ul className={styles.standing}>
            {standing.map((suggestion) => (
              <Standing key={suggestion.id} suggestion={suggestion} editor={editor} />
            ))}
          </ul>
        </>
      )}
      {passed && standing.length > 0 && (
        <Button kind="first" small onPress={put}>
          {t("ofMotion.put")}
        </Button>
      )}
    </>
  );
}

/** From its words in the text Alt S leads to where it is decided. */
function Standing({ suggestion: { deleted, inserted, parts }, editor }: { readonly suggestion: Suggestion; readonly editor: Editor }) {
  const { t } = useTranslation("documents");
  const show = (): void => void editor.chain().focus().setTextSelection(parts[0]!).scrollIntoView().run();
  return (
    <li>
      <span dir="auto">
        {deleted !== "" && <del className={prose.deletion}>{deleted}</del>} {inserted !== "" && <ins className={prose.insertion}>{inserted}</ins>}
      </span>
      <Button kind="quiet" small onPress={show}>
        {t("comments.show")}
      </Button>
    </li>
  );
}

const isIt = (suggestion: Suggestion, { id, words }: SuggestionNamed): boolean => suggestion.id === id && wordsOf(suggestion) === words;
