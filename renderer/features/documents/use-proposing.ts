/** The form of a new motion, filled with the text of a document as it stands, or with changes that are suggested in it. */
import { useTranslation } from "react-i18next";
import type { Editor } from "@tiptap/core";
import { useLocation } from "wouter";
import { paths } from "../../app/paths.ts";
import { useRefusalSentence } from "../../app/refusal.tsx";
import { useToast } from "../../design/Toast.tsx";
import { useRun } from "../../engine/run.ts";
import { emptyOption, readDraft, writeDraft } from "../motions/motion-draft.ts";
import type { DocumentPageSnapshot } from "./document-model.ts";
import { markdownOf } from "./editor/exchange.ts";
import type { Suggestion } from "./editor/suggestions.ts";
import { lineOf, referenceTo } from "./motion-words.ts";

interface Proposing {
  proposeText(editor: Editor): Promise<void>;
  proposeSuggestions(suggestions: readonly Suggestion[]): Promise<void>;
}

export function useProposing({ group, id, title }: Pick<DocumentPageSnapshot, "group" | "id" | "title">): Proposing {
  const { t } = useTranslation("documents");
  const [, go] = useLocation();
  const run = useRun();
  const toast = useToast();
  const sentence = useRefusalSentence();

  const propose = async (named: string, situation: (reference: string) => string, text: () => string): Promise<void> => {
    const flushed = await run({ type: "document.flush", group, document: id });
    if (!flushed.ok) return void toast({ text: sentence(flushed.error) });
    const reference = referenceTo({ document: id, heads: flushed.value.heads });
    const draft = { ...readDraft(""), title: named, situation: situation(reference), options: [{ ...emptyOption(), title: named, text: text() }, emptyOption()] };
    const kept = await run({ type: "draft.save", key: `motion:new:${id}`, text: writeDraft(draft) });
    if (!kept.ok) return void toast({ text: sentence(kept.error) });
    go(paths.newMotion(group, undefined, id));
  };
  return {
    proposeText: (editor) => propose(title, (reference) => t("motion.situation", { title, reference }), () => markdownOf(editor)),
    proposeSuggestions: (suggestions) =>
      propose(
        t("amendment.title", { title }),
        (reference) => t("amendment.situation", { title, reference, count: suggestions.length }),
        () => suggestions.map(lineOf).join("\n"),
      ),
  };
}
