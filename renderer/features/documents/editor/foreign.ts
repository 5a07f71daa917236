/**
 * Text from outside: pasted, or read from a file. It becomes what the schema knows, and nothing else: no script, no
 * picture from elsewhere, no address that runs something. What would freeze the window is not taken at all.
 */
import { Extension, type Editor } from "@tiptap/core";
import { DOMParser as NodeParser, Slice, type Node } from "@tiptap/pm/model";
import { Plugin } from "@tiptap/pm/state";
import DOMPurify from "dompurify";
import { isAddress } from "./extensions.ts";

/** Above this, laying out the text would hold the window for longer than a person waits. */
const most = { characters: 200_000, markup: 600_000, blocks: 2_000 } as const;

const tags = ["p", "br", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "code", "hr", "strong", "b", "em", "i", "s", "del", "u", "a", "table", "thead", "tbody", "tr", "td", "th", "div", "span", "figure", "figcaption"];

export function harmless(html: string): string {
  return DOMPurify.sanitize(quiet(html), { ALLOWED_TAGS: tags, ALLOWED_ATTR: ["href", "start", "data-picture"], ALLOW_DATA_ATTR: false, ALLOWED_URI_REGEXP: /^(?:https?:\/\/|mailto:)/i });
}

/** The sanitiser parses, and the content policy reports each handler and style it sees then: they go before. It does not rely on that. */
function quiet(html: string): string {
  return html.replace(/<[a-z][^<>]*>/gi, (tag) => tag.replace(/[\s/"'](?:on\w+|style)\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+)/gi, " "));
}

/** By counting alone: nothing is parsed to find out. */
export function isTooLarge(words: string, html: string): boolean {
  if (words.length > most.characters || html.length > most.markup) return true;
  return count(html, /<(?:p|div|li|tr|td|th|h[1-6]|pre|br)\b/gi) > most.blocks || count(words, /\n/g) > most.blocks;
}

function count(text: string, what: RegExp): number {
  let found = 0;
  while (found <= most.blocks && what.exec(text) !== null) found += 1;
  return found;
}

/** Guards what is pasted and dropped; `refused` says why nothing came. */
export const pasteGuard = (refused: () => void): Extension =>
  Extension.create({
    name: "pasteGuard",
    priority: 2_000,
    addProseMirrorPlugins: () => [
      new Plugin({
        props: {
          handleDOMEvents: {
            paste: (_, event) => guard(event, event.clipboardData, refused),
            drop: (_, event) => guard(event, event.dataTransfer, refused),
          },
          transformPastedHTML: harmless,
        },
      }),
    ],
  });

function guard(event: Event, data: DataTransfer | null, refused: () => void): boolean {
  if (data === null || !isTooLarge(data.getData("text/plain"), data.getData("text/html"))) return false;
  event.preventDefault();
  refused();
  return true;
}

/** Puts a file's text in place of the selection; false when it is too large. HTML begins with a tag, all else is Markdown. */
export function insertFile(editor: Editor, bytes: Uint8Array): boolean {
  if (bytes.length > most.markup) return false;
  const text = new TextDecoder().decode(bytes);
  const isHtml = /^\s*<(?:!doctype|html|body|p|h[1-6]|div|ul|ol|table)\b/i.test(text);
  if (isTooLarge(isHtml ? "" : text, isHtml ? text : "")) return false;
  const slice = isHtml ? fromHtml(editor, text) : fromMarkdown(editor, text);
  editor.view.dispatch(editor.state.tr.replaceSelection(slice).scrollIntoView());
  return true;
}

function fromHtml(editor: Editor, html: string): Slice {
  const page = window.document.implementation.createHTMLDocument();
  page.body.innerHTML = harmless(html);
  return new Slice(NodeParser.fromSchema(editor.schema).parse(page.body).content, 0, 0);
}

function fromMarkdown(editor: Editor, markdown: string): Slice {
  const json = editor.markdown?.parse(markdown);
  const read = json === undefined ? null : editor.schema.nodeFromJSON(json);
  return read === null ? Slice.empty : new Slice(withoutBadLinks(read).content, 0, 0);
}

function withoutBadLinks(node: Node): Node {
  const { link } = node.type.schema.marks;
  const marks = node.marks.filter((mark) => mark.type !== link || isAddress(String(mark.attrs["href"])));
  if (node.isText) return node.mark(marks);
  const children: Node[] = [];
  node.forEach((child) => children.push(withoutBadLinks(child)));
  return node.type.create(node.attrs, children, marks);
}
