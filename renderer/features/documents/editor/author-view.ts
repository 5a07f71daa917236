/** The coloured view: every stretch of text underlined in its author's colour and manner. */
import { Extension } from "@tiptap/core";
import { Plugin, PluginKey, type EditorState } from "@tiptap/pm/state";
import { Decoration, DecorationSet, type EditorView } from "@tiptap/pm/view";
import { ySyncPluginKey } from "@tiptap/y-tiptap";
import type * as Y from "yjs";
import { redraw } from "./caret.ts";
import { changedPart, joined, type Part } from "./changed-part.ts";
import { writtenRuns, type Run } from "./written.ts";
import styles from "./Prose.module.css";

/** By Yjs client, which of the six colours; empty: the view is off. */
export type Colours = ReadonlyMap<number, number>;

interface Shown {
  readonly colours: Colours;
  readonly underlines: DecorationSet;
  /** What was changed and has not been looked through since. */
  readonly stale: Part | null;
}

const key = new PluginKey<Shown>("authors");
/** After so long without a change what was changed is looked through. */
const pause = 150;

export const AuthorView = Extension.create({
  name: "authors",
  addProseMirrorPlugins: () => [
    new Plugin<Shown>({
      key,
      state: {
        init: () => ({ colours: new Map(), underlines: DecorationSet.empty, stale: null }),
        apply(transaction, shown, before, state) {
          const colours = transaction.getMeta(key) as Colours | undefined;
          if (colours !== undefined) return colours === shown.colours && shown.stale ? renewed(shown, shown.stale, state) : { colours, underlines: underlined(state, colours), stale: null };
          if (shown.colours.size === 0) return shown;
          const changed = transaction.docChanged ? changedPart(before.doc, state.doc) : null;
          return changed === null ? shown : { ...shown, underlines: shown.underlines.map(changed.mapping, state.doc), stale: joined(shown.stale, changed) };
        },
      },
      props: { decorations: (state) => key.getState(state)?.underlines },
      view: () => new Renewing(),
    }),
  ],
});

export function showAuthors(view: EditorView, colours: Colours): void {
  redraw(view, key, colours);
}

export function runsOf(state: EditorState, within?: Part): readonly Run[] {
  const { type } = ySyncPluginKey.getState(state) as { type: Y.XmlFragment };
  return writtenRuns(type, state.doc, within);
}

function underlined(state: EditorState, colours: Colours): DecorationSet {
  return colours.size === 0 ? DecorationSet.empty : DecorationSet.create(state.doc, marksOf(runsOf(state), colours));
}

/** Only in the blocks that a part touches. */
function renewed({ colours, underlines }: Shown, stale: Part, state: EditorState): Shown {
  const { doc } = state;
  const at = (place: number): number => Math.min(Math.max(place, 0), doc.content.size);
  const [first, last] = [doc.resolve(at(stale.from)), doc.resolve(at(stale.to))];
  const blocks = { from: first.depth === 0 ? first.pos : first.before(1), to: last.depth === 0 ? last.pos : last.after(1) };
  const former = underlines.find(blocks.from, blocks.to);
  return { colours, underlines: underlines.remove(former).add(doc, marksOf(runsOf(state, blocks), colours)), stale: null };
}

function marksOf(runs: readonly Run[], colours: Colours): Decoration[] {
  return runs.flatMap(({ from, to, client }) => {
    const colour = colours.get(client);
    return colour === undefined ? [] : [Decoration.inline(from, to, { class: `${styles.written} ${styles[`author${colour}`]}` })];
  });
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
