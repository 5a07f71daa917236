/** A PDF that is open in a worker of its own. Whatever it does there, ending the worker ends it. */
import type { PdfAnswer, PdfAsked, PdfMessage } from "./pdf-worker.ts";

export interface PdfDocument {
  readonly pages: number;
  /** Null: this page cannot be drawn. From 1. */
  page(number: number): Promise<ImageBitmap | null>;
  close(): void;
}

/** A page is drawn to fit into this: twice what the window gives it, for fine screens. */
const largest = { width: 1360, height: 1920 };
/** What takes longer is nothing to be shown. */
const patience = 10_000;

/** Null when it is damaged, locked by a password, or takes too long. */
export async function openPdf(bytes: Uint8Array<ArrayBuffer>): Promise<PdfDocument | null> {
  const reader = new Reader();
  const pages = await reader.ask({ open: bytes }, [bytes.buffer]);
  if (typeof pages === "number" && pages > 0) return { pages, page: (number) => reader.page(number), close: () => reader.close() };
  reader.close();
  return null;
}

/** Asks one thing after the other; one that is not answered in time is the last. */
class Reader {
  readonly #worker = new Worker(new URL("./pdf-worker.ts", import.meta.url), { type: "module", name: "pdf" });
  #last: Promise<unknown> = Promise.resolve();
  #ended = false;

  async page(number: number): Promise<ImageBitmap | null> {
    const page = await this.ask({ page: number, ...largest });
    return page instanceof ImageBitmap ? page : null;
  }

  ask(asked: PdfAsked, transfer: Transferable[] = []): Promise<PdfAnswer> {
    const answer = this.#last.then(() => this.#answer(asked, transfer));
    this.#last = answer;
    return answer;
  }

  close(): void {
    this.#ended = true;
    this.#worker.terminate();
  }

  #answer(asked: PdfAsked, transfer: Transferable[]): Promise<PdfAnswer> {
    if (this.#ended) return Promise.resolve(null);
    return new Promise((resolve) => {
      const given = (answer: PdfAnswer): void => {
        clearTimeout(waiting);
        resolve(answer);
      };
      const failed = (): void => {
        this.close();
        given(null);
      };
      const waiting = setTimeout(failed, patience);
      this.#worker.onerror = failed;
      this.#worker.onmessage = ({ data: { answer } }: MessageEvent<PdfMessage>) => {
        if (answer !== undefined) given(answer);
      };
      this.#worker.postMessage(asked, transfer);
    });
  }
}
