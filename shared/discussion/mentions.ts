/**
 * Who is spoken to in a text: "@" and a name, as it is written there. Nothing but the text is kept; whom it means is read
 * from the members each machine knows, so a mention cannot be forged, hidden or left over.
 */
import type { MemberId } from "../base/ids.ts";
import { fold } from "../search/words.ts";

export interface Named {
  readonly id: MemberId;
  readonly name: string;
}

const sign = /(?<![\p{L}\p{M}\p{N}_.])@(?=[\p{L}\p{N}])/gu;
const word = /[\p{L}\p{M}\p{N}]+/gu;
const goesOn = /^[\p{L}\p{M}\p{N}]/u;
/** Names of such scripts are followed by the next word without a space. */
const unspaced = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]$/u;
/** Of one text; the rest speaks to nobody. */
const most = 50;
const longestName = 250;

/** By the whole name, else by a first name that only one of them has. */
export function mentioned(text: string, members: readonly Named[]): ReadonlySet<MemberId> {
  const out = new Set<MemberId>();
  const signs = [...text.matchAll(sign)].slice(0, most);
  if (signs.length === 0) return out;
  const whole = members.map(({ id, name }) => ({ id, words: folded(name) }));
  const first = whole.map(({ id, words }) => ({ id, words: words.split(" ", 1)[0]! }));
  for (const { index } of signs) {
    const said = folded(text.slice(index + 1, index + 1 + longestName));
    const named = longest(whole.filter(({ words }) => begins(said, words)));
    const called = first.filter(({ words }) => begins(said, words));
    for (const { id } of named.length > 0 ? named : called.length === 1 ? called : []) out.add(id);
  }
  return out;
}

const folded = (text: string): string => text.replace(word, fold).replace(/\s+/gu, " ").trim();

const begins = (said: string, name: string): boolean => name !== "" && said.startsWith(name) && (unspaced.test(name) || !goesOn.test(said.slice(name.length)));

/** Of "Ann" and "Ann Lee" the latter is meant. */
function longest<T extends { readonly words: string }>(found: readonly T[]): readonly T[] {
  const length = Math.max(0, ...found.map(({ words }) => words.length));
  return found.filter(({ words }) => words.length === length);
}
