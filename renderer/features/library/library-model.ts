/** Ties a shelf and an item of the library to the engine. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { paths } from "../../app/paths.ts";
import { useToast } from "../../design/Toast.tsx";
import { useRun } from "../../engine/run.ts";
import { useSnapshot } from "../../engine/snapshot.ts";
import { useAct } from "../../engine/use-act.ts";
import type { ItemSnapshot, ShelfSnapshot } from "../../../shared/contract/snapshots.ts";
import { useDraft } from "../discussions/draft.ts";
import { useSelectedWords } from "../discussions/selected-words.ts";
import { useStream } from "../discussions/stream-model.ts";
import { quoteSelected } from "../discussions/thread-model.ts";
import type { ItemPageActions, ItemPageSnapshot } from "./ItemView.tsx";
import type { ShelfPageActions, ShelfPageSnapshot } from "./ShelfView.tsx";

export function useShelf(group: string, shelf: ShelfSnapshot): { snapshot: ShelfPageSnapshot; actions: ShelfPageActions } {
  const { t } = useTranslation("library");
  const run = useRun();
  const toast = useToast();
  const [, go] = useLocation();
  const { act, refusal } = useAct();
  const { rows, changed, arrange, settle } = useReadingOrder(shelf.list);

  const remove = async (of: string, text: string): Promise<boolean> => {
    if (!(await act(run({ type: "library.remove", group, of, removed: true })))) return false;
    toast({ text, act: { name: t("undo"), onAct: () => void run({ type: "library.remove", group, of, removed: false }) } });
    return true;
  };

  return {
    snapshot: { group, shelf, rows, changed, refusal },
    actions: {
      showChanged: settle,
      move: async (item, step) => {
        const ids = rows.map(({ id }) => id);
        const at = ids.indexOf(item);
        const next = ids.toSpliced(at, 1).toSpliced(at + step, 0, item);
        arrange(next);
        if (!(await act(run({ type: "item.move", group, item, before: next[at + step + 1] ?? null })))) settle();
      },
      removeItem: (item) => void remove(item, t("item.removed")),
      removeShelf: async () => {
        if (await remove(shelf.id, t("shelf.removed"))) go(paths.place(group, "library"));
      },
    },
  };
}

/** A list on screen keeps its order until one leaves the place or asks for the new one; one's own moves show at once. */
function useReadingOrder<T extends { readonly id: string }>(list: readonly T[]) {
  const [kept, setKept] = useState<readonly string[]>([]);
  /** The order before my newest move, which the list still has until the engine has answered. */
  const [before, setBefore] = useState("");
  const now = list.map(({ id }) => id);
  // A list that was empty has no order anyone could be looking at.
  if (kept.length === 0 && now.length > 0) setKept(now);
  const byId = new Map(list.map((row) => [row.id, row]));
  const rows = (kept.length === 0 ? now : kept).flatMap((id) => byId.get(id) ?? []);
  const changed = ![rows.map(({ id }) => id).join(), before].includes(now.join());
  const arrange = (next: readonly string[]): void => {
    setKept(next);
    setBefore(now.join());
  };
  return { rows, changed, arrange, settle: () => setKept(now) };
}

interface ItemSource {
  readonly group: string;
  readonly item: ItemSnapshot;
  /** The note a link led to. */
  readonly target: string | null;
}

export function useItem({ group, item, target }: ItemSource): { snapshot: ItemPageSnapshot; actions: ItemPageActions } {
  const run = useRun();
  const { act, refusal } = useAct();
  const thread = useSnapshot({ query: "thread", group, thread: item.id });
  // An item is no file, so there is none by its id.
  const file = useSnapshot({ query: "file", group, file: item.names?.is === "file" ? item.names.id : item.id });
  const passage = useDraft(`passage:${item.id}`);
  const { stream, actions, composer, composerActions } = useStream({ group, thread: item.id, snapshot: thread, motions: noMotions, target, passage });
  const selected = useSelectedWords();
  return {
    snapshot: { group, item, file: file ?? null, refusal, stream, composer, passage },
    actions: {
      stream: actions,
      composer: composerActions,
      setProgress: (state, shared) => void act(run({ type: "item.progress", group, item: item.id, state, shared: shared && state !== "none" })),
      selected,
      quoteSelected: () => quoteSelected(thread?.posts ?? [], selected(), actions),
    },
  };
}

const noMotions: readonly never[] = [];
