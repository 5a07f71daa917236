/**
 * What the binding between the editor and the shared text does otherwise here. Both lean on its inner parts: that the screen
 * shows what the shared text says is a test (test/ui/shared-editing.test.ts).
 */
import type { Editor } from "@tiptap/core";
import { Selection } from "@tiptap/pm/state";
import { ySyncPluginKey } from "@tiptap/y-tiptap";
import type * as Y from "yjs";

type Changed = (events: readonly Y.YEvent<Y.AbstractType<unknown>>[], transaction: Y.Transaction) => void;

interface Binding {
  readonly type: Y.XmlFragment;
  readonly mapping: Map<unknown, unknown>;
  /** Where the caret was in the shared text. */
  beforeTransactionSelection: object | null;
  _observeFunction: Changed;
}

export function makeSteady(editor: Editor): void {
  const { binding } = ySyncPluginKey.getState(editor.state) as { readonly binding: Binding };
  keepUnchanged(binding);
  keepGoing(binding, editor);
}

/**
 * The binding forgets all paragraphs whenever one was changed elsewhere, to make them anew. It forgets those that were
 * changed besides, one by one, which is enough: in a long text the rest would take longer than a frame.
 */
function keepUnchanged({ mapping }: Binding): void {
  mapping.clear = () => undefined;
}

/**
 * Where the shared text holds what the editor passes over (tolerant-schema.ts), the binding may take the caret to stand
 * behind the end, and would stop for good at what came. The caret goes where it can instead.
 */
function keepGoing(binding: Binding, editor: Editor): void {
  const changed = binding._observeFunction;
  binding.type.unobserveDeep(changed);
  binding._observeFunction = (events, transaction) => {
    const { head } = editor.state.selection;
    try {
      changed(events, transaction);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      binding.beforeTransactionSelection = null;
      changed(events, transaction);
      const { tr } = editor.state;
      editor.view.dispatch(tr.setSelection(Selection.near(tr.doc.resolve(Math.min(head, tr.doc.content.size)))));
    }
  };
  binding.type.observeDeep(binding._observeFunction);
}
