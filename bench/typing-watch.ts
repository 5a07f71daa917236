/** What is put into a page to see typing as a person does. Each function stands alone: it is sent to the page as text. */

export interface Seen {
  /** When each key went down here, by the machine's clock. */
  readonly typed: readonly number[];
  /** When the text, and the caret of the other, had come so far: in the tree, and drawn on the screen. */
  readonly text: readonly number[];
  readonly textDrawn: readonly number[];
  readonly caret: readonly number[];
  readonly caretDrawn: readonly number[];
}

declare global {
  var typingSeen: Seen;
}

/** Counts the letter x, which stands nowhere but in what is typed. */
export function watchTyping({ editor, caret }: { readonly editor: string; readonly caret: string }): void {
  const now = (): number => performance.timeOrigin + performance.now();
  const seen = { typed: [] as number[], text: [] as number[], textDrawn: [] as number[], caret: [] as number[], caretDrawn: [] as number[] };
  const root = document.querySelector(editor)!;
  const count = (words: string): number => words.split("x").length - 1;
  const upToCaret = (): number => {
    const mark = root.querySelector(caret);
    if (mark === null) return 0;
    const range = document.createRange();
    range.setStart(root, 0);
    range.setEndBefore(mark);
    return count(range.toString());
  };
  const drawn = (then: (at: number) => void): void => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => then(now());
      port2.postMessage(null);
    });
  };
  const reached = (inTree: number[], onScreen: number[], so: number): void => {
    const at = now();
    for (let n = inTree.length; n < so; n++) {
      inTree.push(at);
      drawn((time) => (onScreen[n] = time));
    }
  };
  document.addEventListener("keydown", ({ timeStamp }) => seen.typed.push(performance.timeOrigin + timeStamp), true);
  new MutationObserver(() => {
    reached(seen.text, seen.textDrawn, count(root.textContent));
    reached(seen.caret, seen.caretDrawn, upToCaret());
  }).observe(root, { subtree: true, childList: true, characterData: true });
  globalThis.typingSeen = seen;
}
