/** What one does with a document as a whole: files in and out, paper, and a motion. */
import { useTranslation } from "react-i18next";
import type { Editor } from "@tiptap/core";
import { useLocation } from "wouter";
import { paths } from "../../app/paths.ts";
import { useShell } from "../../app/shell.ts";
import type { MenuAct } from "../../design/Menu.tsx";
import { useToast } from "../../design/Toast.tsx";
import type { DocumentPageSnapshot } from "./document-model.ts";
import { fileOf, formats } from "./editor/exchange.ts";
import { insertFile } from "./editor/foreign.ts";
import { print } from "./print.ts";
import { useProposing } from "./use-proposing.ts";

export function useDocumentActs(document: DocumentPageSnapshot, editor: Editor | null, onName: () => void): readonly MenuAct[] {
  const { t } = useTranslation("documents");
  const { proposeText } = useProposing(document);
  const shell = useShell();
  const [, go] = useLocation();
  const toast = useToast();
  if (editor === null) return [];

  const bring = async (): Promise<void> => {
    const bytes = await shell.openFile();
    if (bytes !== null && !insertFile(editor, bytes)) toast({ text: t("tooMuch") });
  };
  return [
    { id: "name", name: t("rename"), icon: "pencil", apart: true, onAct: onName },
    { id: "motion", name: t("motion.propose"), icon: "hand", onAct: () => void proposeText(editor) },
    { id: "shelf", name: t("putOnShelf"), icon: "list", onAct: () => go(paths.putOnShelf(document.group, document.id)) },
    { id: "import", name: t("import"), apart: true, onAct: () => void bring() },
    ...formats.map((format) => ({
      id: format,
      name: t(`export.${format}`),
      onAct: () => {
        const file = fileOf(editor, document.title, format);
        void shell.saveFile(file.name, file.bytes);
      },
    })),
    { id: "print", name: t("print"), onAct: () => void print(editor) },
  ];
}
