/** The screens between a locked profile and an open one, tied to the engine. */
import { CopyView } from "./CopyView.tsx";
import { useCopy, useLock } from "./lock-model.ts";
import { LockView } from "./LockView.tsx";

export function LockPage({ since }: { readonly since: number | null }) {
  const { snapshot, actions } = useLock(since);
  return <LockView snapshot={snapshot} actions={actions} />;
}

export function CopyPage() {
  const { snapshot, actions } = useCopy();
  return <CopyView snapshot={snapshot} actions={actions} />;
}
