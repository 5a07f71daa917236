/** A document as a file: Markdown, a web page, or plain text, each without what is only suggested. */
import { getHTMLFromFragment, getText, getTextSerializersFromSchema, type Editor, type JSONContent } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { withoutSuggestions } from "./suggestion-marks.ts";

export const formats = ["markdown", "html", "text"] as const;
export type Format = (typeof formats)[number];

const endings: Record<Format, string> = { markdown: "md", html: "html", text: "txt" };

export function fileOf(editor: Editor, title: string, format: Format): { readonly name: string; readonly bytes: Uint8Array } {
  return { name: `${fileName(title)}.${endings[format]}`, bytes: new TextEncoder().encode(written(editor, title, format)) };
}

function written(editor: Editor, title: string, format: Format): string {
  switch (format) {
    case "markdown":
      return `# ${title}\n\n${markdownOf(editor)}\n`;
    case "html":
      return `<!doctype html>\n<html>\n<head>\n<meta charset="utf-8">\n<title>${escaped(title)}</title>\n</head>\n<body>\n<h1>${escaped(title)}</h1>\n${getHTMLFromFragment(textOf(editor).content, editor.schema)}\n</body>\n</html>\n`;
    case "text":
      return `${title}\n\n${getText(textOf(editor), { blockSeparator: "\n\n", textSerializers: getTextSerializersFromSchema(editor.schema) })}\n`;
  }
}

export const markdownOf = (editor: Editor): string => (editor.markdown?.serialize(textOf(editor).toJSON() as JSONContent) ?? "").trim();

const textOf = (editor: Editor): Node => withoutSuggestions(editor.state.doc);

const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** Without signs that some file system refuses. */
const fileName = (title: string): string => title.replace(/[\\/:*?"<>|\p{Cc}]/gu, " ").trim().slice(0, 80) || "document";
