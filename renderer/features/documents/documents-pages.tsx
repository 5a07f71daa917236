/** The list of the place "Documents" and the form of a new one, as the router shows them. The editor is loaded with the first document. */
import { useDocuments, useNewDocument } from "./documents-model.ts";
import { DocumentsView } from "./DocumentsView.tsx";
import { NewDocumentView } from "./NewDocumentView.tsx";

export function DocumentsPage({ group }: { readonly group: string }) {
  const model = useDocuments(group);
  return model ? <DocumentsView {...model} /> : <main />;
}

export function NewDocumentPage({ group }: { readonly group: string }) {
  return <NewDocumentView {...useNewDocument(group)} />;
}
