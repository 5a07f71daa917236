/**
 * A Yjs document and the updates it was made of. The only place of the engine where Yjs runs: on what fault.ts has let
 * through, and as if it were written here, since after what comes from elsewhere Yjs tidies marks up by deletions of its
 * own, which nobody has signed.
 */
import * as Y from "yjs";
import { rootName } from "./fault.ts";

/** Updates after the first state. */
export class Live {
  readonly doc = new Y.Doc({ gc: false });
  #updates: readonly Uint8Array[] | null = null;

  /** Gives Yjs an update. */
  take(update: Uint8Array): void {
    this.doc.transact((transaction) => {
      Y.applyUpdate(this.doc, update);
      transaction.local = true;
    });
    if (this.#updates !== null) this.#updates = [...this.#updates, update];
  }

  /** The state when first asked for, then each update since. */
  get updates(): readonly Uint8Array[] {
    return (this.#updates ??= [this.state]);
  }

  get state(): Uint8Array {
    return Y.encodeStateAsUpdate(this.doc);
  }

  get root(): Y.XmlFragment {
    return this.doc.getXmlFragment(rootName);
  }
}
