/** The page of one document, as the router shows it; with it comes the editor. */
import { useLocation } from "wouter";
import { paths } from "../../app/paths.ts";
import { useDocument } from "./document-model.ts";
import { DocumentMissing, DocumentView } from "./DocumentView.tsx";

export function DocumentPage({ group, document }: { readonly group: string; readonly document: string }) {
  const [, go] = useLocation();
  const model = useDocument(group, document);
  if (model === undefined) return <main />;
  if (model === null) return <DocumentMissing group={group} onBack={() => go(paths.place(group, "documents"))} />;
  return <DocumentView {...model} />;
}
