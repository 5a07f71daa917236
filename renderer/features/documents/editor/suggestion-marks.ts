/**
 * What is suggested stands in the text itself: words to come and words to go, each marked. The mark says for which
 * member's machine, only so that the suggestions of two people side by side do not run into one. Whose a suggestion is
 * the shared text says (suggestion-writers.ts) and never the mark, in which anyone can write anything.
 */
import { Mark } from "@tiptap/core";
import { Fragment, type Node } from "@tiptap/pm/model";
import styles from "./Prose.module.css";

export const kinds = ["insertion", "deletion"] as const;
export type Kind = (typeof kinds)[number];

const suggestionMark = (name: Kind, tag: "ins" | "del"): Mark =>
  Mark.create({
    name,
    inclusive: false,
    addAttributes: () => ({ of: { default: null, rendered: false } }),
    renderHTML: () => [tag, { class: styles[name] ?? "" }, 0],
  });

export const suggestionMarks = [suggestionMark("insertion", "ins"), suggestionMark("deletion", "del")];

export const isMarked = (node: Node, kind: Kind): boolean => node.marks.some(({ type }) => type.name === kind);

/** Without what is suggested: words to come are left out, words to go still stand. */
export function withoutSuggestions(node: Node): Node {
  if (node.isText) return node.mark(node.marks.filter(({ type }) => type.name !== "deletion"));
  const children: Node[] = [];
  node.forEach((child) => {
    if (!isMarked(child, "insertion")) children.push(withoutSuggestions(child));
  });
  return node.copy(Fragment.fromArray(children));
}
