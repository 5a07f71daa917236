/** The Connection place, tied to the engine, with what each way of reaching others brings along. */
import { useTranslation } from "react-i18next";
import { Part } from "../../design/Part.tsx";
import { BundlesPart } from "../carrying/BundlesPart.tsx";
import { FoldersPart } from "../carrying/FoldersPart.tsx";
import { useFolders } from "../carrying/folders-model.ts";
import { useBundles } from "../carrying/bundles-model.ts";
import { ByHand } from "../pairing/ByHand.tsx";
import { RelaysPart } from "../relays/RelaysPart.tsx";
import { useRelays } from "../relays/relays-model.ts";
import { useConnection } from "./connection-model.ts";
import { ConnectionView } from "./ConnectionView.tsx";

export function ConnectionPage({ group }: { readonly group: string }) {
  const { t } = useTranslation("connection");
  const tied = useConnection(group);
  const bundles = useBundles(group);
  const relays = useRelays(group);
  const folders = useFolders(group);
  if (!tied) return <main />;
  return (
    <ConnectionView snapshot={tied.snapshot} actions={tied.actions}>
      <Part title={t("way.byHand")}>
        <ByHand of={group} />
      </Part>
      {bundles && <BundlesPart snapshot={bundles.snapshot} actions={bundles.actions} />}
      {relays && <RelaysPart snapshot={relays.snapshot} actions={relays.actions} />}
      {folders && <FoldersPart snapshot={folders.snapshot} actions={folders.actions} />}
    </ConnectionView>
  );
}
