/**
 * Keeps the comments of an open text beside the passages they speak of. Typing costs nothing here: once the text rests,
 * all is read in one pass of the layout and then written. Where there is no margin beside the text they are a plain list.
 */
import { useEffect, useLayoutEffect, useMemo, useRef, useState, type RefObject } from "react";
import type { Editor } from "@tiptap/core";
import type { Transaction } from "@tiptap/pm/state";
import { isOfPassages, passagesShown, showActivePassage } from "./editor/commented.ts";
import { gap, placed, type Note } from "./placing.ts";

/** So long without a change the text rests, ms. */
const rest = 300;
/** As in Page.module.css: below, the margin follows the text. */
const narrow = "(max-width: 1060px)";

interface Seen {
  /** Comments in the order of the text; those whose passage is gone last. */
  readonly order: readonly string[];
  readonly active: string | null;
}

export interface Beside<T> extends Pick<Seen, "active"> {
  readonly list: RefObject<HTMLUListElement | null>;
  readonly ordered: readonly T[];
  /** Looks at a comment: it stands at its passage, and the passage shows it. */
  activate(comment: string): void;
}

export function useBeside<T extends { readonly id: string }>(editor: Editor | null, comments: readonly T[]): Beside<T> {
  const list = useRef<HTMLUListElement>(null);
  const [seen, setSeen] = useState<Seen>({ order: [], active: null });
  const margin = useMemo(() => editor && new Margin(editor, list, setSeen), [editor]);
  useEffect(() => margin?.watch(), [margin]);
  useLayoutEffect(() => margin?.take(comments.map(({ id }) => id)), [margin, comments]);
  const ordered = useMemo(() => {
    const place = new Map(seen.order.map((id, at) => [id, at]));
    return comments.toSorted((a, b) => (place.get(a.id) ?? Infinity) - (place.get(b.id) ?? Infinity) || 0);
  }, [comments, seen.order]);
  return { list, ordered, active: seen.active, activate: (comment) => margin?.activate(comment) };
}

class Margin {
  #comments: readonly string[] = [];
  #seen: Seen = { order: [], active: null };
  #waiting: ReturnType<typeof setTimeout> | undefined;
  #touched = false;
  #observed: ResizeObserver | null = null;

  constructor(
    private readonly editor: Editor,
    private readonly list: RefObject<HTMLUListElement | null>,
    private readonly tell: (seen: Seen) => void,
  ) {}

  /** Until what it gives is called. */
  watch(): () => void {
    const { editor } = this;
    const query = window.matchMedia(narrow);
    const place = (): void => this.#place();
    const changed = ({ transaction }: { readonly transaction: Transaction }): void => {
      if (isOfPassages(transaction)) this.#place();
      else if (transaction.docChanged || transaction.selectionSet) this.#touch();
    };
    // What is written in one line moves nothing; what moves something changes the height of the text, or of a note.
    this.#observed = new ResizeObserver(() => this.#touch());
    this.#observe();
    editor.on("transaction", changed);
    query.addEventListener("change", place);
    this.#place();
    return () => {
      editor.off("transaction", changed);
      query.removeEventListener("change", place);
      this.#observed?.disconnect();
      this.#observed = null;
      clearTimeout(this.#waiting);
    };
  }

  take(comments: readonly string[]): void {
    this.#comments = comments;
    this.#observe();
    this.#place();
  }

  activate(comment: string): void {
    this.#place(comment);
  }

  #observe(): void {
    const list = this.list.current;
    this.#observed?.disconnect();
    // What stands above the notes in the margin moves them too: its height is part of that of the margin.
    for (const each of [this.editor.view.dom, list?.closest("aside"), ...(list?.children ?? [])]) if (each) this.#observed?.observe(each);
  }

  /** All that a key costs. */
  #touch(): void {
    this.#touched = true;
    this.#waiting ??= setTimeout(() => this.#rested(), rest);
  }

  #rested(): void {
    this.#waiting = undefined;
    if (this.#touched) {
      this.#touched = false;
      this.#waiting = setTimeout(() => this.#rested(), rest);
    } else requestIdleCallback(() => this.#place());
  }

  #place(active = this.#activeByCaret()): void {
    const { editor, list } = this;
    if (editor.isDestroyed || list.current === null) return;
    const shown = passagesShown(editor.state);
    const at = (id: string): number => shown.get(id)?.from ?? Infinity;
    const order = this.#comments.toSorted((a, b) => at(a) - at(b) || 0);
    const rows = new Map([...list.current.children].map((row) => [(row as HTMLElement).dataset["comment"], row as HTMLElement]));
    const notes = order.flatMap((id) => rows.get(id) ?? []);
    if (window.matchMedia(narrow).matches) unplace(list.current, notes);
    else if (editor.view.dom.offsetParent !== null && notes.length === order.length) place(list.current, notes, measured(editor, list.current, notes, { order, active }));
    if (active !== this.#seen.active) showActivePassage(editor.view, active);
    if (active !== this.#seen.active || String(order) !== String(this.#seen.order)) this.tell((this.#seen = { order, active }));
  }

  /** The comment on the passage the caret stands in; else the one that was looked at, while it is there. */
  #activeByCaret(): string | null {
    const { editor } = this;
    const { head } = editor.state.selection;
    const within = editor.isFocused ? [...passagesShown(editor.state)].find(([, { from, to }]) => from <= head && head <= to)?.[0] : undefined;
    const before = this.#seen.active;
    return within ?? (before !== null && this.#comments.includes(before) ? before : null);
  }
}

interface Measured {
  readonly tops: readonly number[];
  /** Of all of them. */
  readonly height: number;
}

/** Reads only. */
function measured(editor: Editor, list: HTMLElement, rows: readonly HTMLElement[], { order, active }: Seen): Measured {
  const shown = passagesShown(editor.state);
  const head = list.getBoundingClientRect().top;
  const notes = rows.map((row, at): Note => {
    const range = shown.get(order[at]!);
    return { wants: range === undefined ? 0 : editor.view.coordsAtPos(range.from).top - head, height: row.offsetHeight };
  });
  const tops = placed(notes, active === null ? null : order.indexOf(active));
  return { tops, height: (tops.at(-1) ?? 0) + (notes.at(-1)?.height ?? 0) + gap };
}

/** Writes only. */
function place(list: HTMLElement, rows: readonly HTMLElement[], { tops, height }: Measured): void {
  list.dataset["placed"] = "";
  list.style.blockSize = `${height}px`;
  for (const [at, row] of rows.entries()) row.style.insetBlockStart = `${tops[at]}px`;
}

function unplace(list: HTMLElement, rows: readonly HTMLElement[]): void {
  delete list.dataset["placed"];
  list.style.blockSize = "";
  for (const row of rows) row.style.insetBlockStart = "";
}
