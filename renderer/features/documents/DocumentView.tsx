/** One document: its text, written alone or with others, who wrote it, what is said about it, how it came to be. */
import { useCallback, useMemo, useRef, useState } from "react";
import type { Editor } from "@tiptap/core";
import { useTranslation } from "react-i18next";
import { BeforeYou } from "../../app/BeforeYou.tsx";
import { paths } from "../../app/paths.ts";
import { RefusalNote } from "../../app/refusal.tsx";
import { Button } from "../../design/Button.tsx";
import { Empty } from "../../design/Empty.tsx";
import { Page } from "../../design/Page.tsx";
import { useToast } from "../../design/Toast.tsx";
import { AuthorLine } from "./AuthorLine.tsx";
import { CommentLine } from "./CommentLine.tsx";
import { Comments } from "./Comments.tsx";
import type { DocumentPageModel, DocumentPageSnapshot } from "./document-model.ts";
import { DocumentPictures } from "./DocumentPictures.tsx";
import { Earlier } from "./Earlier.tsx";
import { selectedPassage } from "./editor/commented.ts";
import { EditorSurface } from "./editor/EditorSurface.tsx";
import type { EditorWords } from "./editor/extensions.ts";
import { Toolbar } from "./editor/Toolbar.tsx";
import { Evidence } from "./Evidence.tsx";
import { History } from "./History.tsx";
import { chosenAlt } from "./editor/picture.ts";
import { LinkLine } from "./LinkLine.tsx";
import { Naming } from "./Naming.tsx";
import { OfMotion } from "./OfMotion.tsx";
import { PrintedLine } from "./PrintedLine.tsx";
import { PictureLine } from "./PictureLine.tsx";
import { Preview } from "./Preview.tsx";
import { SavedLine, SetAside } from "./SavedLine.tsx";
import { Suggestions } from "./Suggestions.tsx";
import { useDocumentActs } from "./use-document-acts.ts";
import { useEarlier } from "./use-earlier.ts";
import { usePictures } from "./use-pictures.ts";
import { WrittenBy } from "./WrittenBy.tsx";
import styles from "./Document.module.css";

/** What is asked for above the text. */
type Line = { readonly asks: "link" | "picture" } | { readonly asks: "name" } | { readonly asks: "comment"; readonly passage: ReturnType<typeof selectedPassage> };

export function DocumentView({ snapshot, actions, motion }: DocumentPageModel & { readonly motion: string | null }) {
  const { t } = useTranslation("documents");
  const { group, id, title, text, hasVersions, authors, showsAuthors } = snapshot;
  const [opened, setEditor] = useState<Editor | null>(null);
  // What this machine had read before is shown at once; it is written on once all of it has been read again.
  const editor = snapshot.loading === null ? opened : null;
  const [earlierEditor, setEarlierEditor] = useState<Editor | null>(null);
  const [suggests, setSuggests] = useState(false);
  const [line, setLine] = useState<Line | null>(null);
  const earlier = useEarlier(group, id);
  const words = useEditorWords(title);
  const acts = useDocumentActs(snapshot, editor, () => setLine({ asks: "name" }));
  const pictures = usePictures(group, id);
  const picker = useRef<HTMLInputElement>(null);
  const picture = (): void => {
    if (editor && chosenAlt(editor) !== null) setLine({ asks: "picture" });
    else picker.current?.click();
  };
  const close = useCallback(() => {
    setLine(null);
    editor?.commands.focus();
  }, [editor]);
  return (
    <Page
      title={title}
      peopleTitle
      toolStrip
      crumbs={[{ name: t("title"), to: paths.place(group, "documents") }, { name: title }]}
      acts={
        earlier.version === null && (
          <Toolbar editor={editor} acts={acts} suggests={suggests} onSuggest={setSuggests} onLink={() => setLine({ asks: "link" })} onPicture={picture} onComment={() => editor && setLine({ asks: "comment", passage: selectedPassage(editor.state) })} />
        )
      }
      under={
        <>
          <AuthorLine authors={authors} reading={snapshot.loading !== null} shown={showsAuthors} onShow={actions.showAuthors} />
          <PrintedLine authors={authors} />
        </>
      }
      margin={<Margin snapshot={snapshot} editor={editor} />}
      {...(hasVersions && { dock: <History group={group} document={id} authors={authors} version={earlier.version} onLook={earlier.look} onRestore={() => earlier.restore(earlierEditor, editor)} /> })}
    >
      {line?.asks === "link" && editor && <LinkLine editor={editor} onDone={close} />}
      {line?.asks === "picture" && editor && <PictureLine editor={editor} onDone={close} />}
      {line?.asks === "name" && <Naming snapshot={snapshot} onDone={close} />}
      {line?.asks === "comment" && <CommentLine group={group} document={id} passage={line.passage} onDone={close} />}
      <SetAside kept={snapshot.kept} onPutBack={(lost) => editor?.chain().focus().insertContent({ type: "text", text: lost }).run()} />
      {motion !== null && editor && <OfMotion group={group} document={id} motion={motion} words={words} editor={editor} />}
      <RefusalNote refusal={earlier.refusal} />
      {earlier.state !== null && editor && <Earlier group={group} state={earlier.state} words={words} now={editor} onEditor={setEarlierEditor} />}
      {text === null ? <Waiting snapshot={snapshot} words={words} /> : <Text snapshot={snapshot} actions={actions} hidden={earlier.version !== null} words={words} suggests={suggests} editor={opened} onPictures={(now, files) => void pictures(now, files)} onEditor={setEditor} />}
      {text !== null && snapshot.loading !== null && <Rest loading={snapshot.loading} />}
      <input
        ref={picker}
        type="file"
        accept="image/png,image/jpeg,image/gif,image/webp"
        hidden
        aria-label={t("tool.picture")}
        onChange={({ target }) => {
          if (editor) void pictures(editor, [...(target.files ?? [])]);
          target.value = ""; // so that the same picture can be chosen again
        }}
      />
    </Page>
  );
}

function useEditorWords(title: string): EditorWords {
  const { t } = useTranslation("documents");
  const toast = useToast();
  return useMemo(() => ({ label: title, task: (task) => t("task", { text: task }), tooMuch: () => toast({ text: t("tooMuch") }), onlyWords: () => toast({ text: t("suggestion.onlyWords") }) }), [title, t, toast]);
}

interface TextProps extends DocumentPageModel {
  readonly words: EditorWords;
  readonly suggests: boolean;
  /** While an earlier state is looked at. */
  readonly hidden: boolean;
  readonly editor: Editor | null;
  readonly onPictures: (editor: Editor, files: readonly File[]) => void;
  readonly onEditor: (editor: Editor | null) => void;
}

function Text({ snapshot, actions, hidden, words, suggests, editor, onPictures, onEditor }: TextProps) {
  const { t } = useTranslation("documents");
  const { text, carets, comments, byClient, showsAuthors } = snapshot;
  const colours = useMemo(() => new Map(showsAuthors ? [...byClient].map(([client, { colour }]) => [client, colour] as const) : []), [showsAuthors, byClient]);
  const passages = useMemo(() => comments.filter(({ resolved }) => !resolved), [comments]);
  if (text === null) return null;
  return (
    <div hidden={hidden}>
      <div className={styles.text}>
        <EditorSurface text={text} words={words} carets={carets} colours={colours} passages={passages} editable={snapshot.loading === null} suggests={suggests} onPictures={onPictures} onEditor={onEditor} onPoint={actions.point} onBlur={actions.flush} />
        {editor && <DocumentPictures group={snapshot.group} editor={editor} />}
        {editor && <WrittenBy editor={editor} byClient={byClient} />}
      </div>
      <p className={styles.hint}>{t("leave")}</p>
    </div>
  );
}

function Margin({ snapshot, editor }: { readonly snapshot: DocumentPageSnapshot; readonly editor: Editor | null }) {
  return (
    <div className={styles.known}>
      {editor && <Suggestions editor={editor} document={snapshot} />}
      <Comments group={snapshot.group} comments={snapshot.comments} editor={editor} />
      <SavedLine group={snapshot.group} document={snapshot.id} kept={snapshot.kept} with={snapshot.carets} />
      <Evidence evidence={snapshot.evidence} />
    </div>
  );
}

/** So coarse, lest it be read out a hundred times. */
const step = 20;

function Rest({ loading: { done, of } }: { readonly loading: NonNullable<DocumentPageSnapshot["loading"]> }) {
  const { t } = useTranslation("documents");
  return (
    <p role="status" className={styles.attested}>
      {t("loading.rest", { percent: step * Math.floor(((100 / step) * done) / Math.max(1, of)) })}
    </p>
  );
}

function Waiting({ snapshot, words }: { readonly snapshot: DocumentPageSnapshot; readonly words: EditorWords }) {
  const { t } = useTranslation("documents");
  const { group, loading, preview } = snapshot;
  if (loading && preview) return <Preview group={group} preview={preview} loading={loading} words={words} />;
  return <p role="status">{loading ? t("loading", { done: loading.done, count: loading.of }) : ""}</p>;
}

export function DocumentMissing({ group, onBack }: { readonly group: string; readonly onBack: () => void }) {
  const { t } = useTranslation("documents");
  return (
    <Page title={t("missing.title")} crumbs={[{ name: t("title"), to: paths.place(group, "documents") }, { name: t("missing.title") }]}>
      <Empty title={t("missing.what")} acts={<Button onPress={onBack}>{t("missing.back")}</Button>}>
        {t("missing.why")}
        <BeforeYou group={group} />
      </Empty>
    </Page>
  );
}
