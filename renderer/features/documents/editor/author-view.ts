/** The coloured view: every stretch of text underlined in its author's colour and manner. */
import { Extension } from "@tiptap/core";
import { Plugin, PluginKey, type EditorState } from "@tiptap/pm/state";
import { Decoration, DecorationSet, type EditorView } from "@tiptap/pm/view";
import { ySyncPluginKey } from "@tiptap/y-tiptap";
import type * as Y from "yjs";
import { writtenRuns, type Run } from "./written.ts";
import styles from "./Prose.module.css";

/** By Yjs client, which of the six colours; empty: the view is off. */
export type Colours = ReadonlyMap<number, number>;

interface Shown {
  readonly colours: Colours;
  readonly underlines: DecorationSet;
}

const key = new PluginKey<Shown>("authors");
/** After so long without a change the whole is looked through again. */
const pause = 150;

export const AuthorView = Extension.create({
  name: "authors",
  addProseMirrorPlugins: () => [
    new Plugin<Shown>({
      key,
      state: {
        init: () => ({ colours: new Map(), underlines: DecorationSet.empty }),
        apply(transaction, shown, _, state) {
          const colours = transaction.getMeta(key) as Colours | undefined;
          if (colours !== undefined) return { colours, underlines: underlined(state, colours) };
          if (!transaction.docChanged || shown.colours.size === 0) return shown;
          return { ...shown, underlines: shown.underlines.map(transaction.mapping, transaction.doc) };
        },
      },
      props: { decorations: (state) => key.getState(state)?.underlines },
      view: () => new Renewing(),
    }),
  ],
});

export function showAuthors(view: EditorView, colours: Colours): void {
  view.dispatch(view.state.tr.setMeta(key, colours));
}

export function runsOf(state: EditorState): readonly Run[] {
  const { type } = ySyncPluginKey.getState(state) as { type: Y.XmlFragment };
  return writtenRuns(type, state.schema);
}

function underlined(state: EditorState, colours: Colours): DecorationSet {
  if (colours.size === 0) return DecorationSet.empty;
  const marks = runsOf(state).flatMap(({ from, to, client }) => {
    const colour = colours.get(client);
    return colour === undefined ? [] : [Decoration.inline(from, to, { class: `${styles.written} ${styles[`author${colour}`]}` })];
  });
  return DecorationSet.create(state.doc, marks);
}

class Renewing {
  #timer: ReturnType<typeof setTimeout> | undefined;

  update(view: EditorView, before: EditorState): void {
    const { colours } = key.getState(view.state)!;
    if (colours.size === 0 || before.doc === view.state.doc) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => showAuthors(view, colours), pause);
  }

  destroy(): void {
    clearTimeout(this.#timer);
  }
}
