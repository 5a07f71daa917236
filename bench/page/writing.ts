/** Stock y-webrtc 10.3 and y-prosemirror 1.3: a text written together in plaintext, kept in memory alone. */
import { baseKeymap } from "@tiptap/pm/commands";
import { keymap } from "@tiptap/pm/keymap";
import { Schema } from "@tiptap/pm/model";
import { EditorState } from "@tiptap/pm/state";
import { EditorView } from "@tiptap/pm/view";
import { yCursorPlugin, ySyncPlugin, yUndoPlugin } from "y-prosemirror";
import { WebrtcProvider } from "y-webrtc";
import { Doc, XmlElement, XmlText } from "yjs";

const schema = new Schema({
  nodes: {
    doc: { content: "block+" },
    paragraph: { group: "block", content: "text*", parseDOM: [{ tag: "p" }], toDOM: () => ["p", 0] },
    text: {},
  },
});

export class WritingPage {
  readonly #doc = new Doc();

  /** Joins the room; the editor stands in the page at once. */
  open(room: string, signalling: string, name: string): void {
    const provider = new WebrtcProvider(room, this.#doc, { signaling: [signalling], maxConns: 20, filterBcConns: false, peerOpts: { config: { iceServers: [] } } });
    const { awareness } = provider as unknown as { readonly awareness: Parameters<typeof yCursorPlugin>[0] };
    awareness.setLocalStateField("user", { name, color: "#3060a0" });
    const plugins = [ySyncPlugin(this.#doc.getXmlFragment("content")), yCursorPlugin(awareness), yUndoPlugin(), keymap(baseKeymap)];
    new EditorView(document.body, { state: EditorState.create({ schema, plugins }) });
  }

  fill(paragraphs: readonly string[]): void {
    const elements = paragraphs.map((words) => {
      const paragraph = new XmlElement("paragraph");
      paragraph.insert(0, [new XmlText(words)]);
      return paragraph;
    });
    this.#doc.getXmlFragment("content").insert(0, elements);
  }
}

declare global {
  var writingPage: WritingPage | undefined;
}

globalThis.writingPage = new WritingPage();
