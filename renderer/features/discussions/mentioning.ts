/** Completing a name after "@": what is being typed at the caret, whose names begin so, and the text once one is chosen. */

export interface Mentioning {
  /** Where the name begins, after the "@". */
  readonly start: number;
  readonly end: number;
  readonly names: readonly string[];
}

const typed = /(?<![\p{L}\p{M}\p{N}_.])@([\p{L}\p{M}\p{N}'’.-]*(?: [\p{L}\p{M}\p{N}'’.-]+)?)$/u;
const most = 6;

/** Null when no name is being typed, or nobody is called so. */
export function mentioningAt(text: string, caret: number, people: readonly string[]): Mentioning | null {
  const found = typed.exec(text.slice(0, caret));
  if (!found) return null;
  const said = plain(found[1]!);
  const names = people.filter((name) => plain(name) !== said && [name, ...name.split(" ")].some((part) => plain(part).startsWith(said))).slice(0, most);
  return names.length === 0 ? null : { start: caret - found[1]!.length, end: caret, names };
}

export function withName(text: string, { start, end }: Mentioning, name: string): { readonly text: string; readonly caret: number } {
  const before = `${text.slice(0, start)}${name} `;
  return { text: before + text.slice(end).replace(/^ /u, ""), caret: before.length };
}

const plain = (name: string): string => name.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase();
