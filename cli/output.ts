/** Where a command speaks: its answer on stdout, everything else on stderr. */

/** `event` names its kind; the rest is its own. */
export type Event = { readonly event: string } & Readonly<Record<string, unknown>>;

export interface Output {
  readonly json: boolean;
  /** The answer: as a document with --json, otherwise in words. */
  answer(document: unknown, words: () => string): void;
  /** One event of a command that goes on. */
  event(document: Event, words: () => string): void;
  /** Words on stdout, whatever --json says: help. */
  text(words: string): void;
  /** On stderr: what is going on, hints, reasons. */
  note(words: string): void;
}

export function processOutput(json: boolean): Output {
  const out = (text: string): void => void process.stdout.write(`${text}\n`);
  return {
    json,
    answer: (document, words) => out(json ? JSON.stringify(document, null, 2) : words()),
    event: (document, words) => out(json ? JSON.stringify({ ...document, time: Date.now() }) : words()),
    text: out,
    note: (words) => void process.stderr.write(`${words}\n`),
  };
}
