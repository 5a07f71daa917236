/** The relays of a group: entering and leaving them, and the proxy of all groups. */
import { useTranslation } from "react-i18next";
import { useToast } from "../../design/Toast.tsx";
import { useRun } from "../../engine/run.ts";
import { useSnapshot } from "../../engine/snapshot.ts";
import { useAct } from "../../engine/use-act.ts";
import type { RelaysActions, RelaysViewSnapshot } from "./RelaysPart.tsx";

export function useRelays(group: string): { readonly snapshot: RelaysViewSnapshot; readonly actions: RelaysActions } | null {
  const { t } = useTranslation("relays");
  const run = useRun();
  const say = useToast();
  const { act, busy, refusal } = useAct();
  const relays = useSnapshot({ query: "relays", group });
  if (!relays) return null;
  return {
    snapshot: { ...relays, busy, refusal },
    actions: {
      add: async (address) => (await act(run({ type: "relay.add", group, address }))) !== null,
      remove: (address) =>
        void act(run({ type: "relay.remove", group, address })).then((done) => {
          if (done) say({ text: t("removed") });
        }),
      look: () => void act(run({ type: "relay.look", group })),
      setProxy: (proxy) =>
        void act(run({ type: "profile.setProxy", proxy })).then((done) => {
          if (done) say({ text: t(proxy === null ? "proxy.gone" : "proxy.kept") });
        }),
    },
  };
}
