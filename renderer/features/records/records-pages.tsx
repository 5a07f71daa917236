/** The page of the place "Records", as the router shows it. */
import { useRecords } from "./records-model.ts";
import { RecordsView } from "./RecordsView.tsx";

export function RecordsPage({ group }: { readonly group: string }) {
  const model = useRecords(group);
  return model ? <RecordsView {...model} /> : <main />;
}
