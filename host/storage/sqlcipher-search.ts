/**
 * The search index in the SQLCipher database, as an FTS5 table without the texts themselves (they are in the log). Row
 * ids are times, so that FTS5's own order is the order of time and the latest few are found without looking at the rest.
 */
import type { Database, Statement } from "@signalapp/sqlcipher";
import type { SearchIndex, SearchItem, SearchUpdate, SearchWanted } from "../../shared/ports/search-index.ts";

/** Row ids of one millisecond: of what claims the same time, so many stand in a row. */
const perMillisecond = 1024;
/** Year 2109: a later time is a claim, and row ids must stay whole numbers. */
const latestTime = 2 ** 42 - 1;

// Words come folded: the plain tokenizer only has to part them at spaces. detail=column: nothing asks for phrases.
const tables = `
  CREATE TABLE IF NOT EXISTS kept.search_marks (owner TEXT PRIMARY KEY, mark INTEGER NOT NULL);
  CREATE TABLE IF NOT EXISTS kept.search_items (row INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE);
  CREATE VIRTUAL TABLE IF NOT EXISTS kept.search_words USING fts5 (
    title, text, tags, content = '', contentless_delete = 1, detail = column, tokenize = 'ascii', prefix = '1 2 3'
  );`;

type Prepared = Record<"begin" | "commit" | "rollback" | "mark" | "setMark" | "rowOf" | "lastRow" | "addItem" | "addWords" | "removeItem" | "removeWords" | "find", Statement>;

export class SqlcipherSearch implements SearchIndex {
  readonly #database: Database;
  readonly #checkOpen: () => void;
  #prepared: Prepared | null = null;

  constructor(database: Database, checkOpen: () => void) {
    this.#database = database;
    this.#checkOpen = checkOpen;
  }

  async mark(owner: string): Promise<number> {
    return this.#statements.mark.get<{ mark: number }>([owner])?.mark ?? 0;
  }

  async update({ put, remove, mark }: SearchUpdate): Promise<void> {
    const { begin, commit, rollback, setMark } = this.#statements;
    begin.run();
    try {
      for (const id of remove) this.#remove(id);
      for (const item of put) this.#put(item);
      setMark.run([mark.owner, mark.at]);
      commit.run();
    } catch (error) {
      rollback.run();
      throw error;
    }
  }

  async find(wanted: SearchWanted): Promise<readonly Uint8Array[]> {
    const { find } = this.#statements;
    const match = matchOf(wanted);
    if (match === null) return [];
    const from = clamp(wanted.from ?? 0) * perMillisecond;
    const to = (clamp(wanted.to ?? latestTime) + 1) * perMillisecond - 1;
    const rows = find.all<{ id: Uint8Array<ArrayBuffer> }>([match, from, to, wanted.limit]);
    return rows.map(({ id }) => new Uint8Array(id.buffer, id.byteOffset, id.byteLength));
  }

  #put({ id, time, title, text, tags }: SearchItem): void {
    this.#remove(id);
    const row = this.#freeRow(clamp(time));
    const { addItem, addWords } = this.#statements;
    addItem.run([row, id as Uint8Array<ArrayBuffer>]);
    addWords.run([row, title.join(" "), text.join(" "), tags.join(" ")]);
  }

  #remove(id: Uint8Array): void {
    const { rowOf, removeItem, removeWords } = this.#statements;
    const row = rowOf.get<{ row: number }>([id as Uint8Array<ArrayBuffer>])?.row;
    if (row === undefined) return;
    removeWords.run([row]);
    removeItem.run([row]);
  }

  /** After what claims the same millisecond; where that is full, the same second or so, and so on. */
  #freeRow(time: number): number {
    for (let span = perMillisecond; ; span *= perMillisecond) {
      const first = time * perMillisecond;
      const last = this.#statements.lastRow.get<{ row: number | null }>([first, first + span - 1])!.row;
      if (last === null) return first;
      if (last + 1 < first + span) return last + 1;
    }
  }

  get #statements(): Prepared {
    this.#checkOpen();
    return (this.#prepared ??= this.#prepare());
  }

  /** The tables are made when first asked for: older databases have none. */
  #prepare(): Prepared {
    this.#database.exec(tables);
    const prepare = (sql: string): Statement => this.#database.prepare(sql, { persistent: true });
    return {
      begin: prepare("BEGIN IMMEDIATE"),
      commit: prepare("COMMIT"),
      rollback: prepare("ROLLBACK"),
      mark: prepare("SELECT mark FROM kept.search_marks WHERE owner = ?"),
      setMark: prepare("INSERT INTO kept.search_marks VALUES (?, ?) ON CONFLICT DO UPDATE SET mark = excluded.mark"),
      rowOf: prepare("SELECT row FROM kept.search_items WHERE id = ?"),
      lastRow: prepare("SELECT max(row) AS row FROM kept.search_items WHERE row BETWEEN ? AND ?"),
      addItem: prepare("INSERT INTO kept.search_items VALUES (?, ?)"),
      addWords: prepare("INSERT INTO kept.search_words (rowid, title, text, tags) VALUES (?, ?, ?, ?)"),
      removeItem: prepare("DELETE FROM kept.search_items WHERE row = ?"),
      removeWords: prepare("DELETE FROM kept.search_words WHERE rowid = ?"),
      find: prepare(
        `SELECT id FROM kept.search_words JOIN kept.search_items ON row = search_words.rowid
         WHERE search_words MATCH ? AND search_words.rowid BETWEEN ? AND ? ORDER BY search_words.rowid DESC LIMIT ?`,
      ),
    };
  }
}

const clamp = (time: number): number => Math.min(Math.max(0, Math.floor(time)), latestTime);

/** Null when nothing is asked for. */
function matchOf({ words, beginning, in: where, tags }: SearchWanted): string | null {
  const quoted = (word: string): string => `"${word.replaceAll('"', "")}"`;
  const columns = where === "title" ? "title" : "{title text}";
  const terms = [
    ...words.map((word) => `${columns} : ${quoted(word)}`),
    ...(beginning === null ? [] : [`${columns} : ${quoted(beginning)}*`]),
    ...tags.map((tag) => `tags : ${quoted(tag)}`),
  ];
  return terms.length === 0 ? null : terms.join(" AND ");
}
