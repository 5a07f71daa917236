/** Runs asynchronous work one piece after another, in the order asked. A failure reaches its caller and stops nobody else. */
export class Queue {
  #last: Promise<unknown> = Promise.resolve();

  run<T>(work: () => Promise<T>): Promise<T> {
    const next = this.#last.then(work, work);
    this.#last = next.then(
      () => undefined,
      () => undefined,
    );
    return next;
  }

  /** Resolves when everything asked so far is done. */
  idle(): Promise<void> {
    return this.run(() => Promise.resolve());
  }
}
