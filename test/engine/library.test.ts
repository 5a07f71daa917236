/** The library: shelves and reading lists as a fold, and as people with whole engines use them. */
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import type { DeviceId, EntryId, MemberId } from "../../shared/base/ids.ts";
import { limits } from "../../shared/base/limits.ts";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import { Library, libraryState } from "../../shared/library/library.ts";
import { placeAt, spread } from "../../shared/library/places.ts";
import { itemCodec, itemPlaceCodec, itemWordsCodec, lastPlace, progressCodec, removalCodec, shelfCodec, shelfWordsCodec } from "../../shared/library/records.ts";
import { kinds, type Kind } from "../../shared/log/kind.ts";
import { everyoneHears, type Machine, seededRandom, street } from "../sim/machine.ts";
import { assemble, passphrase } from "../sim/person.ts";
import { Seeded } from "../sim/seeded.ts";
import { Street } from "../sim/street.ts";

beforeAll(() => cryptoReady);

const write = async (m: Machine, kind: Kind, record: Uint8Array): Promise<EntryId> => (await m.group.author(kind, () => record)).id;
const shelf = (m: Machine, title = "To read") => write(m, kinds.shelf, shelfCodec.encode({ title, about: "" }));
const put = (m: Machine, on: EntryId, title: string, place = 1) => write(m, kinds.shelfItem, itemCodec.encode({ shelf: on, names: null, title, note: "", place }));
const listOn = (m: Machine, on: EntryId): readonly string[] => m.group.fold.library.on(on).map(({ words }) => words.title);

async function adaAndBela(): Promise<[Machine, Machine]> {
  return (await street(seededRandom(new Seeded(5)), "Ada", "Bela")) as [Machine, Machine];
}

describe("a shelf", () => {
  it("[LIB-1] takes what anyone puts on it; only who put something there renames or removes it", async () => {
    const [ada, bela] = await adaAndBela();
    const on = await shelf(ada);
    await bela.hear(ada);
    const [hers, his] = [await put(ada, on, "Her book"), await put(bela, on, "His book", 2)];
    await everyoneHears([ada, bela]);
    const refused = [
      await write(bela, kinds.removal, removalCodec.encode({ of: hers, removed: true })),
      await write(bela, kinds.itemWords, itemWordsCodec.encode({ item: hers, title: "Burn this", note: "" })),
      await write(bela, kinds.shelfWords, shelfWordsCodec.encode({ shelf: on, title: "Mine now", about: "" })),
      await write(bela, kinds.removal, removalCodec.encode({ of: on, removed: true })),
    ];
    await write(bela, kinds.removal, removalCodec.encode({ of: his, removed: true }));
    await ada.hear(bela);
    for (const m of [ada, bela]) {
      expect(listOn(m, on)).toEqual(["Her book"]);
      expect(m.group.fold.library.shelf(on)!.words.title).toBe("To read");
      for (const id of refused) expect(m.group.fold.voids.get(id)).toBe("NotAuthor");
    }
  });

  it("[LIB-1] that was removed stands while something of another is on it, and what was removed can be put back", async () => {
    const [ada, bela] = await adaAndBela();
    const on = await shelf(ada);
    await bela.hear(ada);
    await write(ada, kinds.removal, removalCodec.encode({ of: on, removed: true }));
    expect(ada.group.fold.library.standing()).toEqual([]);
    const item = await put(bela, on, "Put there meanwhile");
    await everyoneHears([ada, bela]);
    for (const m of [ada, bela]) expect(m.group.fold.library.standing().map(({ id }) => id)).toEqual([on]);
    await write(bela, kinds.removal, removalCodec.encode({ of: item, removed: true }));
    await ada.hear(bela);
    expect(ada.group.fold.library.standing()).toEqual([]);
    await write(bela, kinds.removal, removalCodec.encode({ of: item, removed: false }));
    await ada.hear(bela);
    expect(listOn(ada, on)).toEqual(["Put there meanwhile"]);
  });

  it("[LIB-1, LOG-5] is the same whatever of it comes first, and what was no right of its author is void then, too", () => {
    const at = (word: string, author: string, lamport: number) => ({ id: word as EntryId, author: author as MemberId, device: author as DeviceId, lamport, time: 0 });
    const [on, item] = ["aa", "bb"].map((two) => two.repeat(32)) as [EntryId, EntryId];
    const history = [
      [at(on, "ada", 1), kinds.shelf, shelfCodec.encode({ title: "To read", about: "" })],
      [at(item, "ada", 2), kinds.shelfItem, itemCodec.encode({ shelf: on, names: null, title: "A book", note: "", place: 1 })],
      [at("not hers", "bela", 3), kinds.removal, removalCodec.encode({ of: item, removed: true })],
      [at("older place", "bela", 3), kinds.itemPlace, itemPlaceCodec.encode({ item, place: 7 })],
      [at("newer place", "ada", 4), kinds.itemPlace, itemPlaceCodec.encode({ item, place: 5 })],
      [at("her words", "ada", 5), kinds.itemWords, itemWordsCodec.encode({ item, title: "The book", note: "" })],
      [at("his reading", "bela", 5), kinds.progress, progressCodec.encode({ item, state: "reading" })],
    ] as const;
    const made = (order: readonly (typeof history)[number][]) => {
      const library = new Library();
      const voids = order.flatMap(([by, kind, record]) => library.add(by, kind, record));
      return { state: libraryState(library), voids, titles: library.on(on).map(({ words }) => words.title), place: library.item(item)!.place.id };
    };
    const expected = made(history);
    expect(expected).toMatchObject({ voids: [{ id: "not hers", reason: "NotAuthor" }], titles: ["The book"], place: "newer place" });
    expect(expected.state).toEqual([`${on},${on},`, `${item},her words,,newer place,bela=reading`]);
    const seeded = new Seeded(70);
    for (let i = 0; i < 500; i++) expect(made(seeded.shuffled([...history]))).toEqual(expected);
  });

  it("[LIB-2] is in the order of its places, of equal ones in reading order; the newest move stands, whoever made it", async () => {
    const [ada, bela] = await adaAndBela();
    const on = await shelf(ada);
    const first = await put(ada, on, "first", 4);
    await put(ada, on, "second", 4);
    await put(ada, on, "third", 9);
    await bela.hear(ada);
    expect(listOn(bela, on)).toEqual(["first", "second", "third"]);
    await write(bela, kinds.itemPlace, itemPlaceCodec.encode({ item: first, place: lastPlace }));
    await ada.hear(bela);
    expect(listOn(ada, on)).toEqual(["second", "third", "first"]);
    await write(ada, kinds.itemPlace, itemPlaceCodec.encode({ item: first, place: 5 }));
    await bela.hear(ada);
    expect(listOn(bela, on)).toEqual(["second", "first", "third"]);
  });

  it("[ENC-5, LIB-1] refuses what is too long, of another shape, or speaks of the wrong thing, and waits for what is nowhere", async () => {
    const [ada, bela] = await adaAndBela();
    const on = await shelf(ada);
    const item = await put(ada, on, "A book");
    const ghost = "00".repeat(32) as EntryId;
    const before = ada.group.fold.library.all().length;
    const malformed = [
      await write(ada, kinds.shelf, shelfCodec.encode({ title: "x".repeat(limits.title + 1), about: "" })),
      await write(ada, kinds.shelfItem, itemCodec.encode({ shelf: on, names: null, title: "Long", note: "ж".repeat(limits.itemNote), place: 1 })),
      await write(ada, kinds.itemPlace, itemPlaceCodec.encode({ item, place: -1 })),
      await write(ada, kinds.progress, Uint8Array.of(1, 2, 3)),
      await write(ada, kinds.progress, progressCodec.encode({ item: on, state: "read" })),
      await write(ada, kinds.shelfWords, shelfWordsCodec.encode({ shelf: item, title: "No shelf", about: "" })),
    ];
    await write(ada, kinds.removal, removalCodec.encode({ of: ghost, removed: true }));
    await write(ada, kinds.progress, progressCodec.encode({ item: ghost, state: "read" }));
    await put(ada, ghost, "On no shelf");
    await bela.hear(ada);
    for (const id of malformed) expect(bela.group.fold.voids.get(id)).toBe("Malformed");
    expect(bela.group.fold.voids.size).toBe(malformed.length);
    expect(bela.group.fold.library.all().length).toBe(before + 1);
    expect(bela.group.fold.library.standing().map(({ id }) => id)).toEqual([on]);
    expect(bela.group.fold.stateHash()).toBe(ada.group.fold.stateHash());
  });
});

describe("places in a reading list", () => {
  it("[LIB-2] leave room for thirty moves between the same two, then the list is spread out anew", () => {
    let places = spread(2);
    let moves = 0;
    for (; ; moves++) {
      const place = placeAt(places, 1);
      if (place === null) break;
      expect(place > places[0]! && place < places[1]!).toBe(true);
      places = [places[0]!, place];
    }
    expect(moves).toBeGreaterThanOrEqual(30);
  });

  it("[LIB-2] are above those before and within bounds, also behind one that was put at the very end", () => {
    expect(placeAt([], 0)).toBeGreaterThan(0);
    expect(placeAt([lastPlace - 1], 1)).toBe(lastPlace);
    expect(placeAt([lastPlace], 1)).toBeNull();
    expect(placeAt([0], 0)).toBeNull();
    const many = spread(300_000);
    expect(many[many.length - 1]).toBeLessThanOrEqual(lastPlace);
    expect(spread(2 ** 22)[2 ** 22 - 1]).toBeLessThanOrEqual(lastPlace);
    expect(new Set(many).size).toBe(many.length);
  });
});

describe("people in a library", () => {
  async function people() {
    const { people: all, group } = await assemble(new Street(), ["Ada", "Bela"], false);
    onTestFinished(async () => void (await Promise.all(all.map((person) => person.engine.close()))));
    return { ada: all[0]!, bela: all[1]!, group };
  }

  it("[LIB-1, LIB-2] put a thread and a book on a shelf, and each sees the list in the order it was given", async () => {
    const { ada, bela, group } = await people();
    const { thread } = await ada.does({ type: "thread.start", group, title: "The rent", text: "What do we do?" });
    const { shelf: on } = await ada.does({ type: "shelf.make", group, title: " To read ", about: "Before the meeting." });
    const { item: rent } = await ada.does({ type: "shelf.add", group, shelf: on, names: thread, title: "", note: "" });
    await bela.sees({ query: "shelf", group, shelf: on }, (shown) => shown?.list.length === 1);
    const { item: book } = await bela.does({ type: "shelf.add", group, shelf: on, title: "The law, §§ 535–580", note: "Start with 536." });
    const shown = await ada.sees({ query: "shelf", group, shelf: on }, (known) => known?.list.length === 2);
    expect(shown).toMatchObject({ title: "To read", items: 2, iRead: 0, by: { name: "Ada", me: true } });
    expect(shown!.list).toMatchObject([
      { id: rent, title: "The rent", names: { is: "thread", id: thread }, by: { name: "Ada" }, movedBy: null },
      { id: book, title: "The law, §§ 535–580", names: null, by: { name: "Bela" }, note: "Start with 536." },
    ]);
    const { document } = await ada.does({ type: "document.create", group, title: "Draft letter", folder: "" });
    const { item: draft } = await ada.does({ type: "shelf.add", group, shelf: on, names: document, title: "", note: "" });
    await ada.does({ type: "document.rename", group, document, title: "Open letter", folder: "" });
    await bela.sees({ query: "item", group, item: draft }, (known) => known?.title === "Open letter" && known.names?.is === "document");
    await ada.does({ type: "library.remove", group, of: draft, removed: true });
    await ada.does({ type: "item.move", group, item: book, before: rent });
    const moved = await bela.sees({ query: "shelf", group, shelf: on }, (known) => known?.list[0]?.id === book && known.items === 2);
    expect(moved!.list[0]).toMatchObject({ movedBy: { name: "Ada" } });
    await bela.does({ type: "item.move", group, item: book, before: null });
    await ada.sees({ query: "shelf", group, shelf: on }, (known) => known?.list[1]?.id === book);
  });

  it("[LIB-2] find any order they like, also when others have left no room between places", async () => {
    const { ada, group } = await people();
    const { shelf: on } = await ada.does({ type: "shelf.make", group, title: "To read", about: "" });
    const ids: string[] = [];
    for (const title of ["a", "b", "c"]) ids.push((await ada.does({ type: "shelf.add", group, shelf: on, title, note: "" })).item);
    const [, b, c] = ids as [string, string, string];
    for (let i = 0; i < 40; i++) await ada.does({ type: "item.move", group, item: i % 2 === 0 ? c : b, before: i % 2 === 0 ? b : c });
    const shown = await ada.sees({ query: "shelf", group, shelf: on }, () => true);
    expect(shown!.list.map(({ title }) => title)).toEqual(["a", "b", "c"]);
  });

  it("[LIB-3] keep to themselves how far they are until they share it, and may take that back", async () => {
    const { ada, bela, group } = await people();
    const { shelf: on } = await ada.does({ type: "shelf.make", group, title: "To read", about: "" });
    const { item } = await ada.does({ type: "shelf.add", group, shelf: on, title: "A book", note: "" });
    await bela.sees({ query: "item", group, item }, (known) => known !== null);
    const written = async () => (await ada.sees({ query: "item", group, item }, () => true))!;
    await ada.does({ type: "item.progress", group, item, state: "reading", shared: false });
    expect((await written()).mine).toEqual({ state: "reading", shared: false });
    await ada.does({ type: "post.write", group, thread: item, text: "A note after it" });
    const apart = await bela.sees({ query: "item", group, item }, (known) => known?.notes === 1);
    expect(apart!.others).toEqual([]);

    await ada.does({ type: "item.progress", group, item, state: "read", shared: true });
    const told = await bela.sees({ query: "item", group, item }, (known) => known?.others.length === 1);
    expect(told!.others[0]).toMatchObject({ member: { name: "Ada" }, state: "read" });
    await ada.does({ type: "item.progress", group, item, state: "read", shared: false });
    await bela.sees({ query: "item", group, item }, (known) => known?.others.length === 0);

    await ada.does({ type: "profile.lock" });
    await ada.does({ type: "profile.unlock", passphrase });
    const again = await ada.sees({ query: "item", group, item }, (known) => known !== null);
    expect(again!.mine).toEqual({ state: "read", shared: false });
    expect((await ada.sees({ query: "library", group }, (known) => known.length === 1))[0]).toMatchObject({ items: 1, iRead: 1 });
  });

  it("[LIB-3, DOC-1] write notes on a passage of an item as a circle; an answer reaches its author's agenda under the item's name", async () => {
    const { ada, bela, group } = await people();
    const { shelf: on } = await ada.does({ type: "shelf.make", group, title: "To read", about: "" });
    const { item } = await ada.does({ type: "shelf.add", group, shelf: on, title: "A book", note: "" });
    const { post } = await ada.does({ type: "post.write", group, thread: item, text: "Who decides this?", quote: "the usual procedure" });
    const notes = await bela.sees({ query: "thread", group, thread: item }, (known) => known?.posts.length === 1);
    expect(notes).toMatchObject({ title: "A book", posts: [{ quote: "the usual procedure" }], firstUnread: post });
    expect(await bela.sees({ query: "library", group }, (known) => known.length === 1)).toMatchObject([{ unreadNotes: 1 }]);
    await bela.does({ type: "thread.markRead", group, thread: item, upTo: post });
    await bela.sees({ query: "item", group, item }, (known) => known?.unread === 0);
    await bela.does({ type: "post.write", group, thread: item, text: "We do.", replyTo: post });
    const agenda = await ada.sees({ query: "agenda", group }, (known) => known.needs.some(({ need }) => need === "reply"));
    expect(agenda.needs).toContainEqual(expect.objectContaining({ need: "reply", page: { is: "item", id: item, title: "A book" } }));
    expect(await ada.sees({ query: "threads", group }, () => true)).toEqual([]);
  });

  it("[LIB-1] are told why something cannot be done, and nothing is lost", async () => {
    const { ada, bela, group } = await people();
    const { shelf: on } = await ada.does({ type: "shelf.make", group, title: "To read", about: "" });
    const { item } = await ada.does({ type: "shelf.add", group, shelf: on, title: "A book", note: "" });
    await bela.sees({ query: "item", group, item }, (known) => known !== null);
    const ghost = "00".repeat(32);
    const kindOf = async (command: Parameters<typeof bela.engine.run>[0]) => {
      const done = await bela.engine.run(command);
      return done.ok ? "done" : done.error.kind;
    };
    expect(await kindOf({ type: "shelf.make", group, title: "  ", about: "" })).toBe("Empty");
    expect(await kindOf({ type: "shelf.add", group, shelf: ghost, title: "A book", note: "" })).toBe("NoSuchShelf");
    expect(await kindOf({ type: "shelf.add", group, shelf: on, names: ghost, title: "A book", note: "" })).toBe("NothingToRead");
    expect(await kindOf({ type: "shelf.add", group, shelf: on, title: "A book", note: "x".repeat(limits.itemNote + 1) })).toBe("TooLong");
    expect(await kindOf({ type: "shelf.change", group, shelf: on, title: "Mine", about: "" })).toBe("NotYours");
    expect(await kindOf({ type: "item.change", group, item, title: "Mine", note: "" })).toBe("NotYours");
    expect(await kindOf({ type: "library.remove", group, of: item, removed: true })).toBe("NotYours");
    expect(await kindOf({ type: "item.move", group, item, before: ghost })).toBe("NoSuchItem");
    expect(await kindOf({ type: "item.progress", group, item: ghost, state: "read", shared: false })).toBe("NoSuchItem");
    expect(await ada.engine.run({ type: "library.remove", group, of: on, removed: true })).toMatchObject({ ok: false, error: { kind: "ShelfNotEmpty" } });
    await ada.does({ type: "library.remove", group, of: item, removed: true });
    await ada.does({ type: "library.remove", group, of: on, removed: true });
    expect(await bela.sees({ query: "library", group }, (known) => known.length === 0)).toEqual([]);
    await ada.does({ type: "library.remove", group, of: on, removed: false });
    await ada.does({ type: "library.remove", group, of: item, removed: false });
    await bela.sees({ query: "shelf", group, shelf: on }, (known) => known?.list.length === 1);
  });
});
