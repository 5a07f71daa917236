/** The Connection place, tied to the engine. */
import { useConnection } from "./connection-model.ts";
import { ConnectionView } from "./ConnectionView.tsx";

export function ConnectionPage({ group }: { readonly group: string }) {
  const tied = useConnection(group);
  return tied ? <ConnectionView snapshot={tied.snapshot} actions={tied.actions} /> : <main />;
}
