/** The search of a group, tied to the engine. */
import { useSearch } from "./search-model.ts";
import { SearchView } from "./SearchView.tsx";

export function SearchPage({ group }: { readonly group: string }) {
  return <SearchView {...useSearch(group)} />;
}
