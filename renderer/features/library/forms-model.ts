/** Ties the forms of the library to the engine: a shelf and an item, new or described anew. */
import { useMemo, useState } from "react";
import { useLocation } from "wouter";
import { paths } from "../../app/paths.ts";
import { useRun } from "../../engine/run.ts";
import { useSnapshot } from "../../engine/snapshot.ts";
import { useAct } from "../../engine/use-act.ts";
import type { ItemSnapshot, ShelfSnapshot } from "../../../shared/contract/snapshots.ts";
import { useTitledDraft } from "../discussions/titled-draft.ts";
import type { ItemFormActions, ItemFormSnapshot, Readable } from "./ItemFormView.tsx";
import type { PutOnShelfActions, PutOnShelfSnapshot } from "./PutOnShelfView.tsx";
import type { ShelfFormActions, ShelfFormSnapshot } from "./ShelfFormView.tsx";

interface Form<S, A> {
  readonly snapshot: S;
  readonly actions: A;
}

export function useNewShelf(group: string): Form<ShelfFormSnapshot, ShelfFormActions> {
  const run = useRun();
  const { act, busy, refusal } = useAct();
  const [, go] = useLocation();
  const draft = useTitledDraft(`shelf:new:${group}`);
  return {
    snapshot: { group, shelf: null, draft, refusal, busy },
    actions: {
      send: async () => {
        const done = await act(run({ type: "shelf.make", group, title: draft.title, about: draft.text }));
        if (!done) return;
        draft.clear();
        go(paths.shelf(group, done.answer.shelf), { replace: true });
      },
    },
  };
}

export function useChangeShelf(group: string, shelf: ShelfSnapshot): Form<ShelfFormSnapshot, ShelfFormActions> {
  const run = useRun();
  const { act, busy, refusal } = useAct();
  const [, go] = useLocation();
  const draft = useTitledDraft(`shelf:${shelf.id}`, { title: shelf.title, text: shelf.about });
  return {
    snapshot: { group, shelf, draft, refusal, busy },
    actions: {
      send: async () => {
        if (!(await act(run({ type: "shelf.change", group, shelf: shelf.id, title: draft.title, about: draft.text })))) return;
        draft.clear();
        go(paths.shelf(group, shelf.id), { replace: true });
      },
    },
  };
}

export function useNewItem(group: string, shelf: ShelfSnapshot): Form<ItemFormSnapshot, ItemFormActions> {
  const run = useRun();
  const { act, busy, refusal } = useAct();
  const [, go] = useLocation();
  const draft = useTitledDraft(`item:new:${shelf.id}`);
  const [kind, setKind] = useState<Readable>("words");
  const [chosen, setChosen] = useState<string | null>(null);
  const choices = useChoices(group, kind);
  const named = kind !== "words";
  return {
    snapshot: { group, shelf, what: { kind, choices, chosen }, named, draft, refusal, busy },
    actions: {
      chooseKind: (next) => {
        setKind(next);
        setChosen(null);
      },
      choose: setChosen,
      send: async () => {
        const what = named && chosen !== null ? { names: chosen, title: "" } : { title: draft.title };
        if (!(await act(run({ type: "shelf.add", group, shelf: shelf.id, note: draft.text, ...what })))) return;
        draft.clear();
        go(paths.shelf(group, shelf.id), { replace: true });
      },
    },
  };
}

/** `names`: a document or a file. Null when the group has no such thing here. */
export function usePutOnShelf(group: string, names: string): Form<PutOnShelfSnapshot, PutOnShelfActions> | null | undefined {
  const run = useRun();
  const { act, busy, refusal } = useAct();
  const [, go] = useLocation();
  const draft = useTitledDraft(`item:put:${names}`);
  const [picked, choose] = useState<string | null>(null);
  const shelves = useSnapshot({ query: "library", group });
  const documents = useSnapshot({ query: "documents", group });
  const file = useSnapshot({ query: "file", group, file: names });
  if (shelves === undefined || documents === undefined || file === undefined) return undefined;
  const title = documents?.find(({ id }) => id === names)?.title ?? file?.name;
  if (shelves === null || title === undefined) return null;
  const chosen = picked ?? (shelves.length === 1 ? shelves[0]!.id : null);
  return {
    snapshot: { group, title, shelves, chosen, draft, refusal, busy },
    actions: {
      choose,
      put: async () => {
        if (chosen === null || !(await act(run({ type: "shelf.add", group, shelf: chosen, names, title: "", note: draft.text })))) return;
        draft.clear();
        go(paths.shelf(group, chosen), { replace: true });
      },
    },
  };
}

/** What of a kind the group has, by its title. */
function useChoices(group: string, kind: Readable): readonly { readonly id: string; readonly title: string }[] {
  const threads = useSnapshot({ query: "threads", group });
  const motions = useSnapshot({ query: "motions", group });
  const documents = useSnapshot({ query: "documents", group });
  const files = useSnapshot({ query: "files", group });
  return useMemo(() => {
    switch (kind) {
      case "words":
        return [];
      case "document":
        return (documents ?? []).map(({ id, title }) => ({ id, title }));
      case "file":
        return (files?.files ?? []).filter((file) => !file.removed).map(({ id, name }) => ({ id, title: name }));
      case "thread":
        return (threads ?? []).map(({ id, title }) => ({ id, title }));
      case "motion":
        return (motions ?? []).filter((motion) => motion.kind === "ordinary").map(({ id, title }) => ({ id, title }));
    }
  }, [kind, documents, files, threads, motions]);
}

export function useChangeItem(group: string, item: ItemSnapshot): Form<ItemFormSnapshot, ItemFormActions> {
  const run = useRun();
  const { act, busy, refusal } = useAct();
  const [, go] = useLocation();
  const draft = useTitledDraft(`item:${item.id}`, { title: item.title, text: item.note });
  return {
    snapshot: { group, shelf: item.shelf, what: null, named: item.names !== null, draft, refusal, busy },
    actions: {
      chooseKind: () => undefined,
      choose: () => undefined,
      send: async () => {
        if (!(await act(run({ type: "item.change", group, item: item.id, title: draft.title, note: draft.text })))) return;
        draft.clear();
        go(paths.item(group, item.id), { replace: true });
      },
    },
  };
}
