/**
 * A Yjs document. The only place of the engine where Yjs runs: on what fault.ts has let through, and as if it were written
 * here, since after what comes from elsewhere Yjs tidies marks up by deletions of its own, which nobody has signed.
 */
import * as Y from "yjs";
import { rootName } from "./fault.ts";

export class Live {
  readonly doc = new Y.Doc({ gc: false });

  constructor(updates: Iterable<Uint8Array> = []) {
    this.together(() => {
      for (const update of updates) this.take(update);
    });
  }

  take(update: Uint8Array): void {
    this.together(() => Y.applyUpdate(this.doc, update));
  }

  /** Many updates in one transaction take a fraction of the time. */
  together(work: () => void): void {
    this.doc.transact((transaction) => {
      work();
      transaction.local = true;
    });
  }

  get state(): Uint8Array {
    return Y.encodeStateAsUpdate(this.doc);
  }

  /** What is written in it, a line for each paragraph, without its form. */
  get words(): string {
    const lines: string[] = [];
    const walk = (node: Y.XmlFragment): void => {
      for (const child of node.toArray()) {
        if (child instanceof Y.XmlText) lines.push((child.toDelta() as { insert: unknown }[]).map(({ insert }) => (typeof insert === "string" ? insert : " ")).join(""));
        else if (child instanceof Y.XmlFragment) walk(child);
      }
    };
    walk(this.root);
    return lines.join("\n");
  }

  get root(): Y.XmlFragment {
    return this.doc.getXmlFragment(rootName);
  }
}
