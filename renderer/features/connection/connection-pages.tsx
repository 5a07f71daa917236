/** The Connection place, tied to the engine. */
import { BundlesPart } from "../carrying/BundlesPart.tsx";
import { useBundles } from "../carrying/bundles-model.ts";
import { useConnection } from "./connection-model.ts";
import { ConnectionView } from "./ConnectionView.tsx";

export function ConnectionPage({ group }: { readonly group: string }) {
  const tied = useConnection(group);
  const bundles = useBundles(group);
  if (!tied) return <main />;
  return (
    <ConnectionView snapshot={tied.snapshot} actions={tied.actions}>
      {bundles && <BundlesPart snapshot={bundles.snapshot} actions={bundles.actions} />}
    </ConnectionView>
  );
}
