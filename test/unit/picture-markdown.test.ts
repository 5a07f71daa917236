/** Pictures of a document as Markdown: written, and read back as what they were. */
import { MarkdownManager } from "@tiptap/markdown";
import StarterKit from "@tiptap/starter-kit";
import { expect, it } from "vitest";
import { Picture } from "../../renderer/features/documents/editor/picture.ts";

const markdown = new MarkdownManager({ extensions: [StarterKit, Picture] });
const file = "0b".repeat(32);
const typesIn = (text: string): (string | undefined)[] => (markdown.parse(text).content ?? []).map(({ type }) => type);

it.each(["", "The boiler", "a [crack] and a \\ stroke", "المرجل"])("a picture described as “%s” comes back", (alt) => {
  const paragraph = { type: "paragraph", content: [{ type: "text", text: "Before." }] };
  const text = markdown.serialize({ type: "doc", content: [paragraph, { type: "picture", attrs: { file, alt } }, paragraph] });
  const read = markdown.parse(text);
  expect(read.content).toMatchObject([{ type: "paragraph" }, { type: "picture", attrs: { file, alt } }, { type: "paragraph" }]);
});

it.each([
  ["an address", "![x](https://spy.example/x.png)"],
  ["no whole id", `![x](veche:file/${file.slice(2)})`],
  ["a file within a sentence", `words ![x](veche:file/${file}) and more`],
])("%s is no picture", (_, text) => {
  expect(typesIn(text)).not.toContain("picture");
});
