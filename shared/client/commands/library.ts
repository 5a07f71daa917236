/** LIB-1…3. Shelves, what stands on them, and how far one is with it. */
import { ok } from "../../base/result.ts";
import type { EntryId } from "../../base/ids.ts";
import { limits } from "../../base/limits.ts";
import type { CommandOf } from "../../contract/answers.ts";
import { isRemoved, type Item, type Shelf } from "../../library/library.ts";
import { placeAt, spread } from "../../library/places.ts";
import { itemCodec, itemPlaceCodec, itemWordsCodec, lastPlace, progressCodec, removalCodec, shelfCodec, shelfWordsCodec } from "../../library/records.ts";
import { kinds } from "../../log/kind.ts";
import { all, bounded, refuse, required, type Done } from "../checks.ts";
import type { GroupContext } from "../group-context.ts";
import type { GroupHandlers } from "./handlers.ts";

export async function makeShelf({ group }: GroupContext, command: CommandOf<"shelf.make">): Promise<Done<{ shelf: string }>> {
  const input = shelfWords(command);
  if (!input.ok) return input;
  const placed = await group.author(kinds.shelf, () => shelfCodec.encode(input.value));
  return ok({ shelf: placed.id });
}

export async function changeShelf(context: GroupContext, command: CommandOf<"shelf.change">): Promise<Done<null>> {
  const input = shelfWords(command);
  const shelf = own(context, context.group.fold.library.shelf(command.shelf as EntryId), { kind: "NoSuchShelf" });
  if (!input.ok) return input;
  if (!shelf.ok) return shelf;
  await context.group.author(kinds.shelfWords, () => shelfWordsCodec.encode({ shelf: shelf.value.id, ...input.value }));
  return ok(null);
}

/** To the end of the reading list. */
export async function addItem(context: GroupContext, command: CommandOf<"shelf.add">): Promise<Done<{ item: string }>> {
  const { library } = context.group.fold;
  const shelf = command.shelf as EntryId;
  const names = (command.names as EntryId | undefined) ?? null;
  const named = names === null ? null : context.named(names);
  if (!library.standing().some(({ id }) => id === shelf)) return refuse({ kind: "NoSuchShelf" });
  if (names !== null && named === null) return refuse({ kind: "NothingToRead" });
  const input = itemWords({ title: command.title.trim() || (named?.title ?? ""), note: command.note });
  if (!input.ok) return input;
  const record = () => itemCodec.encode({ shelf, names, ...input.value, place: placeAt(placesOf(library.on(shelf)), library.on(shelf).length) ?? lastPlace });
  const placed = await context.group.author(kinds.shelfItem, record);
  return ok({ item: placed.id });
}

export async function changeItem(context: GroupContext, command: CommandOf<"item.change">): Promise<Done<null>> {
  const input = itemWords(command);
  const item = own(context, context.group.fold.library.item(command.item as EntryId), { kind: "NoSuchItem" });
  if (!input.ok) return input;
  if (!item.ok) return item;
  await context.group.author(kinds.itemWords, () => itemWordsCodec.encode({ item: item.value.id, ...input.value }));
  return ok(null);
}

/** Before another item of its shelf, or to the end. Where no place is left between two, the whole list is spread out anew. */
export async function moveItem({ group }: GroupContext, command: CommandOf<"item.move">): Promise<Done<null>> {
  const { library } = group.fold;
  const item = library.item(command.item as EntryId);
  if (item === null || isRemoved(item)) return refuse({ kind: "NoSuchItem" });
  const others = library.on(item.shelf).filter(({ id }) => id !== item.id);
  const at = command.before === null ? others.length : others.findIndex(({ id }) => id === command.before);
  if (at < 0) return refuse({ kind: "NoSuchItem" });
  const place = placeAt(placesOf(others), at);
  const moves = place !== null ? [{ item: item.id, place }] : spreadOut(others.toSpliced(at, 0, item));
  for (const move of moves) await group.author(kinds.itemPlace, () => itemPlaceCodec.encode(move));
  return ok(null);
}

/** Of a shelf or an item; `removed` false puts it back. A shelf goes when nothing is on it. */
export async function remove(context: GroupContext, command: CommandOf<"library.remove">): Promise<Done<null>> {
  const { library } = context.group.fold;
  const of = command.of as EntryId;
  const thing = own(context, library.shelf(of) ?? library.item(of), { kind: "NoSuchItem" });
  if (!thing.ok) return thing;
  if (command.removed && library.on(of).length > 0) return refuse({ kind: "ShelfNotEmpty" });
  if (isRemoved(thing.value) !== command.removed) await context.group.author(kinds.removal, () => removalCodec.encode({ of, removed: command.removed }));
  return ok(null);
}

/** LIB-3. Kept on this machine; the others are told, or told no longer, only as `shared` says. */
export async function setProgress(context: GroupContext, command: CommandOf<"item.progress">): Promise<Done<null>> {
  const { group, progress, store } = context;
  const id = command.item as EntryId;
  const item = group.fold.library.item(id);
  if (item === null) return refuse({ kind: "NoSuchItem" });
  progress.set(id, command.state);
  await store.saveProgress(id, command.state);
  const told = command.shared ? command.state : "none";
  if ((item.progress.get(group.me)?.state ?? "none") !== told) await group.author(kinds.progress, () => progressCodec.encode({ item: id, state: told }));
  return ok(null);
}

const placesOf = (items: readonly Item[]): readonly number[] => items.map(({ place }) => place.place);

function spreadOut(items: readonly Item[]): readonly { item: EntryId; place: number }[] {
  const places = spread(items.length);
  return items.flatMap(({ id, place }, at) => (place.place === places[at] ? [] : [{ item: id, place: places[at]! }]));
}

const shelfWords = (given: { title: string; about: string }) => all({ title: required("title", given.title, limits.title), about: bounded("about", given.about.trim(), limits.shelfAbout) });

const itemWords = (given: { title: string; note: string }) => all({ title: required("title", given.title, limits.itemTitle), note: bounded("note", given.note.trim(), limits.itemNote) });

function own<T extends Shelf | Item>({ group }: GroupContext, thing: T | null, missing: { kind: "NoSuchShelf" | "NoSuchItem" }): Done<T> {
  if (thing === null) return refuse(missing);
  return thing.author === group.me ? ok(thing) : refuse({ kind: "NotYours" });
}

export const libraryHandlers = {
  "shelf.make": ({ context }, command) => makeShelf(context, command),
  "shelf.change": ({ context }, command) => changeShelf(context, command),
  "shelf.add": ({ context }, command) => addItem(context, command),
  "item.change": ({ context }, command) => changeItem(context, command),
  "item.move": ({ context }, command) => moveItem(context, command),
  "library.remove": ({ context }, command) => remove(context, command),
  "item.progress": async ({ context, watching }, command) => {
    const kept = await setProgress(context, command);
    watching.changed(command.group);
    return kept;
  },
} satisfies Partial<GroupHandlers>;
