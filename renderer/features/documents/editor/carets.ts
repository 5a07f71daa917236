/** Where other members write now: a stroke in their colour, their name beside it for a while after it moved. */
import { Extension } from "@tiptap/core";
import { Plugin, PluginKey, type EditorState } from "@tiptap/pm/state";
import { Decoration, DecorationSet, type EditorView } from "@tiptap/pm/view";
import { redraw } from "./caret.ts";
import { caretOf, isFromSharedText } from "./positions.ts";
import styles from "./Prose.module.css";

export interface CaretOfMember {
  readonly member: string;
  readonly name: string;
  /** Which of the six author colours, from 1. */
  readonly colour: number;
  readonly caret: Uint8Array;
}

interface Shown {
  readonly carets: readonly CaretOfMember[];
  /** Members whose name stands beside the stroke. */
  readonly named: ReadonlySet<string>;
  readonly marks: DecorationSet;
}

type Given = Omit<Shown, "marks">;

const key = new PluginKey<Shown>("carets");
const nameStays = 2_000;

export const Carets = Extension.create({
  name: "carets",
  addProseMirrorPlugins: () => [
    new Plugin<Shown>({
      key,
      state: {
        init: () => ({ carets: [], named: new Set(), marks: DecorationSet.empty }),
        apply(transaction, shown, _, state) {
          const given = transaction.getMeta(key) as Given | undefined;
          if (given !== undefined) return { ...given, marks: drawn(state, given) };
          if (isFromSharedText(transaction)) return { ...shown, marks: drawn(state, shown) };
          return transaction.docChanged ? { ...shown, marks: shown.marks.map(transaction.mapping, transaction.doc) } : shown;
        },
      },
      props: { decorations: (state) => key.getState(state)?.marks },
      view: () => new Names(),
    }),
  ],
});

export function showCarets(view: EditorView, carets: readonly CaretOfMember[]): void {
  const { carets: before, named } = key.getState(view.state)!;
  const moved = carets.filter((caret) => {
    const there = before.find(({ member }) => member === caret.member);
    return there === undefined || String(there.caret) !== String(caret.caret);
  });
  if (moved.length === 0 && carets.length === before.length) return;
  redraw(view, key, { carets, named: new Set([...named, ...moved.map(({ member }) => member)]) });
}

/** Takes the names away again. */
class Names {
  #named: ReadonlySet<string> | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  update(view: EditorView): void {
    const { carets, named } = key.getState(view.state)!;
    if (named === this.#named || named.size === 0) return;
    this.#named = named;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => redraw(view, key, { carets, named: new Set() }), nameStays);
  }

  destroy(): void {
    clearTimeout(this.#timer);
  }
}

function drawn(state: EditorState, { carets, named }: Given): DecorationSet {
  const marks = carets.flatMap(({ member, name, colour, caret }) => {
    const at = caretOf(state, caret);
    if (at === null) return [];
    const author = styles[`author${colour}`] ?? "";
    const stroke = Decoration.widget(at.head, () => strokeOf(name, author, named.has(member)), { key: `${member} ${named.has(member)}`, side: 10, ignoreSelection: true });
    if (at.anchor === at.head) return [stroke];
    return [stroke, Decoration.inline(Math.min(at.anchor, at.head), Math.max(at.anchor, at.head), { class: `${styles.selected} ${author}` })];
  });
  return DecorationSet.create(state.doc, marks);
}

function strokeOf(name: string, author: string, named: boolean): HTMLElement {
  const stroke = document.createElement("span");
  stroke.className = `${styles.caret} ${author}`;
  stroke.setAttribute("aria-hidden", "true");
  if (named) {
    const flag = document.createElement("b");
    flag.textContent = name;
    flag.dir = "auto";
    stroke.append(flag);
  }
  return stroke;
}
