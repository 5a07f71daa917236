/** The pages of the place "Library", as the router shows them. */
import { useRef } from "react";
import { useLocation, useSearchParams } from "wouter";
import { useBeforeYou } from "../../app/before-you.ts";
import { paths } from "../../app/paths.ts";
import { useSnapshot } from "../../engine/snapshot.ts";
import type { ItemSnapshot, ShelfSnapshot } from "../../../shared/contract/snapshots.ts";
import { useAside } from "../aside/aside-model.ts";
import { useFocusOnAnswer } from "../discussions/Composer.tsx";
import { useChangeItem, useChangeShelf, useNewItem, useNewShelf, usePutOnShelf } from "./forms-model.ts";
import { ItemFormView } from "./ItemFormView.tsx";
import { ItemView } from "./ItemView.tsx";
import { useItem, useShelf } from "./library-model.ts";
import { LibraryView } from "./LibraryView.tsx";
import { PutOnShelfView } from "./PutOnShelfView.tsx";
import { ShelfFormView } from "./ShelfFormView.tsx";
import { LibraryMissing, ShelfView } from "./ShelfView.tsx";

export function LibraryPage({ group }: { readonly group: string }) {
  const shelves = useSnapshot({ query: "library", group });
  const aside = useAside(group, "library");
  const beforeYou = useBeforeYou(group);
  return shelves ? <LibraryView snapshot={{ group, shelves, aside, beforeYou }} /> : <main />;
}

export function NewShelfPage({ group }: { readonly group: string }) {
  return <ShelfFormView {...useNewShelf(group)} />;
}

export function PutOnShelfPage({ group, names }: { readonly group: string; readonly names: string }) {
  const model = usePutOnShelf(group, names);
  const [, go] = useLocation();
  if (model === undefined) return <main />;
  return model === null ? <LibraryMissing group={group} onBack={() => go(paths.place(group, "library"))} /> : <PutOnShelfView {...model} />;
}

interface OfShelf {
  readonly group: string;
  readonly shelf: string;
  readonly page: "shelf" | "change" | "add";
}

export function ShelfPage({ group, shelf, page }: OfShelf) {
  const snapshot = useSnapshot({ query: "shelf", group, shelf });
  const [, go] = useLocation();
  if (snapshot === undefined) return <main />;
  if (snapshot === null) return <LibraryMissing group={group} onBack={() => go(paths.place(group, "library"))} />;
  const Known = { shelf: KnownShelf, change: ChangeShelf, add: NewItem }[page];
  return <Known group={group} shelf={snapshot} />;
}

const KnownShelf = ({ group, shelf }: { readonly group: string; readonly shelf: ShelfSnapshot }) => <ShelfView {...useShelf(group, shelf)} />;
const ChangeShelf = ({ group, shelf }: { readonly group: string; readonly shelf: ShelfSnapshot }) => <ShelfFormView {...useChangeShelf(group, shelf)} />;
const NewItem = ({ group, shelf }: { readonly group: string; readonly shelf: ShelfSnapshot }) => <ItemFormView {...useNewItem(group, shelf)} />;

interface OfItem {
  readonly group: string;
  readonly item: string;
  readonly page: "item" | "change";
}

/** `?post=` in the address leads to one note. */
export function ItemPage({ group, item, page }: OfItem) {
  const snapshot = useSnapshot({ query: "item", group, item });
  const [, go] = useLocation();
  if (snapshot === undefined) return <main />;
  if (snapshot === null) return <LibraryMissing group={group} onBack={() => go(paths.place(group, "library"))} />;
  const Known = { item: KnownItem, change: ChangeItem }[page];
  return <Known group={group} item={snapshot} />;
}

function KnownItem({ group, item }: { readonly group: string; readonly item: ItemSnapshot }) {
  const [search] = useSearchParams();
  const scroll = useRef<HTMLElement>(null);
  const model = useItem({ group, item, target: search.get("post") });
  const field = useFocusOnAnswer(model.snapshot.composer.answering);
  return <ItemView {...model} scroll={scroll} field={field} />;
}

const ChangeItem = ({ group, item }: { readonly group: string; readonly item: ItemSnapshot }) => <ItemFormView {...useChangeItem(group, item)} />;
