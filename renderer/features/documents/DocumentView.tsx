/** One document: its text, written alone or with others, who wrote it, and what of it is kept. */
import { useCallback, useMemo, useState } from "react";
import type { Editor } from "@tiptap/core";
import { useTranslation } from "react-i18next";
import { paths } from "../../app/paths.ts";
import { Button } from "../../design/Button.tsx";
import { Empty } from "../../design/Empty.tsx";
import { Page } from "../../design/Page.tsx";
import { AuthorLine } from "./AuthorLine.tsx";
import type { DocumentPageModel, DocumentPageSnapshot } from "./document-model.ts";
import { EditorSurface } from "./editor/EditorSurface.tsx";
import { Toolbar } from "./editor/Toolbar.tsx";
import { Evidence } from "./Evidence.tsx";
import { LinkLine } from "./LinkLine.tsx";
import { Naming } from "./Naming.tsx";
import { SavedLine, SetAside } from "./SavedLine.tsx";
import { WrittenBy } from "./WrittenBy.tsx";
import styles from "./Document.module.css";

export function DocumentView({ snapshot, actions }: DocumentPageModel) {
  const { t } = useTranslation("documents");
  const { group, title, text, byClient, showsAuthors } = snapshot;
  const [editor, setEditor] = useState<Editor | null>(null);
  const [line, setLine] = useState<"link" | "name" | null>(null);
  const colours = useMemo(() => new Map(showsAuthors ? [...byClient].map(([client, { colour }]) => [client, colour] as const) : []), [showsAuthors, byClient]);
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
      acts={<Toolbar editor={editor} acts={[{ id: "name", name: t("rename"), icon: "pencil", apart: true, onAct: () => setLine("name") }]} onLink={() => setLine("link")} />}
      under={<AuthorLine authors={snapshot.authors} shown={showsAuthors} onShow={actions.showAuthors} />}
      margin={<Margin snapshot={snapshot} />}
    >
      {line === "link" && editor && <LinkLine editor={editor} onDone={close} />}
      {line === "name" && <Naming snapshot={snapshot} onDone={close} />}
      <SetAside saving={snapshot.saving} onPutBack={(words) => editor?.chain().focus().insertContent({ type: "text", text: words }).run()} onDrop={actions.dropSetAside} />
      {text ? <Text snapshot={snapshot} actions={actions} colours={colours} editor={editor} onEditor={setEditor} /> : <Loading snapshot={snapshot} />}
    </Page>
  );
}

interface TextProps extends DocumentPageModel {
  readonly colours: ReadonlyMap<number, number>;
  readonly editor: Editor | null;
  readonly onEditor: (editor: Editor | null) => void;
}

function Text({ snapshot, actions, colours, editor, onEditor }: TextProps) {
  const { t } = useTranslation("documents");
  const { text, title, carets, byClient } = snapshot;
  const words = useMemo(() => ({ label: title, task: (task: string) => t("task", { text: task }) }), [title, t]);
  if (text === null) return null;
  return (
    <>
      <div className={styles.text}>
        <EditorSurface text={text} words={words} carets={carets} colours={colours} onEditor={onEditor} onPoint={actions.point} onBlur={actions.flush} />
        {editor && <WrittenBy editor={editor} byClient={byClient} />}
      </div>
      <p className={styles.hint}>{t("leave")}</p>
    </>
  );
}

function Margin({ snapshot }: { readonly snapshot: DocumentPageSnapshot }) {
  return (
    <div className={styles.known}>
      <SavedLine saving={snapshot.saving} apart={snapshot.apart} with={snapshot.carets} />
      <Evidence evidence={snapshot.evidence} />
    </div>
  );
}

function Loading({ snapshot }: { readonly snapshot: DocumentPageSnapshot }) {
  const { t } = useTranslation("documents");
  return <p role="status">{snapshot.loading ? t("loading", { done: snapshot.loading.done, count: snapshot.loading.of }) : ""}</p>;
}

export function DocumentMissing({ group, onBack }: { readonly group: string; readonly onBack: () => void }) {
  const { t } = useTranslation("documents");
  return (
    <Page title={t("missing.title")} crumbs={[{ name: t("title"), to: paths.place(group, "documents") }, { name: t("missing.title") }]}>
      <Empty title={t("missing.what")} acts={<Button onPress={onBack}>{t("missing.back")}</Button>}>
        {t("missing.why")}
      </Empty>
    </Page>
  );
}
