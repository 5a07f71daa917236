/** What one does with a document as a whole: files in and out, paper, and a motion. */
import { useTranslation } from "react-i18next";
import type { Editor } from "@tiptap/core";
import { useLocation } from "wouter";
import { paths } from "../../app/paths.ts";
import { useShell } from "../../app/shell.ts";
import type { MenuAct } from "../../design/Menu.tsx";
import { useToast } from "../../design/Toast.tsx";
import { useRun } from "../../engine/run.ts";
import { emptyOption, readDraft, writeDraft } from "../motions/motion-draft.ts";
import type { DocumentPageSnapshot } from "./document-model.ts";
import { fileOf, formats, markdownOf } from "./editor/exchange.ts";
import { insertFile } from "./editor/foreign.ts";

export function useDocumentActs({ group, id, title, versions }: DocumentPageSnapshot, editor: Editor | null, onName: () => void): readonly MenuAct[] {
  const { t } = useTranslation("documents");
  const [, go] = useLocation();
  const shell = useShell();
  const run = useRun();
  const toast = useToast();
  if (editor === null) return [];

  const bring = async (): Promise<void> => {
    const bytes = await shell.openFile();
    if (bytes !== null && !insertFile(editor, bytes)) toast({ text: t("tooMuch") });
  };
  /** The form of a new motion, filled with the text as it stands in the newest version. */
  const propose = async (): Promise<void> => {
    const version = versions.at(-1)?.id ?? id;
    const text = markdownOf(editor);
    const draft = { ...readDraft(""), title, situation: t("motion.situation", { title, version }), options: [{ ...emptyOption(), title, text }, emptyOption()] };
    await run({ type: "draft.save", key: `motion:new:${id}`, text: writeDraft(draft) });
    go(paths.newMotion(group, undefined, id));
  };
  return [
    { id: "name", name: t("rename"), icon: "pencil", apart: true, onAct: onName },
    { id: "motion", name: t("motion.propose"), icon: "hand", onAct: () => void propose() },
    { id: "import", name: t("import"), apart: true, onAct: () => void bring() },
    ...formats.map((format) => ({
      id: format,
      name: t(`export.${format}`),
      onAct: () => {
        const file = fileOf(editor, title, format);
        void shell.saveFile(file.name, file.bytes);
      },
    })),
    { id: "print", name: t("print"), onAct: () => window.print() },
  ];
}
