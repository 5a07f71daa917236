/** ID-2, ID-4. Linking a further machine of this person, and shutting one out. */
import { useTranslation } from "react-i18next";
import { useToast } from "../../design/Toast.tsx";
import { useAct } from "../../engine/use-act.ts";
import { useRun } from "../../engine/run.ts";
import { useSnapshot } from "../../engine/snapshot.ts";
import type { MachineRow } from "../../../shared/contract/snapshots.ts";
import type { LinkingActions, LinkingView } from "./MachinesView.tsx";

export function useLinking(): { readonly snapshot: LinkingView; readonly actions: LinkingActions } {
  const { t } = useTranslation("machines");
  const run = useRun();
  const say = useToast();
  const { act, busy, refusal } = useAct();
  const linking = useSnapshot({ query: "linking" }) ?? { is: "none" };
  const groups = useSnapshot({ query: "groups" }) ?? [];
  const machines = useSnapshot({ query: "ownMachines" }) ?? [];
  return {
    snapshot: { linking, groups, machines, busy, refusal },
    actions: {
      show: (name) => void act(run({ type: "device.show", name })),
      accept: (code) => void act(run({ type: "device.accept", code })),
      confirm: (equal) => void act(run({ type: "device.confirm", equal })),
      stop: () => void act(run({ type: "device.stop" })),
      copy: (code) => void navigator.clipboard.writeText(code).then(() => say({ text: t("copied") })),
    },
  };
}

/** My machines in one group. */
export function useMachines(group: string): { readonly machines: readonly MachineRow[]; readonly revoke: (device: string) => void; readonly know: (device: string) => void } {
  const run = useRun();
  const { act } = useAct();
  const seen = useSnapshot({ query: "machines", group });
  return {
    machines: seen?.members.find(({ member }) => member.me)?.machines ?? [],
    revoke: (device) => void act(run({ type: "device.revoke", group, device })),
    know: (device) => void act(run({ type: "device.know", group, device })),
  };
}
