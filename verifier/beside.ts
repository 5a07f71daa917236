/**
 * Checks on a thread beside the page, which stays usable whatever a file holds. The thread runs this very script once more, out
 * of memory: the page may load nothing, and a page on a disk could not.
 */
import type { Report } from "./report.ts";
import { ready } from "./sodium.ts";
import { verify } from "./verify.ts";

export interface Question {
  readonly file: Blob;
  readonly group: string | null;
}

/** Null: the file could not be read. */
export type Answer = Report | null;

async function answer({ file, group }: Question): Promise<Answer> {
  try {
    await ready;
    return verify(new Uint8Array(await file.arrayBuffer()), group);
  } catch (error) {
    console.error(error); // it was moved or changed meanwhile, is too large for this browser, or the checker has a mistake
    return null;
  }
}

/** In the thread, at once: a question that came before somebody listened would be lost. */
export function answerQuestions(): void {
  self.addEventListener("message", ({ data }: MessageEvent<Question>) => void answer(data).then((found) => self.postMessage(found)));
}

/** In the page. */
export class Beside {
  #thread: Worker | null = null;
  #isBusy = false;
  /** Counts questions, and those that are of no interest any more. */
  #number = 0;

  /** What was asked before and is not answered yet never will be. */
  ask(question: Question, tell: (answer: Answer) => void): void {
    this.forget();
    const number = this.#number;
    const done = (found: Answer): void => {
      if (number !== this.#number) return;
      this.#isBusy = false;
      tell(found);
    };
    // Where no thread is to be had the page checks by itself, after it has shown that it does.
    const byItself = (): void => void setTimeout(() => void answer(question).then(done));
    this.#isBusy = true;
    this.#thread ??= started();
    if (this.#thread === null) return byItself();
    this.#thread.onmessage = ({ data }: MessageEvent<Answer>): void => done(data);
    this.#thread.onerror = byItself;
    this.#thread.postMessage(question);
  }

  forget(): void {
    this.#number += 1;
    if (!this.#isBusy) return;
    this.#isBusy = false;
    this.#thread?.terminate();
    this.#thread = null;
  }
}

function started(): Worker | null {
  const script = new Blob([document.querySelector("script")!.text], { type: "text/javascript" });
  try {
    return new Worker(URL.createObjectURL(script));
  } catch {
    return null;
  }
}
