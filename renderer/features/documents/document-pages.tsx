/** The page of one document, as the router shows it; with it comes the editor. */
import { useLocation, useSearchParams } from "wouter";
import { paths } from "../../app/paths.ts";
import { useDocument } from "./document-model.ts";
import { DocumentMissing, DocumentView } from "./DocumentView.tsx";

/** `?motion=` names a motion about it: what a vote said is checked and put in. */
export function DocumentPage({ group, document }: { readonly group: string; readonly document: string }) {
  const [, go] = useLocation();
  const [search] = useSearchParams();
  const model = useDocument(group, document);
  if (model === undefined) return <main />;
  if (model === null) return <DocumentMissing group={group} onBack={() => go(paths.place(group, "documents"))} />;
  return <DocumentView {...model} motion={search.get("motion")} />;
}
