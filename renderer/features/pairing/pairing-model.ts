/** Connecting two machines by codes that are shown and taken in. */
import { useTranslation } from "react-i18next";
import { useToast } from "../../design/Toast.tsx";
import { useAct } from "../../engine/use-act.ts";
import { useRun } from "../../engine/run.ts";
import { useSnapshot } from "../../engine/snapshot.ts";
import type { ByHandActions, ByHandSnapshot } from "./ByHandView.tsx";

/** `of`: the group, or the one this machine asks to join. */
export function useByHand(of: string): { readonly snapshot: ByHandSnapshot; readonly actions: ByHandActions } {
  const { t } = useTranslation("pairing");
  const run = useRun();
  const say = useToast();
  const { act, busy, refusal } = useAct();
  const pairing = useSnapshot({ query: "pairing" }) ?? { is: "none" };
  const groups = useSnapshot({ query: "groups" }) ?? [];
  const elsewhere = pairing.is === "none" || pairing.of === of ? null : (groups.find(({ id }) => id === pairing.of)?.name ?? "");
  return {
    snapshot: { pairing, elsewhere, busy, refusal },
    actions: {
      show: () => void act(run({ type: "pair.show", of })),
      take: async (code) => (await act(run({ type: "pair.take", code }))) !== null,
      stop: () => void act(run({ type: "pair.stop" })),
      copy: (code) => void navigator.clipboard.writeText(code).then(() => say({ text: t("copied") })),
    },
  };
}
