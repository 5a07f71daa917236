/**
 * How a motion's text names a document so that anybody can check it: by the hashes of its newest updates, each of which
 * holds the hashes of what it rests on; and suggestions by their first letter, with their words beside it.
 */
import type { MotionSnapshot } from "../../../shared/contract/snapshots.ts";
import type { Suggestion } from "./editor/suggestions.ts";

export interface DocumentNamed {
  readonly document: string;
  /** The heads of its updates. */
  readonly heads: readonly string[];
}

const reference = /veche:document\/([0-9a-f]{64})\/([0-9a-f]{64}(?:\+[0-9a-f]{64})*)/;

export const referenceTo = ({ document, heads }: DocumentNamed): string => `veche:document/${document}/${heads.join("+")}`;

/** Null when the text names no document. */
export function readReference(text: string): DocumentNamed | null {
  const [, document, heads] = reference.exec(text) ?? [];
  return document === undefined || heads === undefined ? null : { document, heads: heads.split("+") };
}

export interface SuggestionNamed {
  readonly id: string;
  /** What goes and what comes, as the text of the motion says it. */
  readonly words: string;
}

export function wordsOf({ deleted, inserted }: Pick<Suggestion, "deleted" | "inserted">): string {
  return [deleted === "" ? "" : `− ${JSON.stringify(deleted)}`, inserted === "" ? "" : `+ ${JSON.stringify(inserted)}`].filter((each) => each !== "").join(" ");
}

export const lineOf = (suggestion: Suggestion): string => `${wordsOf(suggestion)} (${suggestion.id})`;

export function readLines(text: string): readonly SuggestionNamed[] {
  return text.split("\n").flatMap((line) => {
    const [, words, id] = /^([−+] ".*") \(((?:insertion|deletion) \d+:\d+)\)$/.exec(line.trim()) ?? [];
    return words === undefined || id === undefined ? [] : [{ id, words }];
  });
}

/** The text a motion is about, and whether it was adopted: of several options the one that was. */
export function saidBy({ options, outcome, state }: Pick<MotionSnapshot, "options" | "outcome" | "state">): { readonly text: string; readonly passed: boolean } {
  const adopted = outcome?.is === "adopted" ? outcome : null;
  return { text: options[adopted?.option ?? 0]?.text ?? "", passed: adopted !== null && state.is === "certified" };
}
