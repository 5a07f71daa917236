/** What a document can hold: its nodes and marks, and the keys for them. */
import { Extension, Mark, Node, type Editor, type Extensions } from "@tiptap/core";
import { TaskItem, TaskList } from "@tiptap/extension-list";
import { TableKit } from "@tiptap/extension-table";
import { Markdown } from "@tiptap/markdown";
import StarterKit from "@tiptap/starter-kit";
import { Picture } from "./picture.ts";
import { suggestionMarks } from "./suggestion-marks.ts";
import { makeTolerant } from "./tolerant-schema.ts";

/** Under the title of the page, which is the first. */
export const headingLevels = [2, 3, 4] as const;

const allowed = /^(https?:\/\/|mailto:)/i;

/** Only addresses that a person would follow, and nothing that runs. */
export const isAddress = (uri: string | undefined): boolean => uri !== undefined && allowed.test(uri.trim());

/** Stands for an element that this version does not know. */
const Foreign = Node.create({ name: "foreign", group: "block", atom: true, selectable: false, renderHTML: () => ["div", { hidden: "hidden" }] });

/** Stands for a mark that this version does not know. */
const Unknown = Mark.create({ name: "unknown", renderHTML: () => ["span", 0] });

/** HTML within Markdown is words like others: it is never parsed. One reader serves all editors. */
function markdownWithoutHtml({ markdown }: Editor): void {
  if (markdown === undefined || tamed.has(markdown.instance)) return;
  tamed.add(markdown.instance);
  markdown.instance.use({ tokenizer: { html: () => undefined, tag: () => undefined } });
}
const tamed = new WeakSet<object>();

const Tolerant = Extension.create({
  name: "tolerant",
  onBeforeCreate() {
    makeTolerant(this.editor.schema);
    markdownWithoutHtml(this.editor);
  },
});

/** Words of the editor itself, in the reader's language. */
export interface EditorWords {
  /** The name of the text. */
  readonly label: string;
  readonly task: (text: string) => string;
  /** What was pasted is too much at once. */
  readonly tooMuch: () => void;
  /** While suggesting, only words can be changed. */
  readonly onlyWords: () => void;
}

/** Marks and numbers stand on the side on which the words begin, whatever the direction of the window. */
const byItsWords = { HTMLAttributes: { dir: "auto" } };

export const documentExtensions = ({ task }: EditorWords): Extensions => [
  StarterKit.configure({
    undoRedo: false, // one's own steps only: undone in the shared text
    trailingNode: false, // every window would write one
    heading: { levels: [...headingLevels] },
    bulletList: byItsWords,
    orderedList: byItsWords,
    blockquote: byItsWords,
    link: { openOnClick: false, autolink: true, linkOnPaste: true, defaultProtocol: "https", isAllowedUri: (uri) => isAddress(uri), HTMLAttributes: { target: null, rel: "noopener noreferrer nofollow" } },
  }),
  Markdown,
  TaskList.configure(byItsWords),
  TaskItem.configure({ nested: true, a11y: { checkboxLabel: (node) => task(node.firstChild?.textContent ?? "") } }),
  TableKit.configure({ table: { resizable: false } }),
  Picture,
  ...suggestionMarks,
  Foreign,
  Unknown,
  Tolerant,
];
