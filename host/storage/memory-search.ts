/** The search index without a disk: looks at every item each time. */
import { toHex } from "../../shared/base/bytes.ts";
import type { SearchIndex, SearchItem, SearchWanted } from "../../shared/ports/search-index.ts";

/** Kept between openings by a memory vault. */
export interface MemoryIndex {
  readonly items: Map<string, SearchItem>;
  readonly marks: Map<string, number>;
}

export function memorySearch(checkOpen: () => void, { items, marks }: MemoryIndex): SearchIndex {
  return {
    async mark(owner) {
      checkOpen();
      return marks.get(owner) ?? 0;
    },

    async update({ put, remove, mark }) {
      checkOpen();
      for (const id of remove) items.delete(toHex(id));
      for (const item of put) {
        items.delete(toHex(item.id));
        items.set(toHex(item.id), { ...item, id: item.id.slice() });
      }
      marks.set(mark.owner, mark.at);
    },

    async find(wanted) {
      checkOpen();
      const { words, beginning, tags, limit } = wanted;
      if (words.length === 0 && beginning === null && tags.length === 0) return [];
      return [...items.values()]
        .reverse() // of one time, the later first
        .filter((item) => has(item, wanted))
        .sort((a, b) => b.time - a.time)
        .slice(0, limit)
        .map(({ id }) => id.slice());
    },
  };
}

function has({ title, text, tags, time }: SearchItem, wanted: SearchWanted): boolean {
  const { beginning, from, to } = wanted;
  const inside = wanted.in === "title" ? title : [...title, ...text];
  return (
    (from === null || time >= from) &&
    (to === null || time <= to) &&
    wanted.tags.every((tag) => tags.includes(tag)) &&
    wanted.words.every((word) => inside.includes(word)) &&
    (beginning === null || inside.some((word) => word.startsWith(beginning)))
  );
}
