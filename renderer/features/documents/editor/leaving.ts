/** Tab belongs to lists and tables; after Esc it leads out of the editor, as everywhere else. */
import { Extension } from "@tiptap/core";
import { Plugin } from "@tiptap/pm/state";

export const Leaving = Extension.create({
  name: "leaving",
  priority: 1_000,
  addProseMirrorPlugins() {
    let leaves = false;
    return [
      new Plugin({
        props: {
          handleDOMEvents: {
            keydown(_, event) {
              const tab = event.key === "Tab" && leaves;
              if (event.key !== "Shift") leaves = event.key === "Escape";
              return tab; // seen to: no key of the editor's, and the browser moves on
            },
            blur() {
              leaves = false;
              return false;
            },
            // Nothing in a document leads anywhere: an address is copied by the person who wants to go there.
            click: stay,
            auxclick: stay,
          },
        },
      }),
    ];
  },
});

function stay(_: unknown, event: MouseEvent): boolean {
  if (event.target instanceof Element && event.target.closest("a") !== null) event.preventDefault();
  return false;
}
