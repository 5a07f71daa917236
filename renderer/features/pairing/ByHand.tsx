/** Connecting by hand, tied to the engine. */
import { useByHand } from "./pairing-model.ts";
import { ByHandView } from "./ByHandView.tsx";

/** `of`: the group, or the one this machine asks to join. */
export function ByHand({ of }: { readonly of: string }) {
  const { snapshot, actions } = useByHand(of);
  return <ByHandView snapshot={snapshot} actions={actions} />;
}
