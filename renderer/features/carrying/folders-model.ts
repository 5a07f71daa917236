/** The folders a group shares, and choosing one more. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useToast } from "../../design/Toast.tsx";
import { useRun } from "../../engine/run.ts";
import { useSnapshot } from "../../engine/snapshot.ts";
import { useAct } from "../../engine/use-act.ts";
import type { FoldersActions, FoldersViewSnapshot, Within } from "./FoldersPart.tsx";

export function useFolders(group: string): { readonly snapshot: FoldersViewSnapshot; readonly actions: FoldersActions } | null {
  const { t } = useTranslation("carrying");
  const run = useRun();
  const say = useToast();
  const { act, busy, refusal, dismiss } = useAct();
  const folders = useSnapshot({ query: "folders", group });
  const [choosing, setChoosing] = useState<Within | null>(null);
  if (!folders) return null;

  async function look(folder: string | null): Promise<void> {
    const done = await act(run({ type: "folder.within", folder }));
    if (done) setChoosing(done.answer);
  }
  async function use(folder: string, files: number): Promise<void> {
    if (await act(run({ type: "folder.add", group, folder, files }))) setChoosing(null);
  }
  async function remove(folder: string): Promise<void> {
    if (await act(run({ type: "folder.remove", group, folder }))) say({ text: t("folder.removed") });
  }
  const cancel = (): void => {
    dismiss();
    setChoosing(null);
  };
  return {
    snapshot: { folders, choosing, busy, refusal },
    actions: { look: (folder) => void look(folder), use: (folder, files) => void use(folder, files), remove: (folder) => void remove(folder), cancel },
  };
}
