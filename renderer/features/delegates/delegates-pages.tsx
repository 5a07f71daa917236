/** The place "Delegates", as the router shows it. */
import { useDelegates } from "./delegates-model.ts";
import { DelegatesView } from "./DelegatesView.tsx";
import { useProposeMandate } from "./propose-mandate-model.ts";
import { ProposeMandateView } from "./ProposeMandateView.tsx";

export function DelegatesPage({ group }: { readonly group: string }) {
  const model = useDelegates(group);
  return model ? <DelegatesView {...model} /> : <main />;
}

export function ProposeMandatePage({ group }: { readonly group: string }) {
  const model = useProposeMandate(group);
  return model ? <ProposeMandateView {...model} /> : <main />;
}
