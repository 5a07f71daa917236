/** Ties the list of documents, and beginning one, to the engine. */
import { useMemo, useState } from "react";
import { useLocation } from "wouter";
import { paths } from "../../app/paths.ts";
import { useBeforeYou } from "../../app/before-you.ts";
import { useRun } from "../../engine/run.ts";
import { useSnapshot } from "../../engine/snapshot.ts";
import { useAct } from "../../engine/use-act.ts";
import type { DocumentRow } from "../../../shared/contract/snapshots.ts";
import { useAside } from "../aside/aside-model.ts";
import type { DocumentsSnapshot, Folder } from "./DocumentsView.tsx";
import type { NewDocumentActions, NewDocumentSnapshot } from "./NewDocumentView.tsx";

export function useDocuments(group: string): { snapshot: DocumentsSnapshot } | undefined {
  const documents = useSnapshot({ query: "documents", group });
  const folders = useMemo(() => documents && foldersOf(documents), [documents]);
  const aside = useAside(group, "documents");
  const beforeYou = useBeforeYou(group);
  return folders && { snapshot: { group, folders, aside, beforeYou } };
}

export function useNewDocument(group: string): { snapshot: NewDocumentSnapshot; actions: NewDocumentActions } {
  const run = useRun();
  const { act, busy, refusal } = useAct();
  const [, go] = useLocation();
  const documents = useSnapshot({ query: "documents", group });
  const [title, nameIt] = useState("");
  const [folder, layInto] = useState("");
  const folders = useMemo(() => foldersOf(documents ?? []).map(({ name }) => name).filter((name) => name !== ""), [documents]);
  return {
    snapshot: { group, title, folder, folders, refusal, busy },
    actions: {
      nameIt,
      layInto,
      create: async () => {
        const done = await act(run({ type: "document.create", group, title: title.trim(), folder: folder.trim() }));
        if (done) go(paths.document(group, done.answer.document), { replace: true });
      },
    },
  };
}

/** Documents without a folder first, then folders by name; in each the newest change first. */
function foldersOf(documents: readonly DocumentRow[]): readonly Folder[] {
  const byName = new Map<string, DocumentRow[]>();
  for (const document of documents) {
    const beside = byName.get(document.folder);
    if (beside) beside.push(document);
    else byName.set(document.folder, [document]);
  }
  return [...byName]
    .sort(([a], [b]) => (a === "" ? -1 : b === "" ? 1 : a.localeCompare(b)))
    .map(([name, rows]) => ({ name, documents: rows.sort((a, b) => b.last.time - a.last.time) }));
}
