/**
 * A picture in the text: an element that names a file of the group and says in words what it shows. The bytes are the
 * file's and come as files do; nothing in a document is ever fetched from an address.
 */
import { Node, type Editor } from "@tiptap/core";
import { Plugin } from "@tiptap/pm/state";
import { fitted, type PictureSize } from "../../files/kinds.ts";
import styles from "./Prose.module.css";

/** One on the screen, and the element React fills with it. */
export interface PictureHere {
  readonly key: number;
  readonly place: HTMLElement;
  /** Null when it names no file. */
  readonly file: string | null;
  readonly alt: string;
}

/** The pictures of one editor. */
export class Pictures {
  #all: readonly PictureHere[] = [];
  #next = 0;
  #areWanted = false;
  readonly #seen = new Set<() => void>();

  /** Gives what shows it anew, and what takes it away. */
  add(place: HTMLElement): { readonly show: (attrs: Readonly<Record<string, unknown>>) => void; readonly remove: () => void } {
    const key = this.#next++;
    const others = (): readonly PictureHere[] => this.#all.filter((each) => each.key !== key);
    return {
      show: (attrs) => {
        const { file, alt, ...size } = partsOf(attrs);
        keepRoom(place, { file, alt, ...size });
        this.#change([...others(), { key, place, file, alt }]);
      },
      remove: () => this.#change(others()),
    };
  }

  readonly all = (): readonly PictureHere[] => this.#all;

  /** Whether they are looked into wherever they stand: for paper. */
  readonly areWanted = (): boolean => this.#areWanted;

  want(): void {
    this.#areWanted = true;
    this.#change(this.#all);
  }

  readonly subscribe = (seen: () => void): (() => void) => {
    this.#seen.add(seen);
    return () => this.#seen.delete(seen);
  };

  #change(all: readonly PictureHere[]): void {
    this.#all = all;
    // Elements come and go while the editor draws; React draws afterwards.
    queueMicrotask(() => this.#seen.forEach((seen) => seen()));
  }
}

const pictures = new WeakMap<Editor, Pictures>();

export function picturesOf(editor: Editor): Pictures {
  const known = pictures.get(editor) ?? new Pictures();
  pictures.set(editor, known);
  return known;
}

interface Parts extends Pick<PictureHere, "file" | "alt"> {
  /** Of the picture, in points; its room is kept by it before the picture is here. */
  readonly width: number | null;
  readonly height: number | null;
}

/** Others send these: whatever is in them, it names a file or none, and asks for no more room than a picture has. */
function partsOf({ file, alt, width, height }: Readonly<Record<string, unknown>>): Parts {
  const sized = isLength(width) && isLength(height);
  return { file: typeof file === "string" && /^[0-9a-f]{64}$/.test(file) ? file : null, alt: typeof alt === "string" ? alt : "", width: sized ? width : null, height: sized ? height : null };
}

const isLength = (value: unknown): value is number => Number.isInteger(value) && Number(value) > 0;

/** Where the size is not known, as for what was written before or came as Markdown, a box of one height is kept. */
function keepRoom(place: HTMLElement, { width, height }: Parts): void {
  const room = width === null || height === null ? null : fitted({ width, height });
  place.classList.toggle(styles.sized ?? "", room !== null);
  place.style.setProperty("--picture-width", room === null ? null : `${room.width}px`);
  place.style.setProperty("--picture-ratio", room === null ? null : `${room.width} / ${room.height}`);
}

/** As `renderMarkdown` writes it: a line of its own that names a file, never an address. */
const written = /^!\[((?:\\.|[^[\]\\\n])*)\]\(veche:file\/([0-9a-f]{64})\)[ \t]*(?:\n+|$)/;

export const Picture = Node.create({
  name: "picture",
  group: "block",
  atom: true,
  draggable: true,
  addAttributes: () => ({ file: { default: null, rendered: false }, alt: { default: "", rendered: false }, width: { default: null, rendered: false }, height: { default: null, rendered: false } }),
  parseHTML: () => [
    {
      tag: "figure[data-picture]",
      getAttrs: (element) => {
        const [width, height] = (element.getAttribute("data-size") ?? "").split("x").map(Number);
        const parts = partsOf({ file: element.getAttribute("data-picture"), alt: element.textContent, width, height });
        return parts.file === null ? false : parts;
      },
    },
  ],
  renderHTML: ({ node }) => {
    const { file, alt, width, height } = partsOf(node.attrs);
    return ["figure", { "data-picture": file ?? "", ...(width !== null && { "data-size": `${width}x${height}` }) }, ["figcaption", {}, alt]];
  },
  renderText: ({ node }) => `[${partsOf(node.attrs).alt}]`,
  renderMarkdown: ({ attrs = {} }) => {
    const { file, alt } = partsOf(attrs as Record<string, unknown>);
    return `![${alt.replace(/[[\]\\]/g, "\\$&")}](veche:file/${file ?? ""})`;
  },
  markdownTokenName: "picture",
  markdownTokenizer: {
    name: "picture",
    level: "block",
    start: (text) => text.search(/^!\[/m),
    tokenize: (text) => {
      const [raw, alt, file] = written.exec(text) ?? [];
      return raw === undefined ? undefined : { type: "picture", raw, attributes: { file, alt: alt?.replace(/\\([[\]\\])/g, "$1") } };
    },
  },
  parseMarkdown: ({ attributes }) => ({ type: "picture", attrs: partsOf((attributes ?? {}) as Record<string, unknown>) }),
  addNodeView() {
    const here = picturesOf(this.editor);
    return ({ node }) => {
      const dom = document.createElement("figure");
      dom.className = styles.figure ?? "";
      dom.contentEditable = "false";
      const { show, remove } = here.add(dom);
      show(node.attrs);
      return {
        dom,
        update: (next) => {
          if (next.type.name !== "picture") return false;
          show(next.attrs);
          return true;
        },
        selectNode: () => dom.classList.add(styles.chosen ?? ""),
        deselectNode: () => dom.classList.remove(styles.chosen ?? ""),
        // What is pressed within it, the buttons of a file, is not the editor's.
        stopEvent: (event) => event.target instanceof Element && event.target.closest("button") !== null,
        ignoreMutation: () => true,
        destroy: remove,
      };
    };
  },
});

/** Takes pictures that are pasted or dropped. What is pasted with words comes as words. */
export const pictureIntake = (taken: (files: readonly File[]) => void): Plugin =>
  new Plugin({
    props: {
      handlePaste: (_, { clipboardData }) => (clipboardData?.getData("text/plain") === "" ? take(clipboardData, taken) : false),
      handleDrop: (view, event, _, moved) => {
        if (moved || !take(event.dataTransfer, taken)) return false;
        event.preventDefault();
        view.focus();
        return true;
      },
    },
  });

function take(data: DataTransfer | null, taken: (files: readonly File[]) => void): boolean {
  const files = [...(data?.files ?? [])];
  if (files.length === 0) return false;
  taken(files);
  return true;
}

/** The words of the picture that is chosen; null when none is. */
export function chosenAlt(editor: Editor): string | null {
  return editor.isActive("picture") ? partsOf(editor.getAttributes("picture")).alt : null;
}

export const insertPicture = (editor: Editor, file: string, size: PictureSize | null): void => void editor.chain().focus().insertContent({ type: "picture", attrs: partsOf({ file, ...size }) }).run();
export const describePicture = (editor: Editor, alt: string): void => void editor.commands.updateAttributes("picture", { alt });
