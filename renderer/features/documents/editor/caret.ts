/**
 * Where the caret stands. The browser moves it, and tells the editor a moment later: drawn anew meanwhile, the text would
 * have it back where it was, and a key would act there. So it is read first: with every key, and before anything that
 * comes by itself changes the text or how it is drawn.
 */
import { Extension } from "@tiptap/core";
import { Plugin, type PluginKey } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";

/** What the editor does when the browser tells it. An inner part of it. */
type Observing = EditorView & { readonly domObserver: { flush(): void } };

export function readCaret(view: EditorView): void {
  if (!view.isDestroyed && !view.composing) (view as Observing).domObserver.flush();
}

/** Draws anew what a plugin draws over the text. */
export function redraw<Shown>(view: EditorView, key: PluginKey<Shown>, given: unknown): void {
  readCaret(view);
  view.dispatch(view.state.tr.setMeta(key, given));
}

export const CaretFirst = Extension.create({
  name: "caret",
  priority: 10_000, // before every other that takes a key
  addProseMirrorPlugins: () => [
    new Plugin({
      props: {
        handleDOMEvents: {
          keydown: (view) => {
            readCaret(view);
            return false;
          },
        },
      },
    }),
  ],
});
