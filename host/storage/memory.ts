/** Storage without a disk: for simulated worlds and tests. Keeps the port's contract except outliving the process. */
import type { Storage, StoredRow } from "../../shared/ports/storage.ts";
import { memorySearch, type MemoryIndex } from "./memory-search.ts";

/** Rows of each space by key. */
type MemoryRows = Map<string, Map<string, StoredRow>>;

/** Shared between openings by a memory vault. */
export interface MemoryDatabase {
  readonly rows: MemoryRows;
  readonly index: MemoryIndex;
}

export const emptyDatabase = (): MemoryDatabase => ({ rows: new Map(), index: { items: new Map(), marks: new Map() } });

export function memoryStorage({ rows, index } = emptyDatabase(), onClosed: () => void = () => undefined): Storage {
  let open = true;
  const checkOpen = (): void => {
    if (!open) throw new Error("the storage is closed");
  };
  const whileOpen = async <T>(work: () => T): Promise<T> => {
    checkOpen();
    return work();
  };

  return {
    get: (space, key) => whileOpen(() => rows.get(space)?.get(nameOf(key))?.value.slice() ?? null),

    range: (space, { after, limit = Infinity } = {}) =>
      whileOpen(() => {
        const inSpace = rows.get(space) ?? new Map<string, StoredRow>();
        const from = after === undefined ? null : nameOf(after);
        return [...inSpace.keys()]
          .filter((name) => from === null || name > from)
          .sort()
          .slice(0, limit)
          .map((name) => inSpace.get(name)!)
          .map(({ key, value }) => ({ key: key.slice(), value: value.slice() }));
      }),

    commit: (writes) =>
      whileOpen(() => {
        for (const { space, key, value } of writes) {
          const inSpace = rows.get(space) ?? new Map<string, StoredRow>();
          rows.set(space, inSpace);
          if (value === null) inSpace.delete(nameOf(key));
          else inSpace.set(nameOf(key), { key: key.slice(), value: value.slice() });
        }
      }),

    search: memorySearch(checkOpen, index),

    async close() {
      if (!open) return;
      open = false;
      onClosed();
    },
  };
}

/** A text whose order is the byte order of the key. */
const nameOf = (key: Uint8Array): string => String.fromCharCode(...key);
