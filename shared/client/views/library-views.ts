/** Shelves, reading lists and what is read, as lists and pages show them. */
import type { EntryId } from "../../base/ids.ts";
import type { ItemRow, ItemSnapshot, ShelfRow, ShelfSnapshot } from "../../contract/snapshots.ts";
import { isRemoved, type Item, type Shelf } from "../../library/library.ts";
import type { GroupContext } from "../group-context.ts";
import { unreadFrom } from "./thread-views.ts";

/** In the order they were made. */
export const shelfRows = (context: GroupContext): readonly ShelfRow[] => context.group.fold.library.standing().map((shelf) => shelfRow(context, shelf));

function shelfRow(context: GroupContext, shelf: Shelf): ShelfRow {
  const items = context.group.fold.library.on(shelf.id);
  return {
    id: shelf.id,
    title: shelf.words.title,
    about: shelf.words.about,
    by: context.ref(shelf.author),
    made: shelf.time,
    items: items.length,
    iRead: items.filter((item) => mine(context, item).state === "read").length,
    unreadNotes: items.reduce((sum, item) => sum + notesOn(context, item).unread, 0),
  };
}

export function shelfSnapshot(context: GroupContext, id: EntryId): ShelfSnapshot | null {
  const { library } = context.group.fold;
  const shelf = library.standing().find((each) => each.id === id);
  return shelf === undefined ? null : { ...shelfRow(context, shelf), list: library.on(id).map((item) => itemRow(context, item)) };
}

/** Null for what is not here or was removed. */
export function itemSnapshot(context: GroupContext, id: EntryId): ItemSnapshot | null {
  const { library } = context.group.fold;
  const item = library.item(id);
  if (item === null || isRemoved(item)) return null;
  return { ...itemRow(context, item), shelf: { id: item.shelf, title: library.shelf(item.shelf)?.words.title ?? "" } };
}

/** Things on shelves about which others have noted something new. */
export const unreadItems = (context: GroupContext): number => {
  const { library } = context.group.fold;
  return library.standing().flatMap(({ id }) => library.on(id)).filter((item) => notesOn(context, item).unread > 0).length;
};

function itemRow(context: GroupContext, item: Item): ItemRow {
  const named = item.names === null ? null : context.named(item.names);
  const shared = [...item.progress].filter(([member, { state }]) => state !== "none" && member !== context.group.me);
  return {
    id: item.id,
    title: named?.title || item.words.title,
    note: item.words.note,
    names: item.names === null ? null : { is: named?.is ?? (context.group.fold.isClosed(item.names) ? "closed" : "missing"), id: item.names },
    by: context.ref(item.author),
    added: item.time,
    changed: item.words.id === item.id ? null : item.words.time,
    movedBy: item.place.id === item.id || item.place.author === item.author ? null : context.ref(item.place.author),
    mine: mine(context, item),
    others: shared.map(([member, { state, time }]) => ({ member: context.ref(member), state, time })).sort((a, b) => a.member.name.localeCompare(b.member.name)),
    ...notesOn(context, item),
  };
}

/** What this machine keeps; where it keeps nothing, what I shared. */
function mine(context: GroupContext, item: Item): ItemRow["mine"] {
  const told = item.progress.get(context.group.me)?.state ?? "none";
  return { state: context.progress.get(item.id) ?? told, shared: told !== "none" };
}

function notesOn(context: GroupContext, item: Item): { notes: number; unread: number } {
  const thread = context.group.fold.discussion.threads.get(item.id);
  return thread === undefined ? { notes: 0, unread: 0 } : { notes: thread.posts.length, unread: unreadFrom(context, thread).length };
}
