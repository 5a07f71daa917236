/** The part of a text around what was found, with what was found marked. */
import { answers, wordsOf, type Asked } from "./words.ts";

export interface Part {
  readonly text: string;
  readonly hit: boolean;
}

const before = 60;

/** At most `length` UTF-16 units, beginning a little before the first hit; cut between words. */
export function excerpt(text: string, asked: Asked, length: number): readonly Part[] {
  const hits = wordsOf(text).filter(({ folded }) => answers(folded, asked));
  const start = startOf(text, hits[0]?.start ?? 0, length);
  const end = start + length >= text.length ? text.length : wordEnd(text, start, start + length);
  const parts: Part[] = [];
  const push = (part: string, hit: boolean): void => {
    const last = parts[parts.length - 1];
    if (part === "") return;
    if (last?.hit === hit) parts[parts.length - 1] = { text: last.text + part, hit };
    else parts.push({ text: part, hit });
  };
  push(start > 0 ? "…" : "", false);
  let at = start;
  for (const hit of hits) {
    if (hit.end > end) break;
    push(text.slice(at, Math.max(at, hit.start)), false);
    push(text.slice(Math.max(at, hit.start), hit.end), true);
    at = Math.max(at, hit.end);
  }
  push(text.slice(at, end), false);
  push(end < text.length ? "…" : "", false);
  return parts;
}

function startOf(text: string, hit: number, length: number): number {
  if (text.length <= length || hit <= before) return 0;
  const from = Math.min(hit - before, text.length - length);
  const space = text.slice(from, hit).search(/\s/u);
  return space < 0 ? whole(text, from) : from + space + 1;
}

function wordEnd(text: string, start: number, end: number): number {
  const space = text.slice(start, end).search(/\s\S*$/u);
  return space > 0 ? start + space : whole(text, end);
}

/** Never within a pair of surrogates. */
const whole = (text: string, at: number): number => ((text.charCodeAt(at) & 0xfc00) === 0xdc00 ? at - 1 : at);
