/** The place "Files", as the router shows it. `?name=` in the address leads to the files of a name. */
import { useSearchParams } from "wouter";
import { useFiles } from "./files-model.ts";
import { FilesView } from "./FilesView.tsx";

export function FilesPage({ group }: { readonly group: string }) {
  const [search] = useSearchParams();
  const name = search.get("name") ?? "";
  return <KnownFiles key={name} group={group} name={name} />;
}

function KnownFiles({ group, name }: { readonly group: string; readonly name: string }) {
  const model = useFiles(group, name);
  return model ? <FilesView {...model} /> : <main />;
}
