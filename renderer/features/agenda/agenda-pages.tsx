/** The agenda of a group, tied to the engine. */
import { useAgenda } from "./agenda-model.ts";
import { AgendaView } from "./AgendaView.tsx";

export function AgendaPage({ group }: { readonly group: string }) {
  const snapshot = useAgenda(group);
  return snapshot ? <AgendaView snapshot={snapshot} /> : <main />;
}
